import { createHash } from 'node:crypto';
import type { RememberedChoice } from '../../preload/contract.ts';
import { LoginError } from '../errors/login-error.ts';
import { isRememberLocked } from '../policy/require-allowed.ts';
import type { Choice } from '../session/account-index.ts';
import type { SignInPorts } from './sign-in-ports.ts';

/** What each identity opens without being asked. */
export function getRememberedChoices(ports: SignInPorts): readonly RememberedChoice[] {
  return ports.choices.list().map(({ identityKey, choice }) => ({
    id: choiceId(identityKey),
    identity: choice.label,
    account: choice.account,
  }));
}

/** Changes what an identity opens: another account of this computer, or null for "always ask". */
export function setRememberedChoice(
  ports: SignInPorts,
  id: string,
  accountId: string | null,
): void {
  if (isRememberLocked(ports.policy.current())) throw new LoginError('blocked-by-policy');
  const { identityKey, choice } = findChoice(ports, id);
  const account = accountId === null ? null : ports.index.get(accountId)?.summary;
  if (account === undefined) throw new LoginError('not-found');
  ports.choices.set(identityKey, { label: choice.label, account });
}

/** Forgets what an identity opens: the next sign-in asks and remembers anew. */
export function forgetRememberedChoice(ports: SignInPorts, id: string): void {
  ports.choices.forget(findChoice(ports, id).identityKey);
}

function findChoice(
  ports: SignInPorts,
  id: string,
): { readonly identityKey: string; readonly choice: Choice } {
  const found = ports.choices.list().find(({ identityKey }) => choiceId(identityKey) === id);
  if (found === undefined) throw new LoginError('not-found');
  return found;
}

// The window names a choice without ever learning the provider's identifier of the person.
function choiceId(identityKey: string): string {
  return createHash('sha256').update(identityKey).digest('base64url').slice(0, 22);
}
