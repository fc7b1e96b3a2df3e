import type { JWTPayload } from 'jose';
import type { EmailClaims } from '../matching/decide.ts';
import type { OpenIdTrust, Trust } from '../options.ts';
import { ServiceProblem } from '../problem.ts';
import { type IdentityLabel, identityKeyOf, labelOf } from './identity.ts';
import { createIssuerKeys, type IssuerKeys } from './issuer-keys.ts';

/** How far two clocks may be apart, seconds. */
export const clockToleranceSeconds = 60;
/** The oldest ID token that still starts something, and the longest life one may claim, seconds. */
const oldestSeconds = 3_600;
const longestLifeSeconds = 86_400;

/** Refuses an ID token; the reason goes to the audit and never into the answer. */
export function refuse(reason: string): never {
  throw new ServiceProblem('identity-not-verified', {}, reason);
}

/** The claim as a string of 1 to `longest` characters, or refused. */
function textClaim(payload: JWTPayload, name: string, longest = 255): string {
  const value = payload[name];
  if (typeof value !== 'string' || value === '' || value.length > longest) refuse(`claim ${name}`);
  return value;
}

/** Audience exactly this client (OpenID Connect Core section 3.1.3.7, points 3 to 5). */
export function checkAudience(payload: JWTPayload, clientId: string): void {
  const { aud } = payload;
  const isOurs =
    aud === clientId || (Array.isArray(aud) && aud.length === 1 && aud[0] === clientId);
  if (!isOurs) refuse('audience');
  if (payload.azp !== undefined && payload.azp !== clientId) refuse('authorized party');
}

function numericDate(payload: JWTPayload, name: 'iat' | 'exp'): number {
  const value = payload[name];
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) refuse(`claim ${name}`);
  return value;
}

/** Times against `nowSeconds`; from the future means that a clock is wrong and is said so (`clock-skew`). */
export function checkTimes(payload: JWTPayload, nowSeconds: number): { issuedAt: number } {
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

/** What the nonce must be: exactly a value, or absent or a value after a renewal. */
export type ExpectedNonce =
  | { readonly kind: 'exactly'; readonly value: string }
  | { readonly kind: 'absent-or'; readonly value: string | null };

/** Compares the `nonce` claim; answers it. */
export function checkNonce(payload: JWTPayload, expected: ExpectedNonce): string | null {
  const { nonce } = payload;
  if (nonce === undefined && expected.kind === 'absent-or') return null;
  if (typeof nonce !== 'string' || nonce !== expected.value) refuse('nonce');
  return nonce;
}

/** Whose ID token it is, what people are shown of it, and what it says about the e-mail address. */
export interface ProvenIdentity {
  readonly identityKey: string;
  readonly label: IdentityLabel;
  readonly claims: EmailClaims;
}

/** One provider: where its keys are, which issuer a token must name, whose identity the claims are. */
export interface TrustedProvider {
  readonly clientId: string;
  readonly load: () => Promise<IssuerKeys>;
  issuerOf(payload: JWTPayload, discovered: string): string;
  identityOf(payload: JWTPayload): ProvenIdentity;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** As much as the contract has room for (`Email`), in code points; none that is longer equals an address here. */
const longestAddress = 320;

function emailClaim({ email }: JWTPayload): string | null {
  if (typeof email !== 'string' || email === '') return null;
  return Array.from(email).length > longestAddress ? null : email;
}

function uuidClaim(payload: JWTPayload, name: string): string {
  const value = textClaim(payload, name);
  if (!uuid.test(value)) refuse(`claim ${name}`);
  return value.toLowerCase();
}

/** The two forms in which Entra is reported to send `xms_edov`, and no other. */
function isDomainOwnerVerified(claim: unknown): boolean {
  return claim === true || claim === '1';
}

function withoutSlash(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : url;
}

const googleItself = 'https://accounts.google.com';

/** Whether `iss` is the issuer; Google may write its own without the scheme (OpenID Connect at Google, `iss`). */
export function isGoogleIssuer(iss: unknown, issuer: string): iss is string {
  return iss === issuer || (issuer === googleItself && iss === 'accounts.google.com');
}

/** Google: one issuer, as configured in the key of an identity, which is `iss` + `sub`. */
export function trustGoogle(
  { issuer, clientId }: Trust['google'],
  coolDownMs: number,
  now: () => number,
): TrustedProvider {
  return {
    clientId,
    load: createIssuerKeys(withoutSlash(issuer), (found) => found === issuer, coolDownMs, now),
    issuerOf: ({ iss }) => (isGoogleIssuer(iss, issuer) ? iss : issuer),
    identityOf: (payload) => {
      const subject = textClaim(payload, 'sub');
      const claims: EmailClaims = {
        provider: 'google',
        email: emailClaim(payload),
        emailVerified: payload.email_verified === true,
        hostedDomain: typeof payload.hd === 'string' ? payload.hd : null,
      };
      return {
        identityKey: identityKeyOf({ provider: 'google', issuer, subject }),
        label: labelOf(claims, null),
        claims,
      };
    },
  };
}

/** Anybody who keeps to OpenID Connect: exactly one issuer, and identities that are `iss` + `sub`. */
export function trustOpenId(
  provider: string,
  { issuer, clientId }: OpenIdTrust,
  coolDownMs: number,
  now: () => number,
): TrustedProvider {
  return {
    clientId,
    load: createIssuerKeys(withoutSlash(issuer), (found) => found === issuer, coolDownMs, now),
    issuerOf: () => issuer,
    identityOf: (payload) => {
      const claims: EmailClaims = {
        provider,
        email: emailClaim(payload),
        emailVerified: payload.email_verified === true,
      };
      return {
        identityKey: identityKeyOf({ provider, issuer, subject: textClaim(payload, 'sub') }),
        label: labelOf(claims, null),
        claims,
      };
    },
  };
}

/** Microsoft's shared tenants publish `https://…/{tenantid}/v2.0` as issuer, to be filled with the token's `tid`. */
export function trustMicrosoft(
  { authority, clientId }: Trust['microsoft'],
  coolDownMs: number,
  now: () => number,
): TrustedProvider {
  const base = withoutSlash(authority);
  const { origin } = new URL(base);
  return {
    clientId,
    load: createIssuerKeys(
      `${base}/v2.0`,
      (found) => found === `${base}/v2.0` || found === `${origin}/{tenantid}/v2.0`,
      coolDownMs,
      now,
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
      const claims: EmailClaims = {
        provider: 'microsoft',
        email: emailClaim(payload),
        domainOwnerVerified: isDomainOwnerVerified(payload.xms_edov),
        tenantId: tid,
      };
      return {
        identityKey: identityKeyOf({ provider: 'microsoft', tid, oid: uuidClaim(payload, 'oid') }),
        label: labelOf(claims, payload.preferred_username),
        claims,
      };
    },
  };
}
