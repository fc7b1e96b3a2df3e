import { type CryptoKey, compactVerify, errors, type JWTVerifyGetKey } from 'jose';
import { LoginError } from '../errors/login-error.ts';
import type { IssuerKeys, TokenIssuer } from './issuer.ts';
import { parseStrictObject } from './strict-json.ts';

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

/** How far two clocks may differ, in milliseconds. */
export const clockToleranceMs = 60_000;

/** A token that comes straight from the token endpoint; Microsoft dates its own five minutes back. */
const maxAgeMs = 15 * 60_000;

/** Longest life of an ID token that still makes sense; both providers give about an hour. */
const maxLifeMs = 24 * 60 * 60_000;

/** What the time claims say: right, wrong by their shape (no clock could mend it), or wrong now. */
type TimesVerdict = 'right' | 'malformed' | 'wrong-now';

/** Checks `exp`, `iat` and `nbf` (RFC 7519 section 4.1, OpenID Connect Core section 3.1.3.7 steps 9 and 10). */
function checkTimes(claims: Readonly<Record<string, unknown>>, nowMs: number): TimesVerdict {
  const { exp, iat, nbf = iat } = claims;
  if (!isNumericDate(exp) || !isNumericDate(iat) || !isNumericDate(nbf)) return 'malformed';
  if (exp <= iat || (exp - iat) * 1000 > maxLifeMs) return 'malformed';
  const earliestMs = nowMs - clockToleranceMs;
  const latestMs = nowMs + clockToleranceMs;
  const isOver = exp * 1000 <= earliestMs;
  const isEarly = iat * 1000 > latestMs || nbf * 1000 > latestMs;
  const isOld = iat * 1000 < earliestMs - maxAgeMs;
  return isOver || isEarly || isOld ? 'wrong-now' : 'right';
}

/**
 * Whether `auth_time` (OpenID Connect Core section 2) says that the person signed in after `sinceMs`, as far as two
 * clocks can tell. A token that does not say it says no.
 */
function isSignedInSince(
  { auth_time: signedInAt }: Readonly<Record<string, unknown>>,
  sinceMs: number,
): boolean {
  return isNumericDate(signedInAt) && signedInAt * 1000 >= sinceMs - clockToleranceMs;
}

/** Whether this computer's clock and the `Date` of the server that sent the token differ by more than the tolerance. */
function isClockOff(serverDateMs: number | null, nowMs: number): boolean {
  return serverDateMs !== null && Math.abs(serverDateMs - nowMs) > clockToleranceMs;
}

/** Seconds since 1970 within the years that dates can have. */
function isNumericDate(value: unknown): value is number {
  return (
    typeof value === 'number' && Number.isFinite(value) && value >= 0 && value < 253_402_300_800
  );
}

/** RS256 is what both providers sign with; naming it here shuts out `none` and HMAC (RFC 8725 section 3.1). */
const algorithms = ['RS256'];

/**
 * Whether one of the keys for the token's issuer made the signature (RFC 7515 section 5.2). A token without `kid` may be
 * by any of them; an unknown `kid` is looked for once more among keys fetched anew, because they may have just been
 * changed.
 */
async function hasRightSignature(
  idToken: string,
  keys: IssuerKeys,
  issuer: TokenIssuer,
  signal: AbortSignal,
): Promise<boolean> {
  const found = await tryKeys(idToken, await keys.current(issuer, signal));
  if (found !== 'unknown-key') return found === 'right';
  const newKeys = await keys.again(issuer, signal);
  return newKeys !== null && (await tryKeys(idToken, newKeys)) === 'right';
}

async function tryKeys(
  idToken: string,
  keys: JWTVerifyGetKey,
): Promise<'right' | 'wrong' | 'unknown-key'> {
  try {
    await compactVerify(idToken, keys, { algorithms });
    return 'right';
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey) return 'unknown-key';
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) return 'wrong';
    for await (const key of error) if (await isSignedWith(idToken, key)) return 'right';
    return 'unknown-key';
  }
}

async function isSignedWith(idToken: string, key: CryptoKey): Promise<boolean> {
  try {
    await compactVerify(idToken, key, { algorithms });
    return true;
  } catch {
    return false;
  }
}

/** Longest ID token that is looked at; real ones have one to four kilobytes. */
const maxIdTokenLength = 32 * 1024;

/** Header and claims of an ID token, parsed but not believed. */
interface IdTokenParts {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

/**
 * Splits a compact JWS (RFC 7515 section 7.1) into its parsed parts, or answers null when it is not exactly that:
 * three segments of canonical base64url, the first two strict JSON objects.
 */
export function splitIdToken(idToken: unknown): IdTokenParts | null {
  if (typeof idToken !== 'string' || idToken.length > maxIdTokenLength) return null;
  const segments = idToken.split('.', 4);
  const [header, claims, signature] = segments.map(decodeSegment);
  if (segments.length !== 3 || !header || !claims || !signature) return null;
  const parsedHeader = parseUtf8Object(header);
  const parsedClaims = parseUtf8Object(claims);
  if (parsedHeader === null || parsedClaims === null) return null;
  return { header: parsedHeader, claims: parsedClaims };
}

/** Refuses what a lenient decoder would mend: padding, other alphabets, bits left over at the end. */
function decodeSegment(segment: string): Buffer | null {
  const bytes = Buffer.from(segment, 'base64url');
  return segment !== '' && bytes.toString('base64url') === segment ? bytes : null;
}

function parseUtf8Object(bytes: Buffer): Readonly<Record<string, unknown>> | null {
  try {
    return parseStrictObject(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}
