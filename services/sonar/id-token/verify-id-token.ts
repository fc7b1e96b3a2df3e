import { createHash } from 'node:crypto';
import { decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import type { Trust } from '../options.ts';
import { ServiceProblem } from '../problem.ts';
import { keysFor } from './issuer-keys.ts';
import {
  checkAudience,
  checkNonce,
  checkTimes,
  clockToleranceSeconds,
  type ExpectedNonce,
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

/** Verifies ID tokens of the trusted providers; rejects with `identity-not-verified`, `clock-skew` or `service-unavailable`. */
export type IdTokenVerifier = (idToken: string, nonce: ExpectedNonce) => Promise<VerifiedIdToken>;

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
      hash: createHash('sha256').update(signed).digest('base64url'),
    };
  };
}

/** The `nonce` that belongs to a secret: base64url(SHA-256(secret)), the secret read as ASCII. */
export function nonceOf(secret: string): string {
  return createHash('sha256').update(secret, 'ascii').digest('base64url');
}
