import { expect, test } from 'vitest';
import {
  fingerprintOf,
  sealAnswer,
  unsealAnswer,
} from '../../../../../sandbox/sonar/http/seal-answer.ts';
import { jsonAnswer } from '../../../../../sandbox/sonar/problem.ts';

const answer = jsonAnswer(200, { refreshToken: 'canary-token' });

test('a kept answer opens with its idempotency key only', () => {
  const sealed = sealAnswer('key', answer);
  expect(unsealAnswer('key', sealed)).toEqual(answer);
  expect(() => unsealAnswer('other', sealed)).toThrow();
  expect(sealed.includes('canary-token')).toBe(false);
});

test('a fingerprint depends on the key, so that a password cannot be guessed from it', () => {
  expect(fingerprintOf('key', 'body')).toBe(fingerprintOf('key', 'body'));
  expect(fingerprintOf('key', 'body')).not.toBe(fingerprintOf('other', 'body'));
  expect(fingerprintOf('key', 'body')).not.toBe(fingerprintOf('key', 'other'));
});
