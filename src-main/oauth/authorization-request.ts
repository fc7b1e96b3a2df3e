import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** The one-time values of one attempt; all base64url without padding, none is ever used twice. */
interface AuthorizationSecrets {
  /** Ties the authorization response to this attempt (RFC 6749 section 10.12). */
  readonly state: string;
  /** Sent to the provider and found again in the ID token (OpenID Connect Core section 3.1.2.1). */
  readonly nonce: string;
  /** What `nonce` is the SHA-256 of; goes to Sonar together with the ID token, and nowhere else. */
  readonly nonceSecret: string;
  /** Proves at the token endpoint that the code was asked for by us (RFC 7636 section 4.1). */
  readonly codeVerifier: string;
  /** The S256 challenge of `codeVerifier` (RFC 7636 section 4.2). */
  readonly codeChallenge: string;
}

/** Bytes of randomness per value: 256 bit, which base64url makes the 43 characters RFC 7636 asks for. */
const randomByteCount = 32;

/** Makes the five values of one authorization request from the system's random source. */
export function createAuthorizationSecrets(): AuthorizationSecrets {
  const nonceSecret = randomValue();
  const codeVerifier = randomValue();
  return {
    state: randomValue(),
    nonce: hashToBase64Url(nonceSecret),
    nonceSecret,
    codeVerifier,
    codeChallenge: hashToBase64Url(codeVerifier),
  };
}

/**
 * Base64url of the SHA-256 of the text's ASCII bytes. The nonce is made from its secret in exactly the way
 * RFC 7636 section 4.2 makes a challenge from its verifier, so that there is one rule to check on both ends.
 */
export function hashToBase64Url(text: string): string {
  return createHash('sha256').update(text, 'ascii').digest('base64url');
}

/** Compares without telling by the time it takes how much was right; the hash makes the lengths equal. */
export function isSameSecret(left: string, right: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(left), hash(right));
}

function randomValue(): string {
  return randomBytes(randomByteCount).toString('base64url');
}
