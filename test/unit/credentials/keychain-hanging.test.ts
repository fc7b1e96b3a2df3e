import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Keyring } from '../../../services/desktop/keyring.ts';
import type { CredentialStore } from '../../../src-main/credentials/credential-store.ts';
import type { SpawnChild } from '../../../src-main/credentials/keychain-connection.ts';
import { createLinuxKeychainLook } from '../../../src-main/credentials/keychain-state.ts';
import { startKeyring } from '../../support/keyring.ts';
import { createForkSpawner } from '../../support/processes.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { nameService, openStore, type TestStore } from './keychain.ts';

const keys = ['a', 'b', 'c'] as const;
const locked = { kind: 'cannot-tell', code: 'keychain-locked' };
const never = 3_600_000;

let keyring: Keyring;
let isPrompting = false;
let service: string;
const opened: CredentialStore[] = [];

beforeAll(async () => {
  keyring = await startKeyring();
}, 60_000);

afterAll(() => keyring.stop(), 60_000);

/** A start of the computer: three accounts are in the keyring, and nobody has unlocked it yet. */
beforeEach(async () => {
  service = nameService();
  const { store } = openStore(keyring, { service });
  for (const key of keys) await store.write(key, `token of ${key}`);
  store.close();
  await keyring.lock();
  isPrompting = true;
}, 60_000);

afterEach(async () => {
  for (const store of opened.splice(0)) store.close();
  await unlock();
});

/** As another program does it, of which the prompts that are up take no notice. */
async function unlock(): Promise<void> {
  await keyring.unlock();
  isPrompting = false;
}

/** The real child, except that what it is asked while the keyring is locked hangs in a prompt for good. */
const spawnChild: SpawnChild = (modulePath) => {
  const port = createForkSpawner(keyring.env)(modulePath);
  return {
    ...port,
    postMessage(message) {
      if (!isPrompting) port.postMessage(message);
    },
  };
};

function open(options: Parameters<typeof openStore>[1]): {
  readonly store: CredentialStore;
  readonly starts: () => number;
  readonly isAvailable: () => boolean;
} {
  let starts = 0;
  const { store }: TestStore = openStore(keyring, {
    service,
    spawnChild(modulePath) {
      starts += 1;
      return spawnChild(modulePath);
    },
    ...options,
  });
  opened.push(store);
  let isAvailable = false;
  store.onAvailable(() => {
    isAvailable = true;
  });
  return { store, starts: () => starts, isAvailable: () => isAvailable };
}

function readAll(store: CredentialStore) {
  return Promise.all(keys.map((key) => store.read(key, { expected: true })));
}

const found = keys.map((key) => ({ kind: 'found', value: `token of ${key}` }));

test('KC-03: a keyring that another program unlocks serves at once, though the calls from before still hang', async () => {
  const { store, starts, isAvailable } = open({ waitMs: 5_000 });
  const write = store.write('late', 'kept');
  const removal = store.remove('late-too');
  expect(await readAll(store)).toEqual([locked, locked, locked]);
  expect(await write).toEqual({ kind: 'not-done', code: 'keychain-locked' });
  expect(await removal).toEqual({ kind: 'not-done', code: 'keychain-locked' });
  expect(starts()).toBe(1);
  await unlock();
  await waitUntil(isAvailable, 'the keychain is known to answer');
  expect(await readAll(store)).toEqual(found);
  // What hung was asked again, and is done.
  expect(await store.read('late', { expected: true })).toEqual({ kind: 'found', value: 'kept' });
  expect(starts()).toBe(2);
});

test('KC-03: whoever presses Try now after unlocking it is not told of a call from before', async () => {
  const { store, starts } = open({ waitMs: 5_000, lookEveryMs: never });
  expect(await readAll(store)).toEqual([locked, locked, locked]);
  await unlock();
  void store.tryAgain();
  expect(await readAll(store)).toEqual(found);
  expect(starts()).toBe(2);
});

test('KC-03: Try now before it is unlocked leaves the prompt that is there, and waits for nothing', async () => {
  const state = createLinuxKeychainLook({ ...process.env, ...keyring.env });
  const held: (() => void)[] = [];
  let isSlow = false;
  const { store, starts } = open({
    waitMs: 200,
    lookEveryMs: never,
    async look() {
      if (isSlow) await new Promise<void>((resolve) => held.push(resolve));
      return state();
    },
  });
  expect(await readAll(store)).toEqual([locked, locked, locked]);
  isSlow = true;
  void store.tryAgain();
  void store.tryAgain();
  expect(held).toHaveLength(1);
  const again = readAll(store);
  isSlow = false;
  for (const go of held) go();
  expect(await again).toEqual([locked, locked, locked]);
  expect(starts()).toBe(1);
});

test('KC-04: a prompt that hangs although the keyring is said to be open comes up once more, and not with each look', async () => {
  let looks = 0;
  const { store, starts } = open({
    waitMs: 200,
    async look() {
      looks += 1;
      return 'open';
    },
  });
  expect(await readAll(store)).toEqual([locked, locked, locked]);
  await waitUntil(() => looks > 5, 'it was looked at more than once');
  expect(starts()).toBe(2);
});

test('KC-04: nothing is asked twice by itself where nobody can look', async () => {
  let looks = 0;
  const { store, starts } = open({
    waitMs: 200,
    async look() {
      looks += 1;
      return 'cannot-tell';
    },
  });
  expect(await readAll(store)).toEqual([locked, locked, locked]);
  await waitUntil(() => looks > 5, 'it was looked at more than once');
  expect(starts()).toBe(1);
});
