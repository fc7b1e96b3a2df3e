import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { request as forward } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { expect, test } from 'vitest';
import type { LoginState } from '../../preload/contract/state.ts';
import type { Fetch } from '../../src-main/network/bounded-fetch.ts';
import { createLinuxPolicySource } from '../../src-main/policy/linux-policy-source.ts';
import type { PolicySource } from '../../src-main/policy/policy-layer.ts';
import { createPolicyReader } from '../../src-main/policy/policy-reader.ts';
import { createWindowsPolicySource } from '../../src-main/policy/windows-policy-source.ts';
import { makeTestAuthority } from '../support/test-authority.ts';
import { createFakeKeychain } from './support/fake-keychain.ts';
import { withManagedOffice } from './support/managed-office.ts';
import { type Computer, type Office, withOffice } from './support/start-office.ts';

const blocked = { ok: false, failure: { code: 'blocked-by-policy' } };

async function trySignIn(computer: Computer, person: string): Promise<void> {
  computer.browseAs(person);
  const provider = person.startsWith('google') ? 'google' : 'microsoft';
  await computer.login.verbs.startSignIn(provider, { anotherAccount: true });
}

async function signIn(computer: Computer, person: string): Promise<string> {
  await trySignIn(computer, person);
  const { accountId } = await computer.waitFor('signed-in');
  await computer.login.flush();
  return accountId;
}

function hasFailure({ view }: LoginState, code: string): boolean {
  return 'failure' in view && view.failure?.code === code;
}

async function isRefused(computer: Computer, person: string): Promise<void> {
  await trySignIn(computer, person);
  await computer.waitForState((state) => hasFailure(state, 'blocked-by-policy'), 'the refusal');
}

function passwordOf({ sandbox }: Office): readonly [string, string] {
  const person = sandbox.description.people.find(({ key }) => key === 'google-one-account');
  return [person?.sonarUsername ?? '', person?.sonarPassword ?? ''];
}

function sessionOf(computer: Computer) {
  return computer.login.getState().accounts[0]?.session;
}

/** Notes what is asked for before it goes out. */
function noting(asked: string[]): (fetch: Fetch) => Fetch {
  return (fetch) => (input, init) => {
    asked.push(input);
    return fetch(input, init);
  };
}

/** What is wrong with a key, and somebody whom it keeps out. */
const mistakes = [
  ['AllowedProviders', ['Mircosoft'], 'google-one-account'],
  ['AllowedGoogleDomains', ['*.maple.example'], 'google-one-account'],
  ['AllowedMicrosoftTenants', ['8a9f1d52'], 'microsoft-one-account'],
] as const;

test.each(mistakes)('S2-03: %s = %j keeps people out, and nobody who is in', (key, value, person) =>
  withManagedOffice(async ({ policy, startManaged }) => {
    const computer = startManaged();
    computer.login.start();
    const accountId = await signIn(computer, person);
    await policy.set('enforced', { [key]: value });
    expect(computer.login.getState().policy.trouble).toEqual({ kind: 'broken' });
    // Also not at a renewal, and not at a silent confirmation.
    const account = computer.index.get(accountId);
    const verifiedAt = new Date(Date.now() - 13 * 3_600_000).toISOString();
    if (account !== undefined) computer.index.put({ ...account, verifiedAt });
    await computer.login.verbs.retrySession(accountId);
    expect(sessionOf(computer)?.status).toBe('online');
    expect(computer.index.get(accountId)?.verifiedAt).not.toBe(verifiedAt);
    await isRefused(computer, person);
    expect(sessionOf(computer)?.status).toBe('online');
    const fresh = startManaged();
    fresh.login.start();
    await isRefused(fresh, person);
    await policy.clear();
    expect(computer.login.getState().policy.trouble).toBe(null);
    await signIn(fresh, person);
  }),
);

test('S2-03: SsoRequired that is broken locks the password, and ends no session of it', () =>
  withManagedOffice(async (office) => {
    const computer = office.startManaged();
    computer.login.start();
    const { verbs } = computer.login;
    expect(await verbs.signInWithPassword(...passwordOf(office))).toMatchObject({ ok: true });
    await computer.waitFor('signed-in');
    await office.policy.set('enforced', { SsoRequired: 'always' });
    expect(sessionOf(computer)?.status).toBe('online');
    const fresh = office.startManaged();
    fresh.login.start();
    expect(await fresh.login.verbs.signInWithPassword(...passwordOf(office))).toEqual(blocked);
    expect(fresh.login.getState().policy.passwordAllowed).toBe(false);
    await office.policy.set('enforced', { SsoRequired: true });
    expect(sessionOf(computer)?.status).toBe('signed-out');
  }));

/** A directory with one file that cannot be understood, read for the first time now. */
function brokenFiles(folder: string) {
  const file = join(folder, '50-office.json');
  writeFileSync(file, '{ "SsoRequired": true, }', { mode: 0o644 });
  chmodSync(folder, 0o755);
  return {
    reader: createPolicyReader(
      createLinuxPolicySource({ directory: folder, trustedUid: process.getuid?.() ?? 0 }),
    ),
    mend: () => writeFileSync(file, '{ "IdleMinutes": 5 }', { mode: 0o644 }),
    remove: () => rmSync(file),
  };
}

test('S2-03: a place that was never read: no way in is open, no service is asked, no session is lost', () =>
  withOffice(async (office) => {
    const folder = join(office.folder, 'kept');
    const { credentials } = createFakeKeychain();
    const before = office.startComputer({ folder, credentials });
    before.login.start();
    const accountId = await signIn(before, 'google-one-account');
    await before.quit();

    const files = brokenFiles(office.folder);
    const asked: string[] = [];
    const options = { policy: files.reader, fetch: noting(asked) };
    const computer = office.startComputer({ folder, credentials, ...options });
    computer.login.start();
    await computer.waitForState(() => sessionOf(computer)?.status === 'offline', 'offline');
    expect(computer.login.getState().policy).toMatchObject({
      trouble: { kind: 'unread', place: 'file' },
      passwordAllowed: false,
      providers: [{ allowed: false }, { allowed: false }],
    });
    const { verbs } = computer.login;
    for (const person of ['google-two-accounts', 'microsoft-one-account']) {
      await isRefused(computer, person);
      await verbs.cancelSignIn();
    }
    expect(await verbs.signInWithPassword(...passwordOf(office))).toEqual(blocked);
    expect(await verbs.turnOnProvider(accountId, 'microsoft')).toEqual(blocked);
    expect(await verbs.turnOffProvider(accountId, 'google', true)).toEqual(blocked);
    await verbs.confirmWithProvider(accountId);
    await computer.waitForState((state) => hasFailure(state, 'blocked-by-policy'), 'the refusal');
    expect(computer.opened).toEqual([]);
    expect(asked).toEqual([]);

    files.mend();
    await computer.waitForState(() => sessionOf(computer)?.status === 'online', 'online again');
    expect(asked.length).toBeGreaterThan(0);
    files.reader.close();
  }));

const hiveOfPersonUnread: PolicySource = createWindowsPolicySource({
  registry: {
    readValues(hive) {
      if (hive === 'HKCU') throw new Error('access denied');
      return null;
    },
  },
  onSystemNews: () => () => undefined,
});

test('S2-03: a hive of the person that was never read keeps people out, and sessions online', () =>
  withOffice(async (office) => {
    const folder = join(office.folder, 'kept');
    const { credentials } = createFakeKeychain();
    const before = office.startComputer({ folder, credentials });
    before.login.start();
    await signIn(before, 'google-one-account');
    await before.quit();
    const policy = createPolicyReader(hiveOfPersonUnread);
    const computer = office.startComputer({ folder, credentials, policy });
    computer.login.start();
    await computer.waitForState(() => sessionOf(computer)?.status === 'online', 'online');
    await isRefused(computer, 'microsoft-one-account');
    expect(computer.login.getState().policy.trouble).toEqual({ kind: 'unread', place: 'registry' });
    expect(sessionOf(computer)?.status).toBe('online');
  }));

test('S2-03, S2-07: while a hive was never read no password is taken as a fresh proof either', () =>
  withOffice(async (office) => {
    const folder = join(office.folder, 'kept');
    const { credentials } = createFakeKeychain();
    const before = office.startComputer({ folder, credentials });
    before.login.start();
    const [username, password] = passwordOf(office);
    await before.login.verbs.signInWithPassword(username, password);
    const { accountId } = await before.waitFor('signed-in');
    await before.quit();
    const policy = createPolicyReader(hiveOfPersonUnread);
    const computer = office.startComputer({ folder, credentials, policy });
    computer.login.start();
    await computer.waitForState(() => sessionOf(computer)?.status === 'online', 'online');
    expect(await computer.login.verbs.proveWithPassword(accountId, password)).toEqual(blocked);
    expect(sessionOf(computer)?.status).toBe('online');
    policy.close();
  }));

test('S2-03: a file that breaks while the app runs leaves in force what was read', () =>
  withManagedOffice(async ({ policy, startManaged }) => {
    await policy.set('enforced', { AllowedProviders: ['google'] });
    const computer = startManaged();
    computer.login.start();
    const [place = ''] = policy.reader.report().places;
    writeFileSync(join(place, '50-office.json'), '{ "AllowedProviders": [');
    policy.reader.refresh();
    expect(policy.reader.report().rejects).toMatchObject([{ reason: 'not-parsable', kept: true }]);
    await isRefused(computer, 'microsoft-one-account');
    await signIn(computer, 'google-one-account');
    expect(computer.login.getState().policy.trouble).toBe(null);
  }));

/** The Sonar service of an office over https, under a path of its own, and what it is asked. */
async function withTlsService<T>(
  { sandbox, folder }: Office,
  use: (origin: string, asked: readonly string[]) => Promise<T>,
): Promise<T> {
  const authority = await makeTestAuthority(join(folder, 'authority'));
  setDefaultCACertificates([...getCACertificates('default'), authority.certificate]);
  const { origin } = new URL(sandbox.description.sonar.baseUrl);
  const asked: string[] = [];
  const server = createTlsServer({ ...authority.server }, (incoming, outgoing) => {
    const url = incoming.url ?? '';
    asked.push(url);
    const { method = '', headers } = incoming;
    const path = url.replace(/^\/telephony(?=\/)/, '');
    const onward = forward(`${origin}${path}`, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1' }, resolve));
  try {
    const { port } = server.address() as AddressInfo;
    return await use(`https://127.0.0.1:${port}`, asked);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test.each(['', '/', '/v1', '/v1/', '/telephony', '/telephony/v1'])(
  'S2-12: with SonarBaseUrl = https://service%s the whole of a session is with that service',
  (path) =>
    withManagedOffice((office) =>
      withTlsService(office, async (origin, asked) => {
        office.policy.setAtOnce('enforced', { SonarBaseUrl: `${origin}${path}` });
        const sent: string[] = [];
        const computer = office.startManaged({ fetch: noting(sent) });
        computer.login.start();
        const accountId = await signIn(computer, 'google-one-account');
        await computer.login.verbs.retrySession(accountId);
        expect(sessionOf(computer)?.status).toBe('online');
        await computer.login.verbs.signOut(accountId);
        await computer.login.flush();
        const base = path.startsWith('/telephony') ? '/telephony/v1/' : '/v1/';
        expect(asked.length).toBeGreaterThan(2);
        for (const url of asked) expect(url.startsWith(base), url).toBe(true);
        const { baseUrl } = office.sandbox.description.sonar;
        expect(sent.filter((url) => url.startsWith(baseUrl))).toEqual([]);
      }),
    ),
);

test('S2-12: with an address that cannot be used the built-in service is never asked', () =>
  withManagedOffice(async (office) => {
    office.policy.setAtOnce('enforced', { SonarBaseUrl: 'http://sonar.example.com' });
    const sent: string[] = [];
    const computer = office.startManaged({ fetch: noting(sent) });
    computer.login.start();
    await computer.login.verbs.signInWithPassword(...passwordOf(office));
    await computer.waitForState(
      (state) => hasFailure(state, 'account-service-unreachable'),
      'the refusal',
    );
    expect(sent).toEqual([]);
  }));
