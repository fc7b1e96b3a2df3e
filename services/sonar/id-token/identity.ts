import type { EmailClaims } from '../matching/decide.ts';

/** An identity: who the provider says somebody is. */
export type Identity =
  | { readonly provider: string; readonly issuer: string; readonly subject: string }
  | { readonly provider: 'microsoft'; readonly tid: string; readonly oid: string };

/** A stand-in on this machine listens on another port after each start and is still the same issuer. */
function issuerName(issuer: string): string {
  const url = new URL(issuer);
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  return isLoopback ? `${url.protocol}//${url.hostname}${url.pathname}` : issuer;
}

/** The key of an identity: Microsoft `tid` + `oid`, any other's `iss` + `sub`. The e-mail is no part of it. */
export function identityKeyOf(identity: Identity): string {
  return 'issuer' in identity
    ? `${identity.provider} ${issuerName(identity.issuer)} ${identity.subject}`
    : `microsoft ${identity.tid} ${identity.oid}`;
}

/** What people know an identity by, never a key; both null when nothing can be shown. */
export interface IdentityLabel {
  readonly text: string | null;
  /** An address that the provider vouches for, or the name that the identity signs in with. */
  readonly kind: 'address' | 'sign-in-name' | null;
}

/** One line of characters that are all to be seen: some letters and marks are not. */
const visible = /^(?:(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{M}\p{N}\p{P}\p{S}])+$/u;

/** All of them in most labels, and told much faster. */
const visibleAscii = /^[!-~]+$/;

/** As much as the contract has room for (`Email`). */
const longest = 320;

function isShowable(claim: unknown): claim is string {
  if (typeof claim !== 'string' || claim.length > longest) return false;
  return visibleAscii.test(claim) || visible.test(claim);
}

/**
 * The label of an identity. People decide by it whose identity it is, and a tenant of Microsoft may put any address into
 * `email`: it is taken only where the provider vouches for it, which is less than being authoritative. The name to sign
 * in with is in a domain of the tenant's own.
 */
export function labelOf(claims: EmailClaims, signInName: unknown): IdentityLabel {
  const isVouchedFor =
    'emailVerified' in claims ? claims.emailVerified : claims.domainOwnerVerified;
  if (isVouchedFor && isShowable(claims.email)) return { text: claims.email, kind: 'address' };
  if (isShowable(signInName)) return { text: signInName, kind: 'sign-in-name' };
  return { text: null, kind: null };
}
