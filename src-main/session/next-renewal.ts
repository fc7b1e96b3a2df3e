import type { EffectivePolicy } from '../policy/effective-policy.ts';
import type { IndexedAccount } from './account-index.ts';
import type { LiveSession } from './live-sessions.ts';
import { sessionEndsAt } from './policy-refusal.ts';
import { reverifyDueAt } from './reverify-session.ts';

/** An access token with less life than this is renewed before it is used. */
export const marginMs = 60_000;

/** A service that gives tokens without any life must not make us spin. */
const shortestWaitMs = 1_000;

/**
 * When a session that is online should be renewed, milliseconds since 1970: before its access token ends, when policy
 * ends it, or when the provider should confirm it, but for that not before `confirmNotBefore`. `Infinity` without a
 * token.
 */
export function nextRenewalAt(
  account: IndexedAccount,
  { accessToken, confirmWith, needsAdministrator }: LiveSession,
  policy: EffectivePolicy,
  now: number,
  confirmNotBefore: number,
): number {
  if (accessToken === null) return Number.POSITIVE_INFINITY;
  const lifetime = Math.max(accessToken.expiresAt - now, 0);
  const beforeExpiry = Math.max(
    accessToken.expiresAt - Math.min(marginMs, lifetime / 5),
    now + shortestWaitMs,
  );
  const latest = Math.min(beforeExpiry, sessionEndsAt(policy, account, now));
  // The person was asked or told already; until something is done, the provider is asked again with the next renewal.
  if (confirmWith !== null || needsAdministrator !== null) return latest;
  const due = reverifyDueAt(account, policy.reverifyHours, now);
  return Math.min(latest, Math.max(due, now + marginMs, confirmNotBefore));
}
