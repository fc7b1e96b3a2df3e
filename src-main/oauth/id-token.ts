import { LoginError } from '../errors/login-error.ts';
import { splitIdToken } from './id-token-parts.ts';
import { hasRightSignature } from './id-token-signature.ts';
import { checkTimes, isClockOff, isSignedInSince } from './id-token-times.ts';
import type { IssuerKeys } from './issuer-keys.ts';

type Claims = Readonly<Record<string, unknown>>;

/** What an ID token is held against. */
export interface ExpectedIdToken {
  readonly clientId: string;
  /** Whether the claims name the right issuer; Microsoft's depends on the claim `tid`. */
  readonly hasRightIssuer: (claims: Claims) => boolean;
  /** The attempt's nonce; null after a refresh, where the claim is absent or an old one (OpenID Connect Core 12.2). */
  readonly nonce: string | null;
  readonly keys: IssuerKeys;
  /** The person must have signed in after this, milliseconds since 1970; null: whenever. */
  readonly freshSince: number | null;
  readonly nowMs: number;
  /** `Date` of the answer that brought the token, to tell a wrong clock from a wrong token. */
  readonly serverDateMs: number | null;
}

/**
 * Verifies an ID token as OpenID Connect Core section 3.1.3.7 and RFC 8725 say, every check on its own line, and
 * answers its claims. Fails with `identity-not-verified`; with `sign-in-not-fresh` when the person was to sign in anew
 * and nothing says that they did; with `clock-skew` when nothing but the times is wrong and this computer's clock is; and
 * with the network codes when the keys cannot be fetched.
 */
export async function verifyIdToken(
  idToken: unknown,
  expected: ExpectedIdToken,
  signal: AbortSignal,
): Promise<Claims> {
  const parts = splitIdToken(idToken);
  if (parts === null || typeof idToken !== 'string') throw refused('not a compact JWS');
  const { header, claims } = parts;
  if (!hasRightHeader(header)) throw refused('header');
  // The cheap checks come before the signature, so that a stranger's token cannot even cause a fetch of keys.
  if (!expected.hasRightIssuer(claims)) throw refused('iss');
  if (!hasRightAudience(claims, expected.clientId)) throw refused('aud or azp');
  if (!hasRightNonce(claims, expected.nonce)) throw refused('nonce');
  if (!isSubject(claims.sub)) throw refused('sub');
  if ('events' in claims) throw refused('a logout token');
  if (!(await hasRightSignature(idToken, expected.keys, claims, signal)))
    throw refused('signature');
  const times = checkTimes(claims, expected.nowMs);
  const isFresh = isFreshEnough(claims, expected);
  const isWrongNow = times === 'wrong-now' || (!isFresh && 'auth_time' in claims);
  if (isWrongNow && isClockOff(expected.serverDateMs, expected.nowMs)) {
    throw new LoginError('clock-skew');
  }
  if (times !== 'right') throw refused('exp, iat or nbf');
  if (!isFresh) throw new LoginError('sign-in-not-fresh', {}, new Error('ID token: auth_time'));
  return claims;
}

/** Where our clock is behind, by the server's: `auth_time` is of that one. */
function isFreshEnough(
  claims: Claims,
  { freshSince, nowMs, serverDateMs }: ExpectedIdToken,
): boolean {
  if (freshSince === null) return true;
  const behindMs = Math.max((serverDateMs ?? nowMs) - nowMs, 0);
  return isSignedInSince(claims, freshSince + behindMs);
}

/** RS256 and nothing else, no extension that must be understood, and no other kind of token (RFC 8725 3.1, 3.11). */
function hasRightHeader({ alg, typ, crit, b64 }: Claims): boolean {
  const isIdToken = typ === undefined || (typeof typ === 'string' && /^jwt$/i.test(typ));
  return alg === 'RS256' && isIdToken && crit === undefined && b64 === undefined;
}

function hasRightAudience({ aud, azp }: Claims, clientId: string): boolean {
  const [audience, ...others] = Array.isArray(aud) ? aud : [aud];
  if (audience !== clientId || others.length > 0) return false;
  return azp === undefined || azp === clientId;
}

function hasRightNonce({ nonce }: Claims, expected: string | null): boolean {
  if (expected === null) return nonce === undefined || typeof nonce === 'string';
  return expected !== '' && nonce === expected;
}

/** OpenID Connect Core section 2: at most 255 ASCII characters. */
function isSubject(sub: unknown): boolean {
  return typeof sub === 'string' && /^[\x21-\x7e]{1,255}$/.test(sub);
}

function refused(check: string): LoginError {
  return new LoginError('identity-not-verified', {}, new Error(`ID token refused: ${check}`));
}
