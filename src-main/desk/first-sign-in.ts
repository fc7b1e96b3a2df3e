import type { Provider } from '../../preload/contract/providers.ts';
import type { PolicyReader } from '../policy/effective-policy.ts';
import type { Preferences } from '../preferences/preferences.ts';
import type { AccountIndex, RememberedChoices } from '../session/account-index.ts';

/** What is looked at before a sign-in begins by itself. */
interface FirstSignInNeeds {
  readonly policy: Pick<PolicyReader, 'current'>;
  readonly preferences: Pick<Preferences, 'getDesk' | 'setDesk' | 'notices' | 'flush'>;
  readonly index: Pick<AccountIndex, 'list'>;
  readonly choices: Pick<RememberedChoices, 'list'>;
}

/**
 * The provider whose sign-in is to begin by itself now (`StartSignIn`), or null. It is so once in the life of a profile,
 * whatever becomes of the sign-in: that is written down first, and where the disk does not take it nothing begins.
 */
export function takeFirstSignIn(needs: FirstSignInNeeds): Provider | null {
  const { preferences, index, choices } = needs;
  const policy = needs.policy.current();
  // While something of the policy cannot be read nobody signs in at all.
  if (policy.startSignIn !== 'once' || policy.unread !== null) return null;
  // On a shared computer each start would be a first one.
  if (!policy.keepSignedIn || preferences.getDesk().hasStartedSignIn) return null;
  const isFirst =
    index.list().length === 0 &&
    choices.list().length === 0 &&
    // Settings that were lost may have known somebody.
    preferences.notices().every((notice) => notice !== 'reset' && notice !== 'restored');
  const [provider, another] = policy.allowedProviders;
  // Between several the person chooses; the policy may still come to name one.
  if (isFirst && (provider === undefined || another !== undefined)) return null;
  preferences.setDesk({ hasStartedSignIn: true });
  return isFirst && preferences.flush() ? (provider ?? null) : null;
}
