import type { ErrorCode } from '../../preload/contract/errors.ts';
import type { AccountSummary, IdentityLabel } from '../../preload/contract/state.ts';
import { LoginError } from '../errors/login-error.ts';
import type { VerifiedIdentity } from '../providers/definition.ts';

/** The identity an account was opened with, as far as this computer keeps it. */
export interface IndexedIdentity {
  readonly key: string;
  readonly label: IdentityLabel;
  /**
   * Google's `hd` or the Microsoft `tid`, in lower case; null: a personal account. Absent: an older version did not
   * keep it, and the next silent confirmation tells.
   */
  readonly organization?: string | null | undefined;
}

/** An account this computer knows; holds no secret. Times are ISO 8601. */
export interface IndexedAccount {
  readonly summary: AccountSummary;
  readonly isOfficeManager: boolean;
  /** Null: signed in with the Sonar password or a one-time code. */
  readonly identity: IndexedIdentity | null;
  /** True while the keychain holds a session for it. */
  readonly signedIn: boolean;
  /** Why the last session ended, when the person did not end it. */
  readonly endedBy: ErrorCode | null;
  readonly signedInAt: string;
  readonly lastUsedAt: string;
  readonly verifiedAt: string | null;
  readonly reverifyBy: string | null;
  readonly emailRenamedFrom: string | null;
  /** When a session that a one-time code opened ends, whatever renews it. Absent: it was opened otherwise. */
  readonly endsAt?: string | undefined;
  /** The softphone has asked what it asks at the first time on this computer. Absent: not yet. */
  readonly isFirstTimeOver?: true | undefined;
  /** When the office manager last put the reminder of the review away. Absent: never. */
  readonly reminderDismissedAt?: string | undefined;
}

/** The accounts of this profile, kept over restarts. Changes are seen at once and written in the background. */
export interface AccountIndex {
  list(): readonly IndexedAccount[];
  get(accountId: string): IndexedAccount | undefined;
  /**
   * `also`: what becomes of other parts in the same write, so that a killed app has all or nothing. `pendingRemovals`: the
   * whole list from now on. `isActive`: this account is the active one from now on.
   */
  put(
    account: IndexedAccount,
    also?: { readonly pendingRemovals?: readonly string[]; readonly isActive?: true },
  ): void;
  remove(accountId: string): void;
  getActiveId(): string | null;
  setActiveId(accountId: string | null): void;
  /** Keys whose removal the keychain has not confirmed yet; tried again until it does. */
  pendingRemovals(): readonly string[];
  setPendingRemovals(keys: readonly string[]): void;
}

/** What one identity opens; `account` null: always ask. */
export interface Choice {
  readonly label: IdentityLabel;
  readonly account: AccountSummary | null;
}

/** Remembered choices by identity key. */
export interface RememberedChoices {
  list(): readonly { readonly identityKey: string; readonly choice: Choice }[];
  get(identityKey: string): Choice | undefined;
  set(identityKey: string, choice: Choice): void;
  forget(identityKey: string): void;
}

/** A clock that was wrong is seldom set back by more than this; what was kept meanwhile is not held against anybody. */
const skewMs = 600_000;

/**
 * A moment that has passed, as it was kept, in milliseconds since 1970. What is no time, or lies ahead of `now`, tells
 * nothing of how long ago it was: it counts as longer ago than anything (`-Infinity`), so that what hangs on it is due.
 */
export function readPast(kept: string, now: number): number {
  const time = Date.parse(kept);
  return time <= now + skewMs ? time : Number.NEGATIVE_INFINITY;
}

/** A moment until which something holds; what is no time has passed already (`-Infinity`). */
export function readUntil(kept: string): number {
  const time = Date.parse(kept);
  return Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time;
}

/**
 * Throws `identity-mismatch`, with the address to use, when somebody else signed in at the provider than the one asked
 * for, whose account is `account`.
 */
export function requireSameIdentity(
  identity: VerifiedIdentity,
  account: IndexedAccount | undefined,
  expectedKey = account?.identity?.key,
): void {
  if (identity.key === expectedKey) return;
  const email = account?.identity?.label.email ?? null;
  const label = email === null ? {} : { email };
  throw new LoginError('identity-mismatch', { provider: identity.provider, ...label });
}
