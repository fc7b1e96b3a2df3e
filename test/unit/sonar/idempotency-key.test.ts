import { expect, test } from 'vitest';
import {
  createIdempotencyKey,
  refreshIdempotencyKey,
} from '../../../src-main/sonar/idempotency-key.ts';

const uuidV8 = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('the same write has the same key, another write another', () => {
  const keyOf = createIdempotencyKey();
  expect(keyOf('link', 'ticket', 'ana', 'secret')).toBe(keyOf('link', 'ticket', 'ana', 'secret'));
  expect(keyOf('link', 'ticket', 'ana', 'secret')).not.toBe(
    keyOf('link', 'ticket', 'anas', 'ecret'),
  );
  expect(keyOf('link', 'ticket')).toMatch(uuidV8);
});

test('a key made from a password cannot be made again by somebody who guesses it', () => {
  const guess = createIdempotencyKey();
  expect(createIdempotencyKey()('link', 't', 'ana', 'p')).not.toBe(guess('link', 't', 'ana', 'p'));
});

test('a renewal has the same key in every process, so that it can be repeated after a crash', () => {
  const key = refreshIdempotencyKey('refresh-token-1');
  expect(key).toMatch(uuidV8);
  expect(key).toBe('8c6f73ae-330b-8340-a05d-deef6e8510d5');
});
