import type { Failure } from '../../preload/contract/errors.ts';
import type {
  AccountSummary,
  AskablePage,
  IdentityLabel,
  SessionView,
} from '../../preload/contract/state.ts';
import type { AccountIndex, IndexedAccount } from './account-index.ts';
import type { LiveSessions } from './live-sessions.ts';

/** An account that is signed in on this computer, as the softphone sees it; holds no secret. */
export interface SoftphoneSession {
  readonly account: AccountSummary;
  /** Null: signed in with the Sonar password. */
  readonly identity: IdentityLabel | null;
  readonly status: Exclude<SessionView['status'], 'signed-out'>;
  /** Why it is offline; null otherwise. */
  readonly failure: Failure | null;
  /**
   * True from the first sign-in of this account on this computer until `confirmFirstTime`, over restarts: the time to ask
   * for the address that an emergency call goes out with. Removing the account from the computer begins it anew, and so
   * does each sign-in on a shared computer.
   */
  readonly firstTimeOnThisComputer: boolean;
}

/** Something about an account that needs the person, wherever they are. */
export interface Attention {
  readonly accountId: string;
  /**
   * - `session-ended`: the session is over, and the person has not ended it.
   * - `confirm`: the provider wants to see the person; the session runs on meanwhile.
   * - `keychain-locked`: the sign-in lies in the keychain, which has to be unlocked.
   */
  readonly kind: 'session-ended' | 'confirm' | 'keychain-locked';
  /** The page of the window that has it, for `show`. */
  readonly page: AskablePage;
}

/** What has changed of what needs the person. */
export interface AttentionNews {
  /** What was not so before: told once, until it was cured and comes again. */
  readonly arisen: readonly Attention[];
  /** All that needs the person now; empty: nothing does. */
  readonly now: readonly Attention[];
}

/** One entry of a menu outside of the window, in the person's language. */
export interface MenuEntry {
  /**
   * - `account`: a signed-in account, which it makes the current one; `isChecked` marks that one.
   * - `attention`: what needs the person.
   * - `sign-in`: begins a sign-in, or goes on with the one that waits for the browser.
   * - `sign-out`: signs out of the current account. `open`: shows the window.
   */
  readonly kind: 'account' | 'attention' | 'sign-in' | 'sign-out' | 'open';
  /** Plain text; an ampersand in it is one. */
  readonly label: string;
  readonly isChecked: boolean;
  readonly isEnabled: boolean;
  /** Does what the window's button does, by the same rules. What is refused the window shows. Never rejects. */
  readonly run: () => Promise<void>;
}

/** Where the sessions are looked up. */
export interface SessionSources {
  readonly index: Pick<AccountIndex, 'list' | 'getActiveId'>;
  readonly live: Pick<LiveSessions, 'get'>;
}

/** All signed-in accounts, last used first. */
export function listSessions({ index, live }: SessionSources): readonly SoftphoneSession[] {
  return index
    .list()
    .toSorted((a, b) => b.lastUsedAt.localeCompare(a.lastUsedAt))
    .flatMap((account) => {
      const { view } = live.get(account.summary.id);
      if (view.status !== 'signed-out') return [describe(account, view.status, view.failure)];
      return account.signedIn ? [describe(account, 'renewing', null)] : [];
    });
}

/** The same as the window shows: the active account, or the last used one once that is signed out. */
export function findCurrent(
  { index }: SessionSources,
  open: readonly SoftphoneSession[],
): SoftphoneSession | null {
  return open.find(({ account }) => account.id === index.getActiveId()) ?? open[0] ?? null;
}

/** The id of its account. */
export function findCurrentId(sources: SessionSources): string | null {
  return findCurrent(sources, listSessions(sources))?.account.id ?? null;
}

/** Frozen copies: one softphone's listeners share them, and none can change what the next is told, or what is kept here. */
function describe(
  { summary, identity, isFirstTimeOver }: IndexedAccount,
  status: SoftphoneSession['status'],
  failure: Failure | null,
): SoftphoneSession {
  return Object.freeze({
    account: Object.freeze({ ...summary }),
    identity: identity === null ? null : Object.freeze({ ...identity.label }),
    status,
    failure: failure === null ? null : Object.freeze({ ...failure }),
    firstTimeOnThisComputer: isFirstTimeOver !== true,
  });
}
