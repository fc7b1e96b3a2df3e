import { expect, test } from 'vitest';
import { createMemoryStore } from '../../../src-main/credentials/credential-store.ts';
import { createNamedStore } from '../../../src-main/credentials/named-store.ts';

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
