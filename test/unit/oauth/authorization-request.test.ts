import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  createAuthorizationSecrets,
  hashToBase64Url,
} from '../../../src-main/oauth/authorization-request.ts';

test('AR-15: 10,000 requests have verifiers of 43 unreserved characters and never a value twice', () => {
  const seen = new Set<string>();
  for (let count = 0; count < 10_000; count += 1) {
    const { state, nonce, nonceSecret, codeVerifier, codeChallenge } = createAuthorizationSecrets();
    for (const value of [state, nonce, nonceSecret, codeVerifier, codeChallenge]) {
      expect(value).toMatch(/^[A-Za-z0-9_-]{43}$/);
      seen.add(value);
    }
  }
  expect(seen.size).toBe(50_000);
});

test('the challenge is the S256 of the verifier, with the example of RFC 7636 appendix B', () => {
  expect(hashToBase64Url('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  );
  const { codeVerifier, codeChallenge } = createAuthorizationSecrets();
  expect(codeChallenge).toBe(hashToBase64Url(codeVerifier));
});

test('the nonce is the SHA-256 of its secret, and tells nothing of it', () => {
  const { nonce, nonceSecret } = createAuthorizationSecrets();
  expect(nonce).toBe(createHash('sha256').update(nonceSecret).digest('base64url'));
  expect(nonce).not.toBe(nonceSecret);
});
