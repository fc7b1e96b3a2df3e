import { emailDomainOf } from './email-key.ts';

/** Microsoft's tenant of personal accounts. */
const personalTenantId = '9188040d-6c67-4c5b-b112-36a304b66dad';

/** What a verified ID token of Google says about an e-mail address. */
export interface GoogleEmailClaims {
  readonly provider: 'google';
  readonly email: string | null;
  /** True only when the claim is the boolean `true`. */
  readonly emailVerified: boolean;
  /** The Workspace domain, the `hd` claim. */
  readonly hostedDomain: string | null;
}

/** What a verified ID token of Microsoft says about an e-mail address. */
export interface MicrosoftEmailClaims {
  readonly provider: 'microsoft';
  /** The `email` claim; `preferred_username` never counts. */
  readonly email: string | null;
  /** The `xms_edov` claim is `true` or `"1"`: the owner of the domain is verified. */
  readonly domainOwnerVerified: boolean;
  /** The `tid` claim. */
  readonly tenantId: string;
}

/** What a verified ID token of any other provider says about an e-mail address. */
export interface OpenIdEmailClaims {
  readonly provider: string;
  readonly email: string | null;
  readonly emailVerified: boolean;
}

/** The claims about an e-mail address, by provider. */
export type EmailClaims = GoogleEmailClaims | MicrosoftEmailClaims | OpenIdEmailClaims;

/**
 * Whether the provider may speak for the address: Google for its own mail domains and for the Workspace domain of the
 * identity, Microsoft for a verified domain from the one tenant that is registered for it (`tenantOfDomain`), nobody else.
 */
export function isAuthoritative(claims: EmailClaims, tenantOfDomain: string | null): boolean {
  const domain = emailDomainOf(claims.email);
  if (domain === null) return false;
  if ('hostedDomain' in claims) {
    if (!claims.emailVerified) return false;
    if (domain === 'gmail.com' || domain === 'googlemail.com') return true;
    return claims.hostedDomain !== null && emailDomainOf(`x@${claims.hostedDomain}`) === domain;
  }
  return (
    'tenantId' in claims &&
    claims.domainOwnerVerified &&
    claims.tenantId !== personalTenantId &&
    tenantOfDomain !== null &&
    tenantOfDomain.toLowerCase() === claims.tenantId
  );
}
