import { expect, test } from 'vitest';
import type { CredentialStore } from '../../src-main/credentials/credential-store.ts';
import { createMemoryStore } from '../../src-main/credentials/credential-store.ts';
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
