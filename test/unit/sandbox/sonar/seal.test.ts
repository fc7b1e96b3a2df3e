import { expect, test } from 'vitest';
import { fingerprintOf, seal, unseal } from '../../../../services/sonar/secrets.ts';

test('what is sealed opens with its secret only, and as what it was sealed as', () => {
  const sealed = seal('sonar answer', 'secret', 'canary-token');
  expect(unseal('sonar answer', 'secret', sealed)).toBe('canary-token');
  expect(() => unseal('sonar answer', 'other', sealed)).toThrow();
  expect(() => unseal('sonar refresh token', 'secret', sealed)).toThrow();
  expect(sealed.includes('canary-token')).toBe(false);
});

test('a fingerprint depends on the key, so that a password cannot be guessed from it', () => {
  expect(fingerprintOf('key', 'body')).toBe(fingerprintOf('key', 'body'));
  expect(fingerprintOf('key', 'body')).not.toBe(fingerprintOf('other', 'body'));
  expect(fingerprintOf('key', 'body')).not.toBe(fingerprintOf('key', 'other'));
});
