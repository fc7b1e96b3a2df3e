import { expect, test } from 'vitest';
import type { CredentialStore } from '../../src-main/credentials/credential-store.ts';
import { createPreferences, type Preferences } from '../../src-main/preferences/preferences.ts';
import { waitUntil } from '../support/wait-until.ts';
import { createFakeKeychain } from './support/fake-keychain.ts';
import { type Computer, type Office, withOffice } from './support/start-office.ts';

/** Whether the app still lives: what is killed reads and writes nothing any more. */
interface Life {
  isOver: boolean;
}

const notDone = { kind: 'not-done', code: 'credential-store-unavailable' } as const;

/** Credentials and settings of an app that may die at any moment; the keychain itself goes on. */
function mortal(
  office: Office,
  life: Life,
  credentials: CredentialStore,
): { readonly credentials: CredentialStore; readonly preferences: Preferences } {
  const preferences = createPreferences({ directory: `${office.folder}/computer`, now: Date.now });
  const { accounts } = preferences;
  const whileAlive = <Args extends readonly unknown[]>(act: (...args: Args) => void) => {
    return (...args: Args) => {
      if (!life.isOver) act(...args);
    };
  };
  return {
    credentials: {
      ...credentials,
      write: async (key, value) => (life.isOver ? notDone : credentials.write(key, value)),
      remove: async (key) => (life.isOver ? notDone : credentials.remove(key)),
    },
    preferences: {
      ...preferences,
      accounts: {
        ...accounts,
        put: whileAlive(accounts.put),
        remove: whileAlive(accounts.remove),
        setActiveId: whileAlive(accounts.setActiveId),
        setPendingRemovals: whileAlive(accounts.setPendingRemovals),
      },
    },
  };
}

function startMortal(office: Office, kept: ReturnType<typeof mortal>, life: Life): Computer {
  return office.startComputer({
    ...kept,
    fetch: (next) => async (url, init) => {
      if (life.isOver) throw new TypeError('fetch failed');
      return next(url, init);
    },
  });
}

function endedBySignOut({ sandbox }: Office): number {
  const audit = sandbox.control.sonar.readAudit();
  return audit.filter(({ what }) => what === 'signed-out').length;
}

test('S2-05: killed between the keychain and the settings, a sign-in leaves nothing that nobody knows', () =>
  withOffice(async (office) => {
    const { credentials, names } = createFakeKeychain();
    const life: Life = { isOver: false };
    const kept = mortal(office, life, {
      ...credentials,
      async write(key, value) {
        const written = await credentials.write(key, value);
        if (names.size === 2) life.isOver = true;
        return written;
      },
    });
    const evening = startMortal(office, kept, life);
    evening.login.start();
    evening.browseAs('google-one-account');
    await evening.login.verbs.startSignIn('google', { anotherAccount: false });
    await waitUntil(() => life.isOver, 'both credentials in the keychain');
    evening.login.close();
    expect(names.size).toBe(2);

    const morning = office.startComputer({ credentials });
    morning.login.start();
    await waitUntil(() => names.size === 0, 'the keychain to be empty');
    expect(morning.view().kind).toBe('signed-out');
    expect(endedBySignOut(office)).toBe(1);
    await waitUntil(() => morning.index.pendingRemovals().length === 0, 'nothing to be removed');
    morning.browseAs('google-one-account');
    await morning.login.verbs.startSignIn('google', { anotherAccount: false });
    await morning.waitFor('signed-in');
    await morning.login.flush();
    expect(names.size).toBe(2);
    expect(morning.index.pendingRemovals()).toEqual([]);
  }));

test('S2-05: killed at the first thing that the settings hear of it, a sign-out is done at the next start', () =>
  withOffice(async (office) => {
    const { credentials, names } = createFakeKeychain();
    const life: Life = { isOver: false };
    const kept = mortal(office, life, credentials);
    const { accounts } = kept.preferences;
    const evening = startMortal(
      office,
      {
        ...kept,
        preferences: {
          ...kept.preferences,
          accounts: {
            ...accounts,
            put(account, pendingRemovals) {
              accounts.put(account, pendingRemovals);
              if (isSignedIn && !account.signedIn) life.isOver = true;
            },
          },
        },
      },
      life,
    );
    let isSignedIn = false;
    evening.login.start();
    evening.browseAs('google-one-account');
    await evening.login.verbs.startSignIn('google', { anotherAccount: false });
    const { accountId } = await evening.waitFor('signed-in');
    await evening.login.flush();
    isSignedIn = true;
    void evening.login.verbs.signOut(accountId);
    await waitUntil(() => life.isOver, 'the settings to hear of it');
    evening.login.close();
    expect(names.size).toBe(2);

    const morning = office.startComputer({ credentials });
    morning.login.start();
    await waitUntil(() => names.size === 0, 'the keychain to be empty');
    expect(morning.view()).toEqual({ kind: 'signed-out', failure: null });
    expect(endedBySignOut(office)).toBe(1);
  }));

test('S2-05: an account that another identity opens leaves nothing of the identity before', () =>
  withOffice(async (office) => {
    const { credentials, names } = createFakeKeychain();
    const computer = office.startComputer({ credentials });
    const { verbs } = computer.login;
    computer.login.start();
    computer.browseAs('google-one-account');
    await verbs.startSignIn('google', { anotherAccount: false });
    const { accountId } = await computer.waitFor('signed-in');
    await computer.login.flush();
    const before = [...names];
    computer.browseAs('microsoft-stranger');
    await verbs.turnOnProvider(accountId, 'microsoft');
    await computer.waitFor('confirming-link');
    await verbs.confirmLink();
    await verbs.startSignIn('microsoft', { anotherAccount: true });
    await computer.waitForState(
      ({ accounts, view }) =>
        view.kind === 'signed-in' && accounts[0]?.identity?.provider === 'microsoft',
      'signed in by the other identity',
    );
    await computer.login.flush();
    expect(computer.login.getState().accounts.map(({ id }) => id)).toEqual([accountId]);
    // The session's name is that of the account; the other one is the new identity's.
    expect(names.size).toBe(2);
    expect([...names].filter((name) => before.includes(name))).toHaveLength(1);
    expect(computer.index.pendingRemovals()).toEqual([]);
  }));
