import { expect, test } from 'vitest';
import { createIdempotencyKey } from '../../../src-main/sonar/idempotency-key.ts';

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
