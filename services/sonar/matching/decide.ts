import { domainToASCII } from 'node:url';

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

/** An account as far as matching looks at it. */
export interface AccountFacts {
  readonly accountId: string;
  readonly disabled: boolean;
  /** Single sign-on of the account (R12) and of its organization (R11). */
  readonly ssoOn: boolean;
  readonly organizationSsoOn: boolean;
}

/**
 * What the office manager of the account's organization decided about this identity under its e-mail: it holds the
 * address, another one does, it was refused, or nothing yet.
 */
export type AddressStanding = 'holder' | 'another-holder' | 'refused' | 'undecided';

/** An account that has the identity's e-mail among its addresses. */
export interface AssociatedAccount extends AccountFacts {
  readonly purpose: 'sign-in' | 'notifications-only';
  /** Whether a link of this identity to this account was removed by a person (R8). */
  readonly linkRemoved: boolean;
  readonly standing: AddressStanding;
}

/** All that the decision depends on; the ID token is already verified. */
export interface MatchingFacts {
  readonly claims: EmailClaims;
  /** The Microsoft tenant registered for the domain of the e-mail. */
  readonly tenantOfDomain: string | null;
  /** Accounts with an active link of this identity. */
  readonly linked: readonly AccountFacts[];
  readonly associated: readonly AssociatedAccount[];
  /** Another identity of the same provider has proved this e-mail here, whatever became of its links. */
  readonly addressProvedByAnother: boolean;
}

/** Why an identity opens nothing although it has accounts. */
export type ClosedCode = 'account-disabled' | 'sso-turned-off' | 'sso-not-enabled';

/** An account that the identity opens, and whether it is linked already. */
export interface OpenAccount {
  readonly accountId: string;
  readonly by: 'link' | 'match';
}

/** What becomes of an identity. */
export type Decision =
  | { readonly outcome: 'session'; readonly account: OpenAccount }
  | { readonly outcome: 'offer'; readonly accounts: readonly OpenAccount[] }
  | { readonly outcome: 'closed'; readonly code: ClosedCode; readonly accountId: string }
  | {
      readonly outcome: 'link-required';
      readonly reason: 'no-account' | 'address-recycled' | 'link-removed' | 'not-authoritative';
    };

const closedCodes: readonly ClosedCode[] = [
  'account-disabled',
  'sso-turned-off',
  'sso-not-enabled',
];

/** Matches an identity to accounts, in the order of the four steps; step 1, the ID token, is behind us. */
export function decide(facts: MatchingFacts): Decision {
  const authoritative = isAuthoritative(facts.claims, facts.tenantOfDomain);
  const addressed = facts.associated.filter(({ purpose }) => purpose === 'sign-in');

  // Step 2: accounts with an active link.
  const linkedIds = new Set(facts.linked.map(({ accountId }) => accountId));

  // Step 3: plus accounts that the e-mail brings, when it may.
  const addedIds = new Set(linkedIds);
  const matched = authoritative
    ? addressed.filter((account) => {
        const { accountId, linkRemoved } = account;
        if (linkRemoved || addedIds.has(accountId) || isRecycled(facts, account)) return false;
        addedIds.add(accountId);
        return true;
      })
    : [];

  // Step 4: minus accounts that are closed.
  const found = [...facts.linked, ...matched];
  const open = found
    .filter((account) => whyClosed(account) === null)
    .map(
      ({ accountId }): OpenAccount => ({
        accountId,
        by: linkedIds.has(accountId) ? 'link' : 'match',
      }),
    );

  const [only] = open;
  if (only && open.length === 1) return { outcome: 'session', account: only };
  if (only) return { outcome: 'offer', accounts: open };

  for (const code of closedCodes) {
    const closed = found.find((account) => whyClosed(account) === code);
    if (closed) return { outcome: 'closed', code, accountId: closed.accountId };
  }

  // Nothing about accounts is told to somebody whose provider may not speak for the address.
  if (!authoritative) return { outcome: 'link-required', reason: 'not-authoritative' };
  if (recycledAccounts(facts).length > 0) {
    return { outcome: 'link-required', reason: 'address-recycled' };
  }
  if (addressed.some(({ linkRemoved }) => linkRemoved)) {
    return { outcome: 'link-required', reason: 'link-removed' };
  }
  return { outcome: 'link-required', reason: 'no-account' };
}

/** Why single sign-on does not open this account; null when it does. */
export function whyClosed(account: Omit<AccountFacts, 'accountId'>): ClosedCode | null {
  if (account.disabled) return 'account-disabled';
  if (!account.ssoOn) return 'sso-turned-off';
  if (!account.organizationSsoOn) return 'sso-not-enabled';
  return null;
}

function isRecycled(facts: MatchingFacts, { standing }: AssociatedAccount): boolean {
  return standing === 'undecided' ? facts.addressProvedByAnother : standing !== 'holder';
}

/** Accounts that the e-mail would bring, had nobody else proved it: their office managers are asked. */
export function recycledAccounts(facts: MatchingFacts): readonly string[] {
  if (!isAuthoritative(facts.claims, facts.tenantOfDomain)) return [];
  const linkedIds = new Set(facts.linked.map(({ accountId }) => accountId));
  return facts.associated
    .filter((account) => account.purpose === 'sign-in' && !account.linkRemoved)
    .filter((account) => !linkedIds.has(account.accountId) && isRecycled(facts, account))
    .map(({ accountId }) => accountId);
}

/** Microsoft's tenant of personal accounts. */
const personalTenantId = '9188040d-6c67-4c5b-b112-36a304b66dad';

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

/** RFC 5321 section 4.5.3.1.3: a path is at most 256 octets, its angle brackets included. */
const longestEmail = 254;

/**
 * What an address is compared by, or null when it equals nothing: local part with ASCII letters lowered, domain in
 * ASCII (UTS 46) and lowered. Dots and plus tags count, because only the provider knows what they mean; anything but
 * printable ASCII in the local part is refused, because two spellings that look alike must not meet.
 */
export function emailKeyOf(email: string | null): string | null {
  if (email === null || email.length > longestEmail) return null;
  const [local, domain, ...more] = email.split('@');
  if (!local || !domain || more.length > 0) return null;
  if (!/^[\x21-\x7e]+$/.test(local) || !/^[^\s%/\\:[\]]+$/u.test(domain)) return null;
  const asciiDomain = domainToASCII(domain);
  if (asciiDomain === '' || asciiDomain.endsWith('.')) return null;
  const key = `${local.toLowerCase()}@${asciiDomain.toLowerCase()}`;
  return key.length > longestEmail ? null : key;
}

/** The domain of an address as it is compared, or null when the address equals nothing. */
export function emailDomainOf(email: string | null): string | null {
  return domainOfKey(emailKeyOf(email));
}

/** The same of an address that is at hand as `emailKeyOf` made it. */
export function domainOfKey(key: string | null): string | null {
  return key === null ? null : key.slice(key.indexOf('@') + 1);
}
