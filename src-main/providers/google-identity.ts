import { chooseLabel } from './identity-label.ts';
import type { IdentityReader } from './provider-tokens.ts';

/** Google's issuer. */
export const googleIssuer = 'https://accounts.google.com';

/** Where Google has its endpoints; codes and refresh tokens go to no other host. */
const googleOrigins = [
  googleIssuer,
  'https://oauth2.googleapis.com',
  'https://www.googleapis.com',
] as const;

/** The origins that an issuer's endpoints may be on: Google's compiled list, else the issuer's own. */
export function googleEndpointOrigins(issuer: string): readonly string[] {
  return issuer === googleIssuer ? googleOrigins : [new URL(issuer).origin];
}

/** Whether `iss` is the configured issuer; Google may also write its own without the scheme. */
export function isGoogleIssuer(iss: unknown, issuer: string): boolean {
  return iss === issuer || (issuer === googleIssuer && iss === 'accounts.google.com');
}

/**
 * The identity is issuer and subject; the key always has the issuer as configured. An address that Google has not verified
 * is not shown: people decide by it whose identity it is.
 */
export function createGoogleIdentityReader(issuer: string): IdentityReader {
  return ({ sub, email, email_verified: isVerified, hd }) => ({
    provider: 'google',
    key: `${issuer} ${String(sub)}`,
    email: chooseLabel(isVerified === true ? email : null),
    organization: isDomain(hd) ? hd.toLowerCase() : null,
  });
}

/** In either form of a domain with an umlaut; policy compares them as one. */
function isDomain(hd: unknown): hd is string {
  return typeof hd === 'string' && /^[\p{L}\p{M}\p{N}.-]{1,253}$/u.test(hd);
}
