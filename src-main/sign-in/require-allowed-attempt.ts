import type { Provider } from '../../preload/contract/providers.ts';
import { LoginError } from '../errors/login-error.ts';
import type { EffectivePolicy } from '../policy/effective-policy.ts';
import {
  requireAllowedIdentity,
  requireAllowedProvider,
  requireSwitchingAllowed,
} from '../policy/require-allowed.ts';
import type { VerifiedIdentity } from '../providers/definition.ts';
import type { Attempt } from './attempt.ts';

/**
 * Throws `blocked-by-policy` when an attempt must not go on. Asked at each step, for a policy may change meanwhile;
 * `identity` is what the provider has proved so far.
 */
export function requireAllowedAttempt(
  policy: EffectivePolicy,
  attempt: Attempt,
  identity: VerifiedIdentity | null = provedIdentity(attempt),
): void {
  const { provider, purpose, question } = attempt;
  if (provider === null) {
    const isByCode = purpose.kind === 'sign-in' && purpose.secret === 'code';
    if (isByCode) requireCodeAllowed(policy);
    else requirePasswordAllowed(policy);
    return;
  }
  requireAllowedStart(policy, provider);
  if (identity !== null) requireAllowedIdentity(policy, identity);
  const isLinking = purpose.kind === 'link' || question?.accounts.length === 0;
  if (isLinking) requireLinkingAllowed(policy);
}

/**
 * Throws `blocked-by-policy` when an attempt would open another account than the one that is open (`homeAccount`), and
 * people are to keep to one at a time. A fresh proof and a link open none.
 */
export function requireRoomForAttempt(
  policy: EffectivePolicy,
  { purpose }: Pick<Attempt, 'purpose'>,
  homeAccount: string | null,
): void {
  if (purpose.kind === 'sign-in') requireSwitchingAllowed(policy, homeAccount, null);
  if (purpose.kind === 'confirm') requireSwitchingAllowed(policy, homeAccount, purpose.accountId);
}

/** Throws `blocked-by-policy` unless somebody may sign in at the provider. */
export function requireAllowedStart(policy: EffectivePolicy, provider: Provider): void {
  requireKnownPolicy(policy);
  requireAllowedProvider(policy, provider);
}

/** Throws `blocked-by-policy` where an administrator may have set what nobody could ever read. */
function requireKnownPolicy(policy: EffectivePolicy): void {
  if (policy.unread !== null) throw new LoginError('blocked-by-policy');
}

/** Throws `blocked-by-policy` unless somebody may sign in with a Sonar password. */
export function requirePasswordAllowed(policy: EffectivePolicy): void {
  requireKnownPolicy(policy);
  if (!policy.passwordAllowed) throw new LoginError('blocked-by-policy');
}

/** Throws `blocked-by-policy` unless a one-time code may open an account here. */
export function requireCodeAllowed(policy: EffectivePolicy): void {
  requireKnownPolicy(policy);
  if (!policy.breakGlassAllowed) throw new LoginError('blocked-by-policy');
}

function provedIdentity({ question, unlinked }: Attempt): VerifiedIdentity | null {
  return (question?.tokens ?? unlinked?.evidence.tokens)?.identity ?? null;
}

/** Throws `blocked-by-policy` unless identities may be linked and unlinked on this computer. */
export function requireLinkingAllowed(policy: EffectivePolicy): void {
  if (!policy.linkingAllowed) throw new LoginError('blocked-by-policy');
}
