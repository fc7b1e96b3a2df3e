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

const firstWaitMs = 5_000;
const longestWaitMs = 300_000;
const longestRetryAfterMs = 900_000;

/**
 * When to try again after `failures` transient failures in a row (at least 1), milliseconds since 1970:
 * doubling from 5 s to 5 min with up to a quarter of chance, or what the service asked for, at most 15 min.
 */
export function nextTryAt(
  failures: number,
  retryAt: string | undefined,
  now: number,
  random: () => number,
): number {
  const asked = retryAt === undefined ? Number.NaN : Date.parse(retryAt);
  if (!Number.isNaN(asked)) return Math.min(Math.max(asked, now), now + longestRetryAfterMs);
  const wait = Math.min(firstWaitMs * 2 ** (failures - 1), longestWaitMs);
  // Chance keeps an office full of softphones from coming back in the same second.
  return now + wait * (1 + random() / 4);
}

/** Each renewal rotates a token at the service; no fault of ours may make it do so without pause. */
export const betweenRenewalsMs = 2_000;

/** Keeps a distance between two renewals of one account, whatever asks for them. */
interface RenewalFloor {
  /** Ends when the account may be renewed again; null: now, for its last renewal was not a moment ago. */
  wait(accountId: string): Promise<void> | null;
  /** Notes that the account was renewed now. */
  note(accountId: string): void;
}

/** Makes the floor; `now` in milliseconds since 1970, `closing` ends all waiting. */
export function createRenewalFloor(now: () => number, closing: AbortSignal): RenewalFloor {
  const renewedAt = new Map<string, number>();
  return {
    wait(accountId) {
      const since = now() - (renewedAt.get(accountId) ?? Number.NEGATIVE_INFINITY);
      // Below 0 the clock was set back, and tells nothing.
      if (since < 0 || since >= betweenRenewalsMs) return null;
      return new Promise((resolve) => {
        const end = () => {
          clearTimeout(timer);
          closing.removeEventListener('abort', end);
          resolve();
        };
        const timer = setTimeout(end, betweenRenewalsMs - since);
        closing.addEventListener('abort', end);
      });
    },
    note: (accountId) => void renewedAt.set(accountId, now()),
  };
}

/** One pending renewal per account; a later one replaces an earlier one. */
interface RenewalTimers {
  /** `at` in milliseconds since 1970; `Infinity` for never, `NaN` for nobody knows. */
  schedule(accountId: string, at: number): void;
  cancel(accountId: string): void;
  /** Nothing is scheduled any more, by whatever ends later either. */
  close(): void;
}

// Longer waits would overflow setTimeout's 31 bits and fire at once; a day is long enough to look again.
const longestTimerMs = 86_400_000;

// What is no date may be due or not; an hour is soon enough to find out, and nothing spins.
const unknownWaitMs = 3_600_000;

/** Makes the timers; `renew` is called when one is due. */
export function createRenewalTimers(
  renew: (accountId: string) => void,
  now: () => number,
): RenewalTimers {
  const timers = new Map<string, NodeJS.Timeout>();
  let isClosed = false;
  function cancel(accountId: string): void {
    clearTimeout(timers.get(accountId));
    timers.delete(accountId);
  }
  return {
    schedule(accountId, at) {
      cancel(accountId);
      if (isClosed || at === Number.POSITIVE_INFINITY) return;
      const ahead = at - now();
      const wait = Number.isNaN(ahead)
        ? unknownWaitMs
        : Math.min(Math.max(ahead, 0), longestTimerMs);
      timers.set(
        accountId,
        setTimeout(() => {
          timers.delete(accountId);
          renew(accountId);
        }, wait),
      );
    },
    cancel,
    close() {
      isClosed = true;
      for (const accountId of timers.keys()) cancel(accountId);
    },
  };
}
