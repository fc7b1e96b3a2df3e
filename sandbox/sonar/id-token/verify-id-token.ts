import { createHash } from 'node:crypto';
import { decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import type { EmailClaims } from '../matching/is-authoritative.ts';
import type { Trust } from '../options.ts';
import { ServiceProblem } from '../problem.ts';
import {
  checkAudience,
  checkNonce,
  checkTimes,
  clockToleranceSeconds,
  type ExpectedNonce,
  refuse,
  textClaim,
} from './check-claims.ts';
import { identityKeyOf } from './identity-key.ts';
import { createIssuerKeys, type IssuerKeys } from './issuer-keys.ts';

/** What an ID token proves once every check has passed. */
export interface VerifiedIdToken {
  readonly identityKey: string;
  readonly claims: EmailClaims;
  /** The `iat` claim, seconds since 1970. */
  readonly issuedAt: number;
  readonly nonce: string | null;
  /** SHA-256 of what was signed: the encoding of a signature can be changed without breaking it, this cannot. */
  readonly hash: string;
}

/** Verifies ID tokens of the trusted providers; rejects with `identity-not-verified`, `clock-skew` or `service-unavailable`. */
export type IdTokenVerifier = (idToken: string, nonce: ExpectedNonce) => Promise<VerifiedIdToken>;

/** One provider: where its keys are, which issuer a token must name, whose identity the claims are. */
interface TrustedProvider {
  readonly clientId: string;
  readonly load: () => Promise<IssuerKeys>;
  issuerOf(payload: JWTPayload, discovered: string): string;
  identityOf(payload: JWTPayload): Pick<VerifiedIdToken, 'identityKey' | 'claims'>;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function emailClaim(payload: JWTPayload): string | null {
  return typeof payload.email === 'string' && payload.email !== '' ? payload.email : null;
}

function uuidClaim(payload: JWTPayload, name: string): string {
  const value = textClaim(payload, name);
  if (!uuid.test(value)) refuse(`claim ${name}`);
  return value.toLowerCase();
}

function withoutSlash(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : url;
}

function trustGoogle({ issuer, clientId }: Trust['google'], coolDownMs: number): TrustedProvider {
  return {
    clientId,
    load: createIssuerKeys(withoutSlash(issuer), (found) => found === issuer, coolDownMs),
    issuerOf: () => issuer,
    identityOf: (payload) => ({
      identityKey: identityKeyOf({
        provider: 'google',
        issuer,
        subject: textClaim(payload, 'sub'),
      }),
      claims: {
        provider: 'google',
        email: emailClaim(payload),
        emailVerified: payload.email_verified === true,
        hostedDomain: typeof payload.hd === 'string' ? payload.hd : null,
      },
    }),
  };
}

/** Microsoft's shared tenants publish `https://…/{tenantid}/v2.0` as issuer, to be filled with the token's `tid`. */
function trustMicrosoft(
  { authority, clientId }: Trust['microsoft'],
  coolDownMs: number,
): TrustedProvider {
  const base = withoutSlash(authority);
  const { origin } = new URL(base);
  return {
    clientId,
    load: createIssuerKeys(
      `${base}/v2.0`,
      (found) => found === `${base}/v2.0` || found === `${origin}/{tenantid}/v2.0`,
      coolDownMs,
    ),
    issuerOf(payload, discovered) {
      const tid = uuidClaim(payload, 'tid');
      const issuer = discovered.replace('{tenantid}', tid);
      if (!issuer.includes(`/${tid}/`)) refuse('tenant');
      return issuer;
    },
    identityOf: (payload) => {
      textClaim(payload, 'sub');
      const tid = uuidClaim(payload, 'tid');
      return {
        identityKey: identityKeyOf({ provider: 'microsoft', tid, oid: uuidClaim(payload, 'oid') }),
        claims: {
          provider: 'microsoft',
          email: emailClaim(payload),
          domainOwnerVerified: payload.xms_edov === true,
          tenantId: tid,
        },
      };
    },
  };
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

async function verifyBy(
  provider: TrustedProvider,
  idToken: string,
  unverified: JWTPayload,
  now: number,
): Promise<JWTPayload> {
  const { issuer, keys } = await provider.load();
  try {
    const { payload, protectedHeader } = await jwtVerify(idToken, keys, {
      algorithms: ['RS256'],
      issuer: provider.issuerOf(unverified, issuer),
      audience: provider.clientId,
      requiredClaims: ['sub', 'iat', 'exp'],
      clockTolerance: clockToleranceSeconds,
      currentDate: new Date(now),
    });
    const type = protectedHeader.typ;
    if (type !== undefined && String(type).toLowerCase() !== 'jwt') refuse('token type');
    return payload;
  } catch (error) {
    throw translate(error);
  }
}

/** A verifier for exactly these two providers; `now` in milliseconds since 1970. */
export function createIdTokenVerifier(
  trust: Trust,
  now: () => number,
  keyCoolDownMs: number,
): IdTokenVerifier {
  const google = trustGoogle(trust.google, keyCoolDownMs);
  const microsoft = trustMicrosoft(trust.microsoft, keyCoolDownMs);
  return async (idToken, nonce) => {
    let unverified: JWTPayload;
    try {
      unverified = decodeJwt(idToken);
    } catch {
      return refuse('malformed');
    }
    const provider = unverified.iss === trust.google.issuer ? google : microsoft;
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
