import type { EffectivePolicy } from '../policy/effective-policy.ts';
import { accountHintAuto } from '../policy/policy-definition.ts';
import { allowedOrganizations, isAllowedOrganization } from '../policy/require-allowed.ts';
import { definitions } from '../providers/all.ts';
import type { AuthorizationInput } from '../providers/definition.ts';
import type { AccountIndex, IndexedAccount } from '../session/account-index.ts';
import type { Attempt } from './attempt.ts';

/** Which of the provider's pages the person should see, and for whom it is filled in. */
export type AccountPrompt = Pick<
  AuthorizationInput,
  'prompt' | 'loginHint' | 'domainHint' | 'offline'
>;

/**
 * A shared computer asks the person to sign in anew and for no refresh token. The account picker is shown whenever going
 * straight through could open the wrong account: for another account, for a link, and after somebody signed out here.
 * `logonName`: the address with which the person is logged on to this computer; null: it knows none.
 */
export function choosePrompt(
  attempt: Attempt,
  index: Pick<AccountIndex, 'list' | 'get'>,
  policy: EffectivePolicy,
  logonName: string | null,
): AccountPrompt {
  const expected = expectedAccount(attempt, index);
  const given = attempt.purpose.kind === 'sign-in' ? attempt.purpose.email : null;
  const isAuto = policy.accountHint === accountHintAuto;
  const ofPolicy = isAuto ? ofLogon(attempt, logonName, policy) : policy.accountHint || null;
  const hint = expected?.identity?.label.email ?? given ?? ofPolicy;
  const isAddress = hint?.includes('@') === true;
  return {
    prompt: policy.keepSignedIn ? pickerPrompt(attempt, index, expected) : 'login',
    offline: policy.keepSignedIn,
    loginHint: isAddress ? hint : null,
    domainHint: chooseDomain(attempt, hint, policy),
  };
}

/** Whom the log-on names, unless nobody of that organization could sign in with the provider. */
function ofLogon(
  { provider }: Attempt,
  logonName: string | null,
  policy: EffectivePolicy,
): string | null {
  const domain = logonName?.split('@').at(-1);
  if (provider === null || domain === undefined) return null;
  const isByDomain = definitions[provider].organizations?.policy.format === 'domain';
  return isByDomain && !isAllowedOrganization(policy, provider, domain) ? null : logonName;
}

/** The organization whose accounts the provider's page shows; where policy chooses it, only an allowed one. */
function chooseDomain(
  { provider }: Attempt,
  hint: string | null,
  policy: EffectivePolicy,
): string | null {
  const isDomain = hint?.includes('@') === false;
  const organizations = provider === null ? null : definitions[provider].organizations;
  const anyOrganization = organizations?.anyOrganizationHint ?? null;
  const allowed = provider === null ? null : allowedOrganizations(policy, provider);
  if (anyOrganization === null || allowed === null) return isDomain ? hint : null;
  const domain = hint?.split('@').at(-1)?.toLowerCase();
  if (domain !== undefined && allowed.includes(domain)) return domain;
  return allowed.length === 1 ? (allowed[0] ?? null) : anyOrganization;
}

function pickerPrompt(
  attempt: Attempt,
  index: Pick<AccountIndex, 'list' | 'get'>,
  expected: IndexedAccount | undefined,
): 'select_account' | null {
  const { purpose } = attempt;
  if (purpose.kind === 'confirm' || purpose.kind === 'prove')
    return wasSignedOut(expected) ? 'select_account' : null;
  if (purpose.kind === 'link' || purpose.anotherAccount) return 'select_account';
  const ofProvider = index
    .list()
    .filter(({ identity }) => identity?.label.provider === attempt.provider);
  return ofProvider.some(wasSignedOut) ? 'select_account' : null;
}

function wasSignedOut(account: IndexedAccount | undefined): boolean {
  return account !== undefined && !account.signedIn && account.endedBy === null;
}

function expectedAccount(
  attempt: Attempt,
  index: Pick<AccountIndex, 'get'>,
): IndexedAccount | undefined {
  const { purpose } = attempt;
  const isKnown = purpose.kind === 'confirm' || purpose.kind === 'prove';
  return isKnown ? index.get(purpose.accountId) : undefined;
}
