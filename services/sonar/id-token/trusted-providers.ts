import type { JWTPayload } from 'jose';
import type { EmailClaims } from '../matching/decide.ts';
import type { OpenIdTrust, Trust } from '../options.ts';
import { ServiceProblem } from '../problem.ts';
import { type IdentityLabel, identityKeyOf, labelOf } from './identity.ts';
import { createIssuerKeys, type IssuerKeys } from './issuer-keys.ts';

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

const googleItself = 'https://accounts.google.com';

/** Whether `iss` is the issuer; Google may write its own without the scheme (OpenID Connect at Google, `iss`). */
export function isGoogleIssuer(iss: unknown, issuer: string): iss is string {
  return iss === issuer || (issuer === googleItself && iss === 'accounts.google.com');
}

/** The two forms in which Entra is reported to send `xms_edov`, and no other. */
function isDomainOwnerVerified(claim: unknown): boolean {
  return claim === true || claim === '1';
}

/** As much as the contract has room for (`Email`), in code points; none that is longer equals an address here. */
const longestAddress = 320;

function emailClaim({ email }: JWTPayload): string | null {
  if (typeof email !== 'string' || email === '') return null;
  return Array.from(email).length > longestAddress ? null : email;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function uuidClaim(payload: JWTPayload, name: string): string {
  const value = textClaim(payload, name);
  if (!uuid.test(value)) refuse(`claim ${name}`);
  return value.toLowerCase();
}

/** The claim as a string of 1 to `longest` characters, or refused. */
function textClaim(payload: JWTPayload, name: string, longest = 255): string {
  const value = payload[name];
  if (typeof value !== 'string' || value === '' || value.length > longest) refuse(`claim ${name}`);
  return value;
}

/** Refuses an ID token; the reason goes to the audit and never into the answer. */
export function refuse(reason: string): never {
  throw new ServiceProblem('identity-not-verified', {}, reason);
}

function withoutSlash(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : url;
}
