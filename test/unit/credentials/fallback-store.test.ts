import { describe, expect, test } from 'vitest';
import type { Keyring } from '../../../services/desktop/keyring.ts';
import {
  type CredentialStore,
  createMemoryStore,
  createNamedStore,
} from '../../../src-main/credentials/credential-store.ts';
import { createFallbackStore } from '../../../src-main/credentials/fallback-store.ts';
import { startKeyring } from '../../support/keyring.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { listItems, openStore } from './keychain.ts';

const limit = { timeout: 90_000 };

async function withFallback(
  use: (parts: {
    readonly keyring: Keyring;
    readonly store: CredentialStore;
    /** What is really in the keychain. */
    readonly witness: CredentialStore;
  }) => Promise<void>,
  options: Parameters<typeof openStore>[1] = {},
): Promise<void> {
  const keyring = await startKeyring();
  const store = createFallbackStore(openStore(keyring, { service: 'fallback', ...options }).store);
  const witness = openStore(keyring, { service: 'fallback' }).store;
  try {
    await use({ keyring, store, witness });
  } finally {
    store.close();
    witness.close();
    await keyring.stop();
  }
}

test('a keychain that works keeps everything, and says so', limit, () =>
  withFallback(async ({ store, witness }) => {
    expect(await store.write('k', 'value')).toEqual({ kind: 'done' });
    expect(store.kind).toBe('keychain');
    expect(await witness.read('k', { expected: true })).toEqual({ kind: 'found', value: 'value' });
    expect(await store.remove('k')).toEqual({ kind: 'done' });
    expect(await store.read('k', { expected: false })).toEqual({ kind: 'absent' });
  }),
);

test(
  'TK-17: a rotated token that a locked keychain refused is in force, and reaches the keychain once it is open',
  limit,
  () =>
    withFallback(async ({ keyring, store, witness }) => {
      await store.write('k', 'old');
      await keyring.lock();
      expect(await store.write('k', 'rotated')).toEqual({
        kind: 'not-done',
        code: 'keychain-locked',
      });
      expect(store.kind).toBe('memory');
      expect(await store.read('k', { expected: true })).toEqual({
        kind: 'found',
        value: 'rotated',
      });
      let announced = false;
      store.onAvailable(() => {
        announced = true;
      });
      await keyring.unlock();
      await waitUntil(() => announced, 'the keychain has taken what was kept back');
      expect(store.kind).toBe('keychain');
      expect(await witness.read('k', { expected: true })).toEqual({
        kind: 'found',
        value: 'rotated',
      });
    }),
);

test('KC-01: no keychain: a sign-in lasts for this run, and is kept once there is one', limit, () =>
  withFallback(async ({ keyring, store, witness }) => {
    await keyring.kill();
    await store.write('k', 'first');
    await store.write('k', 'second');
    expect(await store.read('k', { expected: true })).toEqual({ kind: 'found', value: 'second' });
    await keyring.revive();
    await waitUntil(() => store.kind === 'keychain', 'the keychain is back');
    expect(await witness.read('k', { expected: true })).toEqual({ kind: 'found', value: 'second' });
  }),
);

test('KC-12: a removal that failed is in force at once and is made up for', limit, () =>
  withFallback(async ({ keyring, store }) => {
    await store.write('k', 'v'.repeat(5000));
    await keyring.lock();
    expect((await store.remove('k')).kind).toBe('not-done');
    expect(await store.read('k', { expected: true })).toEqual({ kind: 'absent' });
    await keyring.unlock();
    await waitUntil(() => store.kind === 'keychain', 'the removal is made up for');
    expect(await listItems(keyring, 'fallback')).toEqual([]);
  }),
);

test(
  'what several late writes brought is settled with them, and is not written over and over',
  limit,
  () =>
    withFallback(
      async ({ keyring, store, witness }) => {
        await store.prepare();
        expect(await store.write('first', 'old')).toEqual({ kind: 'done' });
        keyring.freeze();
        expect((await store.write('first', 'new')).kind).toBe('not-done');
        expect((await store.write('second', 'new')).kind).toBe('not-done');
        let announced = 0;
        store.onAvailable(() => {
          announced += 1;
        });
        keyring.thaw();
        await store.settle();
        expect(store.kind).toBe('keychain');
        expect(announced).toBe(1);
        const found = { kind: 'found', value: 'new' };
        expect(await witness.read('first', { expected: true })).toEqual(found);
        expect(await witness.read('second', { expected: true })).toEqual(found);
      },
      { waitMs: 5_000 },
    ),
);

test('what cannot be stored is not kept back either', limit, () =>
  withFallback(async ({ store }) => {
    expect((await store.write('k', 'a\0b')).kind).toBe('not-done');
    expect(await store.read('k', { expected: false })).toEqual({ kind: 'absent' });
    expect(store.kind).toBe('keychain');
  }),
);

test('memory keeps until quit and says so', async () => {
  const store = createMemoryStore();
  expect(store.kind).toBe('memory');
  await store.write('k', 'value');
  expect(await store.read('k', { expected: true })).toEqual({ kind: 'found', value: 'value' });
  await store.remove('k');
  expect(await store.read('k', { expected: true })).toEqual({ kind: 'absent' });
  await store.write('k', 'value');
  store.close();
  expect(await store.read('k', { expected: true })).toEqual({ kind: 'absent' });
});

describe('items that settings name', () => {
  const expected = { expected: true };

  /** A store over a keychain for which only `known` names are written down, until `writeDown` knows them all. */
  function openStore(known: readonly string[]) {
    const keychain = { ...createMemoryStore(), kind: 'keychain' as const };
    let isAllKnown = false;
    const listeners = new Set<() => void>();
    const store = createNamedStore(keychain, {
      isKnown: (key) => isAllKnown || known.includes(key),
      onAllKnown(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    });
    function writeDown(): void {
      isAllKnown = true;
      for (const listener of listeners) listener();
    }
    return { store, keychain, writeDown, listeners };
  }

  test('what is written down nowhere is held until quit, and the rest is kept', async () => {
    const { store, keychain } = openStore(['session/a']);
    expect(await store.write('session/a', 'kept')).toEqual({ kind: 'done' });
    expect(store.kind).toBe('keychain');
    expect(await store.write('session/b', 'held')).toMatchObject({ kind: 'not-done' });
    expect(store.kind).toBe('memory');
    expect(await store.read('session/b', expected)).toEqual({ kind: 'found', value: 'held' });
    expect(await keychain.read('session/a', expected)).toEqual({ kind: 'found', value: 'kept' });
    expect(await keychain.read('session/b', expected)).toEqual({ kind: 'absent' });
  });

  test('what was held is handed over when its name is written down, and then told', async () => {
    const { store, keychain, writeDown } = openStore([]);
    await store.write('session/b', 'held');
    const told = Promise.withResolvers<void>();
    store.onAvailable(told.resolve);
    writeDown();
    expect(await store.read('session/b', expected)).toEqual({ kind: 'found', value: 'held' });
    await told.promise;
    expect(store.kind).toBe('keychain');
    expect(await keychain.read('session/b', expected)).toEqual({ kind: 'found', value: 'held' });
  });

  test('what was removed meanwhile is handed over to nobody', async () => {
    const { store, keychain, writeDown } = openStore([]);
    await store.write('session/b', 'held');
    await store.remove('session/b');
    writeDown();
    expect(store.kind).toBe('keychain');
    expect(await keychain.read('session/b', expected)).toEqual({ kind: 'absent' });
  });

  test('a closed store holds nothing and listens to nobody', async () => {
    const { store, listeners } = openStore([]);
    await store.write('session/b', 'held');
    store.close();
    expect(listeners.size).toBe(0);
  });
});
