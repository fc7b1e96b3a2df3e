import type { EffectivePolicy } from '../policy/effective-policy.ts';
import type { AuthorizationInput } from '../providers/provider.ts';
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
 */
export function choosePrompt(
  attempt: Attempt,
  index: Pick<AccountIndex, 'list' | 'get'>,
  policy: EffectivePolicy,
): AccountPrompt {
  const expected = expectedAccount(attempt, index);
  const hint = expected?.identity?.label.email ?? (policy.accountHint || null);
  const isAddress = hint?.includes('@') === true;
  return {
    prompt: policy.keepSignedIn ? pickerPrompt(attempt, index, expected) : 'login',
    offline: policy.keepSignedIn,
    loginHint: isAddress ? hint : null,
    domainHint: chooseDomain(attempt, hint, policy.allowedGoogleDomains),
  };
}

/** The domain whose accounts the provider's page shows; on Google's only an allowed one, if there is a list. */
function chooseDomain(
  { provider }: Attempt,
  hint: string | null,
  allowedGoogleDomains: readonly string[] | null,
): string | null {
  const isDomain = hint?.includes('@') === false;
  if (provider !== 'google' || allowedGoogleDomains === null) return isDomain ? hint : null;
  const domain = hint?.split('@').at(-1)?.toLowerCase();
  if (domain !== undefined && allowedGoogleDomains.includes(domain)) return domain;
  return allowedGoogleDomains.length === 1 ? (allowedGoogleDomains[0] ?? null) : anyWorkspaceDomain;
}

/** What Google's `hd` takes for "no personal accounts". */
const anyWorkspaceDomain = '*';

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
