import { expect, test } from 'vitest';
import { createMemoryStore } from '../../../src-main/credentials/credential-store.ts';
import { LoginError } from '../../../src-main/errors/login-error.ts';
import { createCurrent } from '../../../src-main/session/current.ts';
import {
  formatSessionCredential,
  giveKey,
  parseSessionCredential,
  readSessionCredential,
  UnreadableCredential,
} from '../../../src-main/session/session-credential.ts';
import { createSessionKey } from '../../../src-main/sonar/session-key.ts';

const wrong = 'A'.repeat(43);
const wrongKey = { kty: 'EC', crv: 'P-256', x: wrong, y: wrong, d: wrong };
const without = { refreshToken: 'token', key: null };
const gone = new LoginError('cancelled');
const here = createCurrent(
  () => true,
  () => gone,
);
const left = createCurrent(
  () => false,
  () => gone,
);

test('KC-10: a session without a key is stored as every version before did, one with a key as one document', async () => {
  expect(formatSessionCredential(without)).toBe('token');
  expect(parseSessionCredential('token')).toEqual(without);
  const bound = { refreshToken: 'token', key: await createSessionKey() };
  const stored = formatSessionCredential(bound);
  expect(JSON.parse(stored)).toMatchObject({ version: 2 });
  expect(parseSessionCredential(stored)).toEqual(bound);
});

test.each([
  '{',
  '{}',
  '{"version":3,"refreshToken":"token"}',
  '{"version":2,"refreshToken":"token"}',
  '{"version":2,"refreshToken":"","key":{}}',
  '{"version":2,"refreshToken":"t","key":{"kty":"EC","crv":"P-256","x":"1","y":"2","d":"3"}}',
])(
  'KC-10: what only a newer version could read, or nobody, is not taken for a token: %s',
  async (stored) => {
    expect(parseSessionCredential(stored)).toBeNull();
    const store = createMemoryStore();
    await store.write('k', stored);
    await expect(readSessionCredential(store, 'k')).rejects.toMatchObject({
      code: 'session-expired',
    });
    expect(await store.read('k', { expected: true })).toEqual({ kind: 'found', value: stored });
  },
);

test.each([
  ['a token longer than any', 'x'.repeat(513)],
  ['a sentence', 'this is somebody else’s'],
  [
    'a key that is no point of the curve',
    JSON.stringify({ version: 2, refreshToken: 'token', key: wrongKey }),
  ],
])(
  'KC-10: %s in place of the credential asks for a new sign-in, and stays until then',
  async (_, stored) => {
    const store = createMemoryStore();
    await store.write('k', stored);
    await expect(readSessionCredential(store, 'k')).rejects.toBeInstanceOf(UnreadableCredential);
    expect(await store.read('k', { expected: true })).toEqual({ kind: 'found', value: stored });
  },
);

test('S2-02: a key is stored before it is used; while nothing can be stored the session stays without', async () => {
  const store = createMemoryStore();
  await store.write('k', 'token');
  const bound = await giveKey(store, 'k', without, here);
  expect(bound.key).not.toBeNull();
  expect(await readSessionCredential(store, 'k')).toEqual(bound);
  expect(await giveKey(store, 'k', bound, here)).toBe(bound);
  const locked = {
    ...createMemoryStore(),
    write: async () => ({ kind: 'not-done', code: 'keychain-locked' }) as const,
  };
  expect(await giveKey(locked, 'k', without, here)).toEqual(without);
});

test('S2-28: a session that was signed out meanwhile gets no key, and no item back', async () => {
  const store = createMemoryStore();
  await expect(giveKey(store, 'k', without, left)).rejects.toBe(gone);
  expect(await store.read('k', { expected: true })).toEqual({ kind: 'absent' });
});
