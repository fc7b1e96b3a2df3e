import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createPreferences } from '../../src-main/preferences/preferences.ts';
import type { SonarService } from '../../src-main/sonar/sonar-service.ts';
import { forgetKept } from '../../src-main/stores.ts';
import { createFakeKeychain } from './support/fake-keychain.ts';
import { withManagedOffice } from './support/managed-office.ts';
import { type Computer, withOffice } from './support/start-office.ts';

async function signIn(computer: Computer, person = 'google-one-account'): Promise<string> {
  computer.browseAs(person);
  const provider = person.startsWith('google') ? 'google' : 'microsoft';
  await computer.login.verbs.startSignIn(provider, { anotherAccount: true });
  const { accountId } = await computer.waitFor('signed-in');
  await computer.login.flush();
  return accountId;
}

function sessionOf(computer: Computer) {
  return computer.login.getState().accounts[0]?.session;
}

const ended = (code: string) => ({ status: 'signed-out', failure: { code } });
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

/** Makes the next renewal ask the provider to confirm the identity. */
function makeConfirmationDue(computer: Computer, accountId: string): void {
  const account = computer.index.get(accountId);
  if (account !== undefined) computer.index.put({ ...account, verifiedAt: hoursAgo(13) });
}

test('a person who moved to an organization that is not allowed is out at the silent confirmation', () =>
  withManagedOffice(async ({ policy, sandbox, startManaged }) => {
    await policy.set('enforced', { AllowedGoogleDomains: ['maple.example'] });
    const computer = startManaged();
    computer.login.start();
    const accountId = await signIn(computer);
    makeConfirmationDue(computer, accountId);
    await computer.login.verbs.retrySession(accountId);
    expect(sessionOf(computer)?.status).toBe('online');
    sandbox.control.google?.renameEmail('google-one-account', 'ana@elsewhere.example');
    makeConfirmationDue(computer, accountId);
    await computer.login.verbs.retrySession(accountId);
    expect(sessionOf(computer)).toMatchObject(ended('blocked-by-policy'));
  }));

test('before the start, by what is on the disk: who is signed in is shown, and nobody whom policy is about to sign out', () =>
  withManagedOffice(async ({ policy, startManaged, folder }) => {
    const own = join(folder, 'shown-at-once');
    const { credentials } = createFakeKeychain();
    const evening = startManaged({ folder: own, credentials });
    evening.login.start();
    const accountId = await signIn(evening);
    await evening.quit();
    const asked: string[] = [];
    const watched: typeof credentials = {
      ...credentials,
      read(key, ...rest) {
        asked.push(key);
        return credentials.read(key, ...rest);
      },
    };
    const morning = startManaged({ folder: own, credentials: watched });
    morning.login.showKnown();
    expect(morning.view()).toMatchObject({ kind: 'signed-in', accountId });
    expect(sessionOf(morning)).toEqual({ status: 'renewing', failure: null });
    expect(asked).toEqual([]);
    await morning.quit();
    await policy.set('enforced', { AllowedGoogleDomains: ['elsewhere.example'] });
    const refused = startManaged({ folder: own, credentials });
    refused.login.showKnown();
    expect(refused.view()).toEqual({ kind: 'starting' });
    refused.login.start();
    await refused.waitForState(() => sessionOf(refused)?.status === 'signed-out', 'the end');
    expect(sessionOf(refused)).toMatchObject(ended('blocked-by-policy'));
  }));

test('a silent confirmation keeps the organization that the provider names now', () =>
  withManagedOffice(async ({ policy, sandbox, startManaged }) => {
    const computer = startManaged();
    computer.login.start();
    const accountId = await signIn(computer);
    expect(computer.index.get(accountId)?.identity?.organization).toBe('maple.example');
    sandbox.control.google?.renameEmail('google-one-account', 'ana@elsewhere.example');
    makeConfirmationDue(computer, accountId);
    await computer.login.verbs.retrySession(accountId);
    expect(computer.index.get(accountId)?.identity?.organization).toBe('elsewhere.example');
    await policy.set('enforced', { AllowedGoogleDomains: ['elsewhere.example'] });
    expect(sessionOf(computer)?.status).toBe('online');
    await policy.set('enforced', { AllowedGoogleDomains: ['maple.example'] });
    expect(sessionOf(computer)).toEqual(ended('blocked-by-policy'));
  }));

test.each([
  [['maple.example'], 'online'],
  [['pine.example'], 'signed-out'],
] as const)(
  'an account of a version that kept no organization is decided at its next renewal: %j, %s',
  (domains, status) =>
    withManagedOffice(async ({ policy, startManaged }) => {
      const computer = startManaged();
      computer.login.start();
      const accountId = await signIn(computer);
      const account = computer.index.get(accountId);
      const { key, label } = account?.identity ?? { key: '', label: null };
      if (account === undefined || label === null) throw new Error('no identity');
      computer.index.put({ ...account, identity: { key, label } });
      await policy.set('enforced', { AllowedGoogleDomains: domains });
      expect(sessionOf(computer)?.status).toBe('online');
      await computer.login.verbs.retrySession(accountId);
      expect(sessionOf(computer)?.status).toBe(status);
    }),
);

test('a session that reaches its maximum age ends by itself, without any use', () =>
  withManagedOffice(async ({ policy, startManaged }) => {
    await policy.set('enforced', { MaximumSessionHours: 2 });
    const computer = startManaged();
    computer.login.start();
    const accountId = await signIn(computer);
    const account = computer.index.get(accountId);
    if (account === undefined) throw new Error('no account');
    const signedInAt = new Date(Date.now() - 2 * 3_600_000 + 2_000).toISOString();
    computer.index.put({ ...account, signedInAt });
    await computer.login.verbs.retrySession(accountId);
    await computer.waitForState(() => sessionOf(computer)?.status === 'signed-out', 'the end');
    expect(sessionOf(computer)).toEqual(ended('session-expired'));
  }));

test('a policy that comes while the browser is open ends the attempt, and a late answer is nobody’s', () =>
  withManagedOffice(async ({ policy, startManaged }) => {
    const computer = startManaged();
    computer.login.start();
    computer.browseAs('ignore');
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    await computer.waitForState(() => computer.opened.length === 1, 'the browser');
    await policy.set('enforced', { AllowedProviders: ['microsoft'] });
    expect(computer.view()).toMatchObject({
      kind: 'signed-out',
      failure: { code: 'blocked-by-policy', provider: 'google' },
    });
    expect(computer.login.getState().accounts).toEqual([]);
  }));

test('a policy that comes while the person chooses ends the choice', () =>
  withManagedOffice(async ({ policy, startManaged }) => {
    const computer = startManaged();
    computer.login.start();
    computer.browseAs('google-three-accounts');
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    const { accounts } = await computer.waitFor('choosing');
    await policy.set('enforced', { AllowedGoogleDomains: ['pine.example'] });
    expect(computer.view()).toMatchObject({ failure: { code: 'blocked-by-policy' } });
    const late = await computer.login.verbs.chooseAccount(accounts[0]?.id ?? '', false);
    expect(late).toMatchObject({ ok: false, failure: { code: 'ticket-expired' } });
  }));

test('an identity that was proved before the policy came is not sent to Sonar after it', () =>
  withManagedOffice(async ({ policy, sandbox, startManaged }) => {
    const computer = startManaged();
    computer.login.start();
    computer.browseAs('google-one-account');
    sandbox.control.sonar.goDown(true);
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    await computer.waitForState(
      ({ view }) => 'failure' in view && view.failure?.code === 'account-service-unreachable',
      'Sonar to be away',
    );
    sandbox.control.sonar.goDown(false);
    await policy.set('enforced', { AllowedGoogleDomains: ['pine.example'] });
    await computer.login.verbs.goOn();
    await computer.waitForState(
      ({ view }) => 'failure' in view && view.failure?.code === 'blocked-by-policy',
      'blocked-by-policy',
    );
    expect(computer.opened).toHaveLength(1);
  }));

test('SsoRequired: the Sonar password still proves an account when an identity is linked to it', () =>
  withManagedOffice(async ({ policy, sandbox, startManaged }) => {
    await policy.set('enforced', { SsoRequired: true });
    const person = sandbox.description.people.find(({ key }) => key === 'google-no-account');
    const computer = startManaged();
    computer.login.start();
    computer.browseAs('google-no-account');
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    await computer.waitFor('linking');
    const { sonarUsername, sonarPassword } = person ?? {};
    await computer.login.verbs.linkAccount(sonarUsername ?? '', sonarPassword ?? '');
    await computer.waitFor('signed-in');
  }));

/** All that lies in the files of a folder, names included. */
function readAll(folder: string): string {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return `${path}\n${entry.isFile() ? readFileSync(path, 'utf8') : ''}`;
    })
    .join('\n');
}

test('a computer that becomes a shared one keeps nothing of anybody, on disk or in the keychain', () =>
  withOffice(async ({ folder, sandbox, startComputer }) => {
    const own = join(folder, 'reception');
    const { credentials, names } = createFakeKeychain();
    const before = startComputer({ folder: own, credentials });
    before.login.start();
    const person = sandbox.description.people.find(({ key }) => key === 'google-one-account');
    const traces = [person?.email ?? '?', person?.sonarUsername ?? '?', await signIn(before)];
    await signIn(before, 'microsoft-one-account');
    await before.quit();
    // A file of a newer version is kept aside at the next start, and names the same people.
    const file = join(own, 'preferences.json');
    const content = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...content, version: 99 }));

    const preferences = createPreferences({ directory: own, now: Date.now });
    const { accounts: index, choices } = preferences;
    for (const trace of traces) expect(readAll(own)).toContain(trace);
    expect(names.size).toBeGreaterThan(0);
    await forgetKept({ index, choices, credentials }, kept());
    preferences.dropKeptFiles();

    const shared = startComputer({ folder: own, keeps: false });
    shared.setPolicy({ keepSignedIn: false });
    shared.login.start();
    expect(shared.login.getState().accounts).toEqual([]);
    traces.push(await signIn(shared));
    await shared.login.forgetEverybody();
    expect(shared.login.getState()).toMatchObject({ accounts: [], view: { kind: 'signed-out' } });
    await shared.quit();
    const left = readAll(own);
    for (const trace of traces) expect(left).not.toContain(trace);
    expect([...names]).toEqual([]);
  }));

/** What people are forgotten with; the service, which another test asks, takes every sign-out. */
function kept(): Parameters<typeof forgetKept>[1] {
  const done = async () => undefined;
  const sonar = { signOut: done, endSession: done } as unknown as SonarService;
  return { sonar, isSaved: () => true, now: Date.now };
}

test('a keychain that is locked when a computer becomes a shared one is cleared at the next start', () =>
  withOffice(async ({ folder, startComputer }) => {
    const own = join(folder, 'reception');
    const keychain = createFakeKeychain();
    const before = startComputer({ folder: own, credentials: keychain.credentials });
    before.login.start();
    await signIn(before);
    await before.quit();
    const { accounts: index, choices } = createPreferences({ directory: own, now: Date.now });
    const stores = { index, choices, credentials: keychain.credentials };
    keychain.lock();
    await forgetKept(stores, kept());
    expect(index.list()).toEqual([]);
    expect(keychain.names.size).toBe(2);
    keychain.unlock();
    await forgetKept(stores, kept());
    expect([...keychain.names]).toEqual([]);
  }));
