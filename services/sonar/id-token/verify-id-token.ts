import { hash } from 'node:crypto';
import { decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import type { Trust } from '../options.ts';
import { ServiceProblem } from '../problem.ts';
import { keysFor } from './issuer-keys.ts';
import {
  isGoogleIssuer,
  type ProvenIdentity,
  refuse,
  type TrustedProvider,
  trustGoogle,
  trustMicrosoft,
  trustOpenId,
} from './trusted-providers.ts';

/** What an ID token proves once every check has passed. */
export interface VerifiedIdToken extends ProvenIdentity {
  /** The `iat` claim, seconds since 1970. */
  readonly issuedAt: number;
  readonly nonce: string | null;
  /** SHA-256 of what was signed: the encoding of a signature can be changed without breaking it, this cannot. */
  readonly hash: string;
}

/** What the nonce must be: exactly a value, or absent or a value after a renewal. */
export type ExpectedNonce =
  | { readonly kind: 'exactly'; readonly value: string }
  | { readonly kind: 'absent-or'; readonly value: string | null };

/** Verifies ID tokens of the trusted providers; rejects with `identity-not-verified`, `clock-skew` or `service-unavailable`. */
export type IdTokenVerifier = (idToken: string, nonce: ExpectedNonce) => Promise<VerifiedIdToken>;

/** A verifier for exactly these providers; `now` in milliseconds since 1970. */
export function createIdTokenVerifier(
  trust: Trust,
  now: () => number,
  keyCoolDownMs: number,
): IdTokenVerifier {
  const google = trustGoogle(trust.google, keyCoolDownMs, now);
  const microsoft = trustMicrosoft(trust.microsoft, keyCoolDownMs, now);
  const byIssuer = new Map<unknown, TrustedProvider>(
    Object.entries(trust.openId ?? {}).map(([name, openId]) => [
      openId.issuer,
      trustOpenId(name, openId, keyCoolDownMs, now),
    ]),
  );
  return async (idToken, nonce) => {
    let unverified: JWTPayload;
    try {
      unverified = decodeJwt(idToken);
    } catch {
      return refuse('malformed');
    }
    const isGoogle = isGoogleIssuer(unverified.iss, trust.google.issuer);
    const provider = isGoogle ? google : (byIssuer.get(unverified.iss) ?? microsoft);
    const payload = await verifyBy(provider, idToken, unverified, now());
    checkAudience(payload, provider.clientId);
    const { issuedAt } = checkTimes(payload, Math.floor(now() / 1_000));
    const signed = idToken.slice(0, idToken.lastIndexOf('.'));
    return {
      ...provider.identityOf(payload),
      issuedAt,
      nonce: checkNonce(payload, nonce),
      hash: hash('sha256', signed, 'base64url'),
    };
  };
}

/** How far two clocks may be apart, seconds. */
const clockToleranceSeconds = 60;
/** The oldest ID token that still starts something, and the longest life one may claim, seconds. */
const oldestSeconds = 3_600;
const longestLifeSeconds = 86_400;

async function verifyBy(
  provider: TrustedProvider,
  idToken: string,
  unverified: JWTPayload,
  now: number,
): Promise<JWTPayload> {
  const { issuer: discovered, keys } = await provider.load();
  try {
    const issuer = provider.issuerOf(unverified, discovered);
    const { payload, protectedHeader } = await jwtVerify(
      idToken,
      keysFor(keys, issuer, unverified.tid),
      {
        algorithms: ['RS256'],
        issuer,
        audience: provider.clientId,
        requiredClaims: ['sub', 'iat', 'exp'],
        clockTolerance: clockToleranceSeconds,
        currentDate: new Date(now),
      },
    );
    // A logout token is signed with the same keys and has a subject, an audience and times, too.
    if ('events' in payload) refuse('a logout token');
    const type = protectedHeader.typ;
    if (type !== undefined && String(type).toLowerCase() !== 'jwt') refuse('token type');
    return payload;
  } catch (error) {
    throw translate(error);
  }
}

/** What jose refuses the token for is ours to hide; what it could not fetch is not the token's fault. */
function translate(error: unknown): ServiceProblem {
  if (error instanceof ServiceProblem) return error;
  if (error instanceof errors.JWTClaimValidationFailed && error.reason === 'check_failed') {
    const isFromFuture = error.claim === 'nbf' || error.claim === 'iat';
    return new ServiceProblem(
      isFromFuture ? 'clock-skew' : 'identity-not-verified',
      {},
      error.claim,
    );
  }
  const isOutage =
    !(error instanceof errors.JOSEError) ||
    error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid ||
    error.code === 'ERR_JOSE_GENERIC';
  if (isOutage) return new ServiceProblem('service-unavailable', {}, 'the keys of the provider');
  return new ServiceProblem('identity-not-verified', {}, error.code);
}

/** Audience exactly this client (OpenID Connect Core section 3.1.3.7, points 3 to 5). */
function checkAudience(payload: JWTPayload, clientId: string): void {
  const { aud } = payload;
  const isOurs =
    aud === clientId || (Array.isArray(aud) && aud.length === 1 && aud[0] === clientId);
  if (!isOurs) refuse('audience');
  if (payload.azp !== undefined && payload.azp !== clientId) refuse('authorized party');
}

/** Times against `nowSeconds`; from the future means that a clock is wrong and is said so (`clock-skew`). */
function checkTimes(payload: JWTPayload, nowSeconds: number): { issuedAt: number } {
  const issuedAt = numericDate(payload, 'iat');
  const expiresAt = numericDate(payload, 'exp');
  const latest = nowSeconds + clockToleranceSeconds;
  if (issuedAt > latest) throw new ServiceProblem('clock-skew', {}, 'issued in the future');
  if (payload.nbf !== undefined) {
    if (typeof payload.nbf !== 'number') refuse('claim nbf');
    if (payload.nbf > latest) throw new ServiceProblem('clock-skew', {}, 'not valid yet');
  }
  if (expiresAt <= nowSeconds - clockToleranceSeconds) refuse('expired');
  if (issuedAt < nowSeconds - oldestSeconds) refuse('issued too long ago');
  if (expiresAt - issuedAt > longestLifeSeconds) refuse('lives too long');
  return { issuedAt };
}

function numericDate(payload: JWTPayload, name: 'iat' | 'exp'): number {
  const value = payload[name];
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) refuse(`claim ${name}`);
  return value;
}

/** Compares the `nonce` claim; answers it. */
function checkNonce(payload: JWTPayload, expected: ExpectedNonce): string | null {
  const { nonce } = payload;
  if (nonce === undefined && expected.kind === 'absent-or') return null;
  if (typeof nonce !== 'string' || nonce !== expected.value) refuse('nonce');
  return nonce;
}

/** The `nonce` that belongs to a secret: base64url(SHA-256(secret)), the secret read as ASCII. */
export function nonceOf(secret: string): string {
  return hash('sha256', Buffer.from(secret, 'ascii'), 'base64url');
}
