import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Keyring } from '../../services/desktop/keyring.ts';
import {
  type CredentialStore,
  createMemoryStore,
} from '../../src-main/credentials/credential-store.ts';
import { createLinuxKeychainLook } from '../../src-main/credentials/keychain-state.ts';
import { createSystemKeychain } from '../../src-main/stores.ts';
import { findSecrets, readFolder, recordSecrets } from '../e2e/support/secret-search.ts';
import { readKeyringItems, startKeyring } from '../support/keyring.ts';
import { createForkSpawner } from '../support/processes.ts';
import { waitUntil } from '../support/wait-until.ts';
import { createFakeKeychain } from './support/fake-keychain.ts';
import { withOffice } from './support/start-office.ts';

/** A store in memory that notes what is asked of it, in order. */
function createWatchedStore() {
  const asked: string[] = [];
  const store = createMemoryStore();
  const note =
    <Args extends readonly unknown[], T>(name: string, action: (...args: Args) => T) =>
    (...args: Args): T => {
      asked.push(name);
      return action(...args);
    };
  const credentials: CredentialStore = {
    ...store,
    prepare: note('prepare', store.prepare),
    tryAgain: note('try again', store.tryAgain),
    read: note('read', store.read),
    write: note('write', store.write),
  };
  return { credentials, asked };
}

test('the keychain is made ready while the browser is out, once more with the answer, and not at launch', () =>
  withOffice(async ({ startComputer }) => {
    const { credentials, asked } = createWatchedStore();
    const computer = startComputer({ credentials });
    computer.login.start();
    expect(asked).toEqual([]);
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    await computer.waitFor('waiting-for-browser');
    expect(asked).toEqual(['prepare']);
    await computer.login.verbs.cancelSignIn();
    computer.browseAs('google-one-account');
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    await computer.waitFor('signed-in');
    await computer.login.flush();
    expect(asked).toEqual(['prepare', 'prepare', 'prepare', 'write', 'write']);
  }));

test('trying again tries a keychain again that was given up, and a renewal by itself does not', () =>
  withOffice(async ({ startComputer }) => {
    const { credentials, asked } = createWatchedStore();
    const computer = startComputer({ credentials });
    computer.browseAs('google-one-account');
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    const { accountId } = await computer.waitFor('signed-in');
    await computer.login.flush();
    asked.length = 0;
    await computer.login.verbs.retrySession(accountId);
    expect(asked[0]).toBe('try again');
    asked.length = 0;
    computer.login.wake();
    await computer.login.flush();
    expect(asked).not.toContain('try again');
  }));

test('a renewal that did not work is noted with its code', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const keychain = createFakeKeychain();
    const computer = startComputer(keychain);
    computer.browseAs('google-one-account');
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    const { accountId } = await computer.waitFor('signed-in');
    await computer.login.flush();
    sandbox.control.sonar.goDown(true);
    await computer.login.verbs.retrySession(accountId);
    keychain.lock();
    await computer.login.verbs.retrySession(accountId);
    expect(computer.notRenewed).toEqual(['account-service-unreachable', 'keychain-locked']);
  }));

describe('signing out with a real keyring', () => {
  const keychainService = 'Sonar Login test sign-out';
  const keychainProcess = join(
    import.meta.dirname,
    '../../src-main/credentials/keychain-process.ts',
  );

  let keyring: Keyring;
  beforeAll(async () => {
    keyring = await startKeyring();
  }, 60_000);
  afterAll(() => keyring?.stop());

  const countItems = async () =>
    (await readKeyringItems(keyring.env.DBUS_SESSION_BUS_ADDRESS, keychainService)).length;

  test.each([
    ['can be reached', false],
    ['comes back with the keyring', true],
  ])(
    'S2-05, KC-12: a sign-out while the real keyring is locked is told to a service that %s, and nothing stays',
    { timeout: 120_000 },
    (_, isOffline) =>
      withOffice(async ({ sandbox, startComputer, folder }) => {
        const keychain = createSystemKeychain({
          service: keychainService,
          childModule: keychainProcess,
          spawnChild: createForkSpawner(keyring.env, () => {}),
          look: createLinuxKeychainLook({ ...process.env, ...keyring.env }),
        });
        const computer = startComputer({ folder: join(folder, 'profile'), keychain });
        computer.login.start();
        computer.browseAs('google-one-account');
        await computer.login.verbs.startSignIn('google', { anotherAccount: false });
        const { accountId } = await computer.waitFor('signed-in');
        await computer.login.flush();
        expect(await countItems()).toBe(2);
        const { value: accessToken } = await computer.login.softphone.getAccessToken();
        const isAlive = async () => {
          const headers = { authorization: `Bearer ${accessToken}` };
          return (
            (await fetch(`${sandbox.description.sonar.baseUrl}/me`, { headers })).status === 200
          );
        };
        await keyring.lock();
        try {
          computer.setOffline(isOffline);
          await computer.login.verbs.signOut(accountId);
          await computer.login.flush();
          expect(await isAlive()).toBe(isOffline);
          expect(computer.login.getState().settingsNotices).toEqual(isOffline ? ['untold'] : []);
          computer.setOffline(false);
        } finally {
          await keyring.unlock();
        }
        const isWorkedOff = () => computer.index.pendingRemovals().length === 0;
        await waitUntil(isWorkedOff, 'all to be removed', 60_000);
        expect(await countItems()).toBe(0);
        expect(await isAlive()).toBe(false);
      }),
  );
});

test('KC-11: what another program of the person finds in the keychain are refresh tokens, and no other secret', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const record = recordSecrets();
    try {
      const { credentials } = createFakeKeychain();
      const stored: string[] = [];
      const watched: CredentialStore = {
        ...credentials,
        write(key, value) {
          stored.push(value);
          return credentials.write(key, value);
        },
      };
      const computer = startComputer({ credentials: watched });
      const person = sandbox.description.people.find(({ key }) => key === 'microsoft-no-account');
      computer.login.start();
      computer.browseAs('google-one-account');
      await computer.login.verbs.startSignIn('google', { anotherAccount: false });
      await computer.waitFor('signed-in');
      computer.browseAs('microsoft-no-account');
      await computer.login.verbs.addAccount();
      await computer.login.verbs.startSignIn('microsoft', { anotherAccount: false });
      await computer.waitFor('linking');
      await computer.login.verbs.linkAccount(
        person?.sonarUsername ?? '',
        person?.sonarPassword ?? '',
      );
      await computer.waitFor('signed-in');
      await computer.login.flush();
      expect(stored).toHaveLength(4);
      const found = findSecrets(record.secrets, [{ name: 'it', text: stored.join('\n') }]);
      expect([...found].sort()).toEqual(['refreshToken in it', 'refresh_token in it']);
    } finally {
      record.stop();
    }
  }));

test.each(['google', 'microsoft'] as const)(
  'TK-17: a token of %s that the keychain refuses after a renewal is held until quit, said so, never in a file, and handed over later',
  (provider) =>
    withOffice(async ({ folder, startComputer }) => {
      const record = recordSecrets();
      try {
        const keychain = createFakeKeychain();
        let takesNothing = false;
        const refusing: CredentialStore = {
          ...keychain.credentials,
          write: async (key, value) =>
            takesNothing
              ? { kind: 'not-done', code: 'keychain-locked' }
              : keychain.credentials.write(key, value),
        };
        const evening = startComputer({ credentials: refusing });
        evening.login.start();
        evening.browseAs(`${provider}-one-account`);
        await evening.login.verbs.startSignIn(provider, { anotherAccount: false });
        const { accountId } = await evening.waitFor('signed-in');
        await evening.login.flush();
        expect(evening.login.getState().credentialStore).toBe('keychain');
        evening.setPolicy({ reverifyHours: 0 });

        takesNothing = true;
        for (let round = 0; round < 2; round += 1) {
          await evening.login.verbs.retrySession(accountId);
          const { accounts, credentialStore } = evening.login.getState();
          expect([accounts[0]?.session.status, credentialStore]).toEqual(['online', 'memory']);
        }
        const files = await readFolder(join(folder, 'computer'));
        expect(files.length).toBeGreaterThan(0);
        expect(findSecrets(record.secrets, files)).toEqual([]);

        takesNothing = false;
        keychain.unlock();
        await evening.waitForState(
          ({ credentialStore }) => credentialStore === 'keychain',
          'what was held in the keychain',
        );
        await evening.quit();
        const morning = startComputer(keychain);
        morning.login.start();
        await morning.waitForState(
          ({ accounts }) => accounts[0]?.session.status === 'online',
          'online',
        );
        expect(morning.opened).toEqual([]);
      } finally {
        record.stop();
      }
    }),
);
