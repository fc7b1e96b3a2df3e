import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Keyring } from '../../services/desktop/keyring.ts';
import { createLinuxKeychainLook } from '../../src-main/credentials/keychain-state.ts';
import { createSystemKeychain } from '../../src-main/stores.ts';
import { createForkSpawner } from '../support/fork-child.ts';
import { startKeyring } from '../support/keyring.ts';
import { readKeyringItems } from '../support/keyring-items.ts';
import { waitUntil } from '../support/wait-until.ts';
import { withOffice } from './support/start-office.ts';

const keychainService = 'Sonar Login test sign-out';
const keychainProcess = join(import.meta.dirname, '../../src-main/credentials/keychain-process.ts');

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
      const accessToken = await computer.login.softphone.getAccessToken();
      const isAlive = async () => {
        const headers = { authorization: `Bearer ${accessToken}` };
        return (await fetch(`${sandbox.description.sonar.baseUrl}/me`, { headers })).status === 200;
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
