import { createHash } from 'node:crypto';
import type { RememberedChoice } from '../../preload/contract/account-pages.ts';
import { LoginError } from '../errors/login-error.ts';
import type { PolicyReader } from '../policy/effective-policy.ts';
import { isRememberLocked } from '../policy/require-allowed.ts';
import type { AccountIndex, Choice, RememberedChoices } from '../session/account-index.ts';

/** What remembered choices are read and changed with. */
export interface ChoiceNeeds {
  readonly policy: Pick<PolicyReader, 'current'>;
  readonly choices: RememberedChoices;
  readonly index: Pick<AccountIndex, 'get'>;
}

/** What each identity opens without being asked. */
export function getRememberedChoices({
  choices,
}: Pick<ChoiceNeeds, 'choices'>): readonly RememberedChoice[] {
  return choices.list().map(({ identityKey, choice }) => ({
    id: choiceId(identityKey),
    identity: choice.label,
    account: choice.account,
  }));
}

/** Changes what an identity opens: another account of this computer, or null for "always ask". */
export function setRememberedChoice(
  needs: ChoiceNeeds,
  id: string,
  accountId: string | null,
): void {
  if (isRememberLocked(needs.policy.current())) throw new LoginError('blocked-by-policy');
  const { identityKey, choice } = findChoice(needs, id);
  const account = accountId === null ? null : needs.index.get(accountId)?.summary;
  if (account === undefined) throw new LoginError('not-found');
  needs.choices.set(identityKey, { label: choice.label, account });
}

/** Forgets what an identity opens: the next sign-in asks and remembers anew. */
export function forgetRememberedChoice(needs: Pick<ChoiceNeeds, 'choices'>, id: string): void {
  needs.choices.forget(findChoice(needs, id).identityKey);
}

function findChoice(
  needs: Pick<ChoiceNeeds, 'choices'>,
  id: string,
): { readonly identityKey: string; readonly choice: Choice } {
  const found = needs.choices.list().find(({ identityKey }) => choiceId(identityKey) === id);
  if (found === undefined) throw new LoginError('not-found');
  return found;
}

// The window names a choice without ever learning the provider's identifier of the person.
function choiceId(identityKey: string): string {
  return createHash('sha256').update(identityKey).digest('base64url').slice(0, 22);
}
