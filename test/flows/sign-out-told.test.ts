import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Sandbox } from '../../services/start-sandbox.ts';
import { createKeyQueue } from '../../src-main/common/in-turn.ts';
import type { CredentialStore } from '../../src-main/credentials/credential-store.ts';
import type { Fetch } from '../../src-main/network/bounded-fetch.ts';
import { waitUntil } from '../support/wait-until.ts';
import { createFakeKeychain } from './support/fake-keychain.ts';
import { type Computer, withOffice } from './support/start-office.ts';

const dayMs = 86_400_000;

/** Signs in; answers the account, and the access token that a softphone would hold. */
async function signIn(computer: Computer) {
  computer.login.start();
  computer.browseAs('google-one-account');
  await computer.login.verbs.startSignIn('google', { anotherAccount: false });
  const { accountId } = await computer.waitFor('signed-in');
  await computer.login.flush();
  const { value: accessToken } = await computer.login.softphone.getAccessToken();
  return { accountId, accessToken };
}

/** Whether the service still lets somebody in with this access token. */
async function isAlive(sandbox: Sandbox, accessToken: string): Promise<boolean> {
  const { baseUrl } = sandbox.description.sonar;
  const { status } = await fetch(`${baseUrl}/me`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  return status === 200;
}

/** Counts the requests for new sessions. */
function countRefreshes() {
  let count = 0;
  const watch =
    (next: Fetch): Fetch =>
    async (input, init) => {
      if (input.endsWith('/sessions/refresh')) count += 1;
      return next(input, init);
    };
  return { watch, count: () => count };
}

const notices = (computer: Computer) => computer.login.getState().settingsNotices;

test.each(['signOut', 'removeAccount', 'forgetEverybody'] as const)(
  'S2-05: %s while the keychain is locked ends the session at the service all the same',
  (way) =>
    withOffice(async ({ sandbox, startComputer }) => {
      const keychain = createFakeKeychain();
      const computer = startComputer(keychain);
      const { accountId, accessToken } = await signIn(computer);
      keychain.lock();
      if (way === 'forgetEverybody') await computer.login.forgetEverybody();
      else await computer.login.verbs[way](accountId);
      expect(computer.view().kind).toBe('signed-out');
      await computer.login.flush();
      expect(await isAlive(sandbox, accessToken)).toBe(false);
      expect(notices(computer)).toEqual([]);
      keychain.unlock();
      await waitUntil(() => keychain.names.size === 0, 'the keychain to be empty');
      expect(computer.index.pendingRemovals()).toEqual([]);
    }),
);

test('S2-05, TK-19: with a locked keychain and the service away the person is told, and the service when both are back', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const keychain = createFakeKeychain();
    const computer = startComputer(keychain);
    const { accountId, accessToken } = await signIn(computer);
    keychain.lock();
    computer.setOffline(true);
    await computer.login.verbs.signOut(accountId);
    expect(computer.view().kind).toBe('signed-out');
    await computer.login.flush();
    expect(notices(computer)).toEqual(['untold']);
    expect(computer.steps.at(-1)).toMatchObject({ code: 'account-service-unreachable' });
    computer.setOffline(false);
    keychain.unlock();
    await waitUntil(() => keychain.names.size === 0, 'the keychain to be empty');
    expect(await isAlive(sandbox, accessToken)).toBe(false);
    expect(notices(computer)).toEqual([]);
  }));

test('S2-05, KC-12: a sign-out that the service could not be told of is told at the next start, and its token opens nothing', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const keychain = createFakeKeychain();
    const refreshes = countRefreshes();
    const options = { ...keychain, fetch: refreshes.watch };
    const evening = startComputer(options);
    const { accountId, accessToken } = await signIn(evening);
    evening.setOffline(true);
    await evening.login.verbs.signOut(accountId);
    await evening.login.flush();
    expect(notices(evening)).toEqual(['untold']);
    const [key = ''] = keychain.names;
    expect([...keychain.names]).toEqual([expect.stringMatching(/^session\//)]);
    expect(await keychain.peek(key)).toMatch(/^signed-out \S+ \S+$/);
    await evening.quit();
    expect(await isAlive(sandbox, accessToken)).toBe(true);

    const morning = startComputer(options);
    morning.login.start();
    expect(morning.view().kind).toBe('signed-out');
    await morning.login.flush();
    expect(await isAlive(sandbox, accessToken)).toBe(false);
    expect([...keychain.names]).toEqual([]);
    expect(notices(morning)).toEqual([]);
    expect(refreshes.count()).toBe(0);
  }));

test('S2-05: what the service was not told of for a month is removed without', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const keychain = createFakeKeychain();
    const evening = startComputer(keychain);
    const { accountId } = await signIn(evening);
    evening.setOffline(true);
    await evening.login.verbs.signOut(accountId);
    await evening.quit();
    const start = async (days: number) => {
      const computer = startComputer({ ...keychain, now: () => Date.now() + days * dayMs });
      computer.setOffline(true);
      computer.login.start();
      await computer.quit();
      return keychain.names.size;
    };
    expect(await start(29)).toBe(1);
    expect(await start(31)).toBe(0);
    expect(sandbox.description.sonar.baseUrl).toContain('http');
  }));

test('S2-05: on a shared computer a sign-out is told while the app runs, at the latest when it quits', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const computer = startComputer({ keeps: false });
    computer.setPolicy({ keepSignedIn: false });
    const { accountId, accessToken } = await signIn(computer);
    computer.setOffline(true);
    await computer.login.verbs.signOut(accountId);
    await computer.login.flush();
    expect(await isAlive(sandbox, accessToken)).toBe(true);
    computer.setOffline(false);
    // What quitting does there.
    await computer.login.forgetEverybody();
    expect(await isAlive(sandbox, accessToken)).toBe(false);
    expect(notices(computer)).toEqual([]);
  }));

test('S2-05: removing everything leaves nothing in the keychain, also what the service was not told of', () =>
  withOffice(async ({ startComputer }) => {
    const keychain = createFakeKeychain();
    const computer = startComputer(keychain);
    const { accountId } = await signIn(computer);
    computer.setOffline(true);
    await computer.login.verbs.signOut(accountId);
    await computer.login.flush();
    expect(keychain.names.size).toBe(1);
    await computer.login.forgetAll();
    expect([...keychain.names]).toEqual([]);
    expect(computer.index.pendingRemovals()).toEqual([]);
  }));

test('S2-05: who signs in again before the service was told ends the earlier session and keeps the new one', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const keychain = createFakeKeychain();
    const computer = startComputer(keychain);
    const { accountId, accessToken: earlier } = await signIn(computer);
    computer.setOffline(true);
    await computer.login.verbs.signOut(accountId);
    await computer.login.flush();
    computer.setOffline(false);
    const { accessToken } = await signIn(computer);
    await computer.login.flush();
    expect(await isAlive(sandbox, earlier)).toBe(false);
    expect(await isAlive(sandbox, accessToken)).toBe(true);
    expect(notices(computer)).toEqual([]);
    expect(computer.index.pendingRemovals()).toEqual([]);
    expect(keychain.names.size).toBe(2);
  }));

test('S2-05: a session that policy ends is ended at the service too', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const computer = startComputer(createFakeKeychain());
    const { accessToken } = await signIn(computer);
    computer.setPolicy({ allowedProviders: ['microsoft'] });
    await computer.login.flush();
    expect(computer.view()).toMatchObject({ failure: { code: 'blocked-by-policy' } });
    expect(await isAlive(sandbox, accessToken)).toBe(false);
  }));

test('S2-05: a session that the provider ends before it may be renewed is ended at the service too', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const computer = startComputer(createFakeKeychain());
    const { accountId, accessToken } = await signIn(computer);
    sandbox.control.google?.revokeGrants('google-one-account');
    sandbox.control.sonar.setTtl({ reverify: 0, reverifyGrace: 0 });
    await computer.login.verbs.retrySession(accountId);
    await computer.login.flush();
    expect(computer.view()).toMatchObject({ failure: { code: 'session-expired' } });
    expect(await isAlive(sandbox, accessToken)).toBe(false);
  }));

test.each([
  ['away', true],
  ['there', false],
])(
  'S2-05, PR-03: a sign-out that the disk did not take is one at the next start, with the service %s',
  (_, isOffline) =>
    withOffice(async ({ sandbox, startComputer, folder }) => {
      const profile = join(folder, 'computer');
      const keychain = createFakeKeychain();
      const refreshes = countRefreshes();
      const options = { ...keychain, fetch: refreshes.watch };
      const evening = startComputer(options);
      const { accountId, accessToken } = await signIn(evening);
      renameSync(profile, join(folder, 'away'));
      writeFileSync(profile, 'in the way');
      evening.setOffline(isOffline);
      await evening.login.verbs.signOut(accountId);
      await evening.quit();
      rmSync(profile);
      renameSync(join(folder, 'away'), profile);

      const morning = startComputer(options);
      morning.login.start();
      await morning.waitForState(
        ({ view }) => view.kind === 'signed-out' && view.failure === null,
        'signed out, without a reason',
      );
      await morning.login.flush();
      expect(await isAlive(sandbox, accessToken)).toBe(false);
      expect([...keychain.names]).toEqual([]);
      expect(refreshes.count()).toBe(0);
      expect(morning.stored()).toEqual([]);
    }),
);

test('S2-05: a sign-out that the disk takes in the end leaves nothing in the keychain', () =>
  withOffice(async ({ startComputer, folder }) => {
    const profile = join(folder, 'computer');
    const keychain = createFakeKeychain();
    const computer = startComputer(keychain);
    const { accountId } = await signIn(computer);
    renameSync(profile, join(folder, 'away'));
    writeFileSync(profile, 'in the way');
    await computer.login.verbs.signOut(accountId);
    await computer.login.flush();
    expect(keychain.names.size).toBe(1);
    rmSync(profile);
    renameSync(join(folder, 'away'), profile);
    await computer.login.verbs.setLocale('en');
    await waitUntil(() => keychain.names.size === 0, 'the keychain to be empty');
  }));

test('S2-05: a session that a new one has taken the place of is ended when the service can be told', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    let isDeaf = true;
    const keychain = createFakeKeychain();
    const options = {
      ...keychain,
      fetch:
        (next: Fetch): Fetch =>
        async (input, init) => {
          if (isDeaf && input.endsWith('/sessions/sign-out')) throw new Error('reset');
          return next(input, init);
        },
    };
    const evening = startComputer(options);
    const { accountId, accessToken: earlier } = await signIn(evening);
    await evening.login.verbs.confirmWithProvider(accountId);
    const isAgain = () => evening.steps.filter(({ step }) => step === 'signed-in').length === 2;
    await waitUntil(isAgain, 'a second session');
    await evening.login.flush();
    expect(await isAlive(sandbox, earlier)).toBe(true);
    // Nobody has signed out: there is nothing to tell the person.
    expect(notices(evening)).toEqual([]);
    const waiting = [...keychain.names].find((name) => name.startsWith('session/unheld-')) ?? '';
    expect(await keychain.peek(waiting)).toMatch(/^signed-out \S+ \S+$/);
    await evening.quit();

    isDeaf = false;
    const morning = startComputer(options);
    morning.login.start();
    await waitUntil(async () => !(await isAlive(sandbox, earlier)), 'the earlier one to be ended');
    await waitUntil(() => keychain.names.size === 2, 'its token to be gone');
    expect(morning.index.pendingRemovals()).toEqual([]);
    const isOnline = () => morning.login.getState().accounts[0]?.session.status === 'online';
    await waitUntil(isOnline, 'the new one to go on');
  }));

test.each(['is locked', 'takes nothing'])(
  'S2-05: a session that a new one has taken the place of is ended also when the keychain %s',
  (how) =>
    withOffice(async ({ sandbox, startComputer }) => {
      const keychain = createFakeKeychain();
      let takes = true;
      const credentials: CredentialStore = {
        ...keychain.credentials,
        write: async (key, value) =>
          takes
            ? keychain.credentials.write(key, value)
            : { kind: 'not-done', code: 'credential-store-unavailable' },
      };
      const computer = startComputer({ credentials });
      const { accountId, accessToken: earlier } = await signIn(computer);
      if (how === 'is locked') keychain.lock();
      else takes = false;
      await computer.login.verbs.confirmWithProvider(accountId);
      await waitUntil(async () => !(await isAlive(sandbox, earlier)), 'the earlier one to end');
      const { value: accessToken } = await computer.login.softphone.getAccessToken();
      expect(await isAlive(sandbox, accessToken)).toBe(true);
    }),
);

test('S2-05: each of several sessions that new ones have taken the place of is ended, however fast they came', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const keychain = createFakeKeychain();
    const { credentials } = keychain;
    // One after the other for each name, as the real one takes them.
    const enqueue = createKeyQueue();
    let gate = Promise.resolve();
    const slow: CredentialStore = {
      ...credentials,
      read: (key, options) => enqueue(key, () => credentials.read(key, options)),
      write: (key, value) => enqueue(key, () => gate.then(() => credentials.write(key, value))),
      remove: (key) => enqueue(key, () => credentials.remove(key)),
    };
    const computer = startComputer({ credentials: slow });
    const { accountId } = await signIn(computer);
    const opened = Promise.withResolvers<void>();
    gate = opened.promise;
    for (const times of [2, 3]) {
      await computer.login.verbs.confirmWithProvider(accountId);
      const isDone = () =>
        computer.steps.filter(({ step }) => step === 'signed-in').length === times;
      await waitUntil(isDone, 'another session');
    }
    opened.resolve();
    await computer.login.flush();
    const events = sandbox.control.sonar.readAudit().map(({ what }) => what);
    expect(events.filter((what) => what === 'signed-in')).toHaveLength(3);
    expect(events.filter((what) => what === 'signed-out')).toHaveLength(2);
    expect(await isAlive(sandbox, (await computer.login.softphone.getAccessToken()).value)).toBe(
      true,
    );
  }));
