import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMemoryStore } from '../../src-main/credentials/credential-store.ts';
import type { Fetch } from '../../src-main/network/bounded-fetch.ts';
import { waitUntil } from '../support/wait-until.ts';
import { createFakeKeychain } from './support/fake-keychain.ts';
import { type Computer, withOffice } from './support/start-office.ts';

async function signIn(computer: Computer): Promise<string> {
  computer.login.start();
  computer.browseAs('google-one-account');
  await computer.login.verbs.startSignIn('google', { anotherAccount: false });
  const { accountId } = await computer.waitFor('signed-in');
  await computer.login.flush();
  return accountId;
}

/** Notes what the service was told and confirmed to be signed out. */
function createSignOutWatch() {
  const told: unknown[] = [];
  const fetch =
    (next: Fetch): Fetch =>
    async (input, init) => {
      const response = await next(input, init);
      if (input.endsWith('/sessions/sign-out') && response.ok) told.push(init.body);
      return response;
    };
  return { told, fetch };
}

test('signing out and quitting at once still tells the service', () =>
  withOffice(async ({ startComputer }) => {
    const { told, fetch } = createSignOutWatch();
    const computer = startComputer({ fetch });
    const accountId = await signIn(computer);
    await computer.login.verbs.signOut(accountId);
    await computer.quit();
    expect(told).toHaveLength(1);
  }));

test.each(['signOut', 'removeAccount'] as const)(
  'while the keychain hangs, %s is shown at once and does not take the next attempt away',
  (verb) =>
    withOffice(async ({ startComputer }) => {
      const gate = Promise.withResolvers<void>();
      const store = createMemoryStore();
      const computer = startComputer({
        credentials: {
          ...store,
          async remove(key) {
            await gate.promise;
            return store.remove(key);
          },
        },
      });
      const { verbs } = computer.login;
      const accountId = await signIn(computer);
      const leaving = verbs[verb](accountId);
      await computer.waitFor('signed-out');
      expect(computer.login.getState().accounts).toHaveLength(verb === 'signOut' ? 1 : 0);
      computer.browseAs('ignore');
      await verbs.startSignIn('google', { anotherAccount: false });
      gate.resolve();
      await leaving;
      expect(computer.view().kind).toBe('waiting-for-browser');
    }),
);

test('an account that is opened again leaves its earlier session behind nowhere', () =>
  withOffice(async ({ startComputer }) => {
    const { credentials } = createFakeKeychain();
    const { told, fetch } = createSignOutWatch();
    const computer = startComputer({ credentials, fetch });
    const accountId = await signIn(computer);
    const { value: first } = await computer.login.softphone.getAccessToken();
    await computer.login.verbs.confirmWithProvider(accountId);
    await computer.waitForState(
      ({ view }) => view.kind === 'signed-in' && computer.opened.length === 2,
      'confirmed',
    );
    await computer.login.flush();
    expect(told).toHaveLength(1);
    expect((await computer.login.softphone.getAccessToken()).value).not.toBe(first);
    await computer.login.verbs.retrySession(accountId);
    expect(computer.login.getState().accounts[0]?.session.status).toBe('online');
  }));

test('a confirmation that opens another account only is refused, and what it opened is ended', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const { told, fetch } = createSignOutWatch();
    const computer = startComputer({ fetch });
    const { verbs } = computer.login;
    computer.login.start();
    computer.browseAs('google-three-accounts');
    await verbs.startSignIn('google', { anotherAccount: false });
    const [first, second] = (await computer.waitFor('choosing')).accounts;
    await verbs.chooseAccount(first?.id ?? '', false);
    await computer.waitFor('signed-in');
    for (const account of [first, second]) {
      sandbox.control.sonar.setAccountSso(account?.id ?? '', false);
    }
    await verbs.confirmWithProvider(first?.id ?? '');
    await computer.waitForState(
      ({ view }) => view.kind === 'signed-in' && view.failure?.code === 'not-in-offer',
      'not-in-offer',
    );
    await waitUntil(() => told.length === 1, 'the end of the other session');
    expect(computer.login.getState().accounts).toHaveLength(1);
  }));

test('the end of a shift tells the service, and leaves no name even while the keychain hangs', () =>
  withOffice(async ({ startComputer }) => {
    const { told, fetch } = createSignOutWatch();
    const gate = Promise.withResolvers<void>();
    const store = createMemoryStore();
    const credentials = {
      ...store,
      async remove(key: string) {
        await gate.promise;
        return store.remove(key);
      },
    };
    const computer = startComputer({ credentials, fetch });
    await signIn(computer);
    const leaving = computer.login.forgetEverybody();
    expect(computer.login.getState().accounts).toEqual([]);
    expect(computer.index.list()).toEqual([]);
    expect(computer.view()).toEqual({ kind: 'signed-out', failure: null });
    gate.resolve();
    await leaving;
    expect(told).toHaveLength(1);
    expect(computer.index.pendingRemovals()).toEqual([]);
  }));

test.each([
  ['is forgotten', true],
  ['leaves a shared computer', false],
])(
  'what the provider proved is not kept when the person %s before the service answers',
  (_, keepSignedIn) =>
    withOffice(async ({ sandbox, startComputer }) => {
      const computer = startComputer();
      computer.login.start();
      computer.setPolicy({ keepSignedIn });
      computer.browseAs('google-one-account');
      sandbox.control.sonar.goDown(true);
      await computer.login.verbs.startSignIn('google', { anotherAccount: false });
      await computer.waitForState(
        ({ view }) => view.kind === 'signed-out' && view.failure !== null,
        'Sonar away',
      );
      if (keepSignedIn) await computer.login.forgetEverybody();
      sandbox.control.sonar.goDown(false);
      sandbox.control.google?.endBrowserSessions(null);
      computer.browseAs('google-office-manager');
      await computer.login.verbs.startSignIn('google', { anotherAccount: false });
      const { accountId } = await computer.waitFor('signed-in');
      expect(computer.opened).toHaveLength(2);
      const [account] = computer.login.getState().accounts;
      expect(account).toMatchObject({ id: accountId, isOfficeManager: true });
    }),
);

test('KC-12: what the keychain would not give up is removed at the next start', () =>
  withOffice(async ({ startComputer }) => {
    const keychain = createFakeKeychain();
    const evening = startComputer(keychain);
    const accountId = await signIn(evening);
    keychain.lock();
    await evening.login.verbs.signOut(accountId);
    await evening.quit();
    expect(keychain.names.size).toBe(2);
    keychain.unlock();
    const morning = startComputer(keychain);
    morning.login.start();
    await morning.login.flush();
    expect([...keychain.names]).toEqual([]);
    expect(morning.index.pendingRemovals()).toEqual([]);
  }));

test('a session that only memory holds is tried again, too, when the computer wakes up', () =>
  withOffice(async ({ startComputer }) => {
    const store = createMemoryStore();
    const refused = { kind: 'not-done', code: 'credential-store-unavailable' } as const;
    const computer = startComputer({
      credentials: {
        ...store,
        async write(key, value) {
          await store.write(key, value);
          return refused;
        },
      },
    });
    const accountId = await signIn(computer);
    expect(computer.stored()).toEqual([]);
    computer.setOffline(true);
    await computer.login.verbs.retrySession(accountId);
    const status = () => computer.login.getState().accounts[0]?.session.status;
    expect(status()).toBe('offline');
    computer.setOffline(false);
    computer.login.wake();
    await computer.login.flush();
    expect(status()).toBe('online');
  }));

test.each(['removeAccount', 'forgetEverybody'] as const)(
  'S2-23: after %s no copy of a broken settings file names anybody',
  (way) =>
    withOffice(async ({ startComputer, folder }) => {
      const settings = join(folder, 'computer');
      const keychain = createFakeKeychain();
      const evening = startComputer(keychain);
      await signIn(evening);
      await evening.quit();
      const file = join(settings, 'preferences.json');
      writeFileSync(file, readFileSync(file, 'utf8').slice(0, -2));
      const morning = startComputer(keychain);
      morning.login.start();
      const { accountId } = await morning.waitFor('signed-in');
      const naming = () =>
        readdirSync(settings, { withFileTypes: true })
          .filter((entry) => entry.isFile())
          .filter(({ name }) => readFileSync(join(settings, name), 'utf8').includes('ana.silva'))
          .map(({ name }) => name);
      expect(naming()).toHaveLength(3);
      if (way === 'removeAccount') await morning.login.verbs.removeAccount(accountId);
      else await morning.login.forgetEverybody();
      expect(naming()).toEqual([]);
    }),
);

test('S2-08: what the keychain would not give up of an account that nobody knows any more goes when everybody is forgotten', () =>
  withOffice(async ({ startComputer }) => {
    const keychain = createFakeKeychain();
    const evening = startComputer(keychain);
    const accountId = await signIn(evening);
    keychain.lock();
    await evening.login.verbs.removeAccount(accountId);
    await evening.quit();
    expect(keychain.names.size).toBe(2);
    keychain.unlock();
    const removal = startComputer(keychain);
    expect(removal.index.list()).toEqual([]);
    await removal.login.forgetEverybody();
    expect([...keychain.names]).toEqual([]);
    expect(removal.index.pendingRemovals()).toEqual([]);
  }));

interface Discovery {
  readonly jwks_uri: string;
  readonly token_endpoint: string;
  readonly userinfo_endpoint: string;
}

test.each(['google', 'microsoft'] as const)(
  'ID-25: %s tells who somebody is by the ID token alone; the userinfo endpoint is never asked',
  (provider) =>
    withOffice(async ({ sandbox, startComputer }) => {
      const { google, microsoft, sonar } = sandbox.description;
      const address = provider === 'google' ? google.issuer : `${microsoft.authority}/v2.0`;
      const discovery = `${address}/.well-known/openid-configuration`;
      const document = (await (await fetch(discovery)).json()) as Discovery;
      expect(document.userinfo_endpoint).toMatch(/^http/);
      const asked = new Set<string>();
      const computer = startComputer({
        fetch: (fetch) => (input, init) => {
          if (!input.startsWith(sonar.baseUrl)) asked.add(input.split('?')[0] ?? '');
          return fetch(input, init);
        },
      });
      computer.login.start();
      computer.browseAs(`${provider}-one-account`);
      await computer.login.verbs.startSignIn(provider, { anotherAccount: false });
      const { accountId } = await computer.waitFor('signed-in');
      computer.setPolicy({ reverifyHours: 0 });
      await computer.login.verbs.retrySession(accountId);
      expect([...asked].sort()).toEqual(
        [discovery, document.jwks_uri, document.token_endpoint].sort(),
      );
    }),
);
