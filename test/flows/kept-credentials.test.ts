import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CredentialStore } from '../../src-main/credentials/credential-store.ts';
import { recordSecrets } from '../e2e/support/record-secrets.ts';
import { findSecrets, readFolder } from '../e2e/support/secret-search.ts';
import { createFakeKeychain } from './support/fake-keychain.ts';
import { withOffice } from './support/start-office.ts';

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
