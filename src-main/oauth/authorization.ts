import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Provider } from '../../preload/contract/providers.ts';
import { LoginError } from '../errors/login-error.ts';
import { matchesIssuer } from './issuer.ts';
import { type ReadOwnError, toProviderError } from './provider-error.ts';

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

/** What the authorization response is held against. */
interface ExpectedResponse {
  readonly provider: Provider;
  readonly state: string;
  /** The value of `iss` (RFC 9207); Microsoft's may hold `{tenantid}`. */
  readonly issuer: string;
  /** True when the provider's metadata announce `iss`; then a response without it is not genuine. */
  readonly issuerRequired: boolean;
  /** The provider's own table of errors. */
  readonly readOwnError: ReadOwnError;
}

/**
 * What to do with a request that reached the redirect URI: `ignored` and `incomplete` leave the attempt pending, the
 * others end it. `incomplete` has this attempt's state and neither a code nor an error, as the page has on which an
 * administrator approves the app for everybody (`admin_consent=True`).
 */
export type ResponseVerdict =
  | { readonly kind: 'ignored' }
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'failed'; readonly error: LoginError };

/** Parameters that decide something; RFC 6749 section 3.1 forbids any of them twice. */
const singleParameters = ['state', 'code', 'error', 'error_description', 'iss'] as const;

/**
 * Judges an authorization response (RFC 6749 section 4.1.2, RFC 9207). A response without this attempt's state can
 * neither end nor advance it. Tokens in the query (implicit style) are not looked at.
 */
export function judgeAuthorizationResponse(
  parameters: URLSearchParams,
  expected: ExpectedResponse,
): ResponseVerdict {
  const state = parameters.get('state');
  if (state === null || !isSameSecret(state, expected.state)) return { kind: 'ignored' };
  if (singleParameters.some((name) => parameters.getAll(name).length > 1)) {
    return { kind: 'ignored' };
  }
  const code = parameters.get('code');
  const error = parameters.get('error');
  if (!code && error === null) return { kind: 'incomplete' };
  const issuer = parameters.get('iss');
  if (issuer === null ? expected.issuerRequired : !matchesIssuer(issuer, expected.issuer)) {
    const facts = { provider: expected.provider };
    return { kind: 'failed', error: new LoginError('identity-not-verified', facts) };
  }
  if (error !== null) {
    const description = parameters.get('error_description');
    const answer = { error, reasons: [], description, numbers: [] };
    const { provider, readOwnError } = expected;
    return {
      kind: 'failed',
      error: toProviderError(provider, 'interactive', answer, readOwnError),
    };
  }
  return code ? { kind: 'code', code } : { kind: 'incomplete' };
}
