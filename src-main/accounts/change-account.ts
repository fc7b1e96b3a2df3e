import { LoginError } from '../errors/login-error.ts';
import type { PolicyReader } from '../policy/effective-policy.ts';
import { requireSwitchingAllowed } from '../policy/require-allowed.ts';
import type { AccountIndex, IndexedAccount, RememberedChoices } from '../session/account-index.ts';
import { type CallingSessions, callAsAccount } from '../session/call-as-account.ts';
import type { ChangeGuard } from '../session/change-guard.ts';
import type { LiveSessions } from '../session/live-sessions.ts';
import type { Sessions } from '../session/session-ports.ts';
import { findCurrentId, type SessionSources } from '../session/softphone-sessions.ts';
import type { Attempts, StepNeeds } from '../sign-in/attempt.ts';
import type { CurrentView } from '../sign-in/current-view.ts';
import type { UnsentEvidence } from '../sign-in/unsent-evidence.ts';
import type { SonarService } from '../sonar/sonar-service.ts';

/** What leads away from the account that is shown, and from an attempt. */
interface LeaveNeeds {
  readonly attempts: Pick<Attempts, 'stop'>;
  readonly unsentEvidence: Pick<UnsentEvidence, 'forget'>;
  readonly view: Pick<CurrentView, 'show' | 'showHome' | 'homeAccount'>;
  readonly policy: Pick<PolicyReader, 'current'>;
}

/** What the active account is changed with, if the softphone does not object. */
export interface ChangeNeeds extends LeaveNeeds {
  readonly guard: Pick<ChangeGuard, 'require'>;
  readonly index: Pick<AccountIndex, 'list' | 'get' | 'put' | 'remove' | 'getActiveId'>;
  readonly live: Pick<LiveSessions, 'get'>;
  readonly sessions: CallingSessions & Pick<Sessions, 'signOut' | 'end'>;
  readonly sonar: Pick<SonarService, 'signOutEverywhere'>;
  readonly choices: Pick<RememberedChoices, 'list' | 'forget'>;
  /** Removes the copies that were kept of broken settings: they name people. */
  readonly dropKeptFiles: () => void;
  readonly now: () => number;
}

/** Shows the sign-in screen while accounts are signed in, to add another. Throws `blocked-by-policy` for one at a time. */
export function addAccount(needs: LeaveNeeds): void {
  requireSwitchingAllowed(needs.policy.current(), needs.view.homeAccount(), null);
  leaveAttempt(needs);
  needs.view.show({ kind: 'signed-out', failure: null });
}

/** Makes another signed-in account the active one; needs neither network nor browser. */
export async function switchAccount(needs: ChangeNeeds, accountId: string): Promise<void> {
  requireMaySwitch(needs, accountId);
  await requireSwitch(needs, accountId);
  // The softphone may have thought about it for a while, and the account may have gone meanwhile.
  const account = requireMaySwitch(needs, accountId);
  leaveAttempt(needs);
  const lastUsedAt = new Date(needs.now()).toISOString();
  needs.index.put({ ...account, lastUsedAt }, { isActive: true });
  needs.view.showHome(null);
}

/** Throws `call-in-progress` when somebody objects to leaving the current account for this one. */
export async function requireSwitch(
  needs: Pick<ChangeNeeds, 'guard' | 'live'> & { readonly index: SessionSources['index'] },
  accountId: string,
): Promise<void> {
  // What the softphone knows as the current one: another has taken the place of an active account that has ended.
  const currentId = findCurrentId(needs) ?? accountId;
  if (currentId === accountId) return;
  await needs.guard.require({ kind: 'switch', accountId: currentId });
}

/**
 * Signs one account out on this computer: always here, and at the service when it can be reached.
 * The provider's consent is left alone: revoking it would sign the person out everywhere.
 */
export async function signOut(needs: ChangeNeeds, accountId: string): Promise<void> {
  const ended = await beginSignOut(needs, accountId);
  needs.view.showHome(null);
  await ended();
}

/** Signs out, forgets the account, whatever choice leads to it, and what still names it. */
export async function removeAccount(needs: ChangeNeeds, accountId: string): Promise<void> {
  const ended = await beginSignOut(needs, accountId);
  for (const { identityKey, choice } of needs.choices.list()) {
    if (choice.account?.id === accountId) needs.choices.forget(identityKey);
  }
  needs.index.remove(accountId);
  needs.dropKeptFiles();
  needs.view.showHome(null);
  await ended();
}

/** Ends every session of the account, on all devices. Throws when the service did not confirm it: then nothing ended. */
export async function signOutEverywhere(needs: ChangeNeeds, accountId: string): Promise<void> {
  await needs.guard.require({ kind: 'sign-out', accountId });
  await callAsAccount(needs.sessions, accountId, needs.sonar.signOutEverywhere);
  leaveAttempt(needs);
  const ended = needs.sessions.end(accountId, null);
  needs.view.showHome(null);
  await ended;
}

/** Signs everybody out and forgets them, at once here and at the service when it can be reached. */
export async function forgetAccounts(
  needs: LeaveNeeds & {
    readonly index: Pick<AccountIndex, 'list' | 'remove'>;
    readonly choices: Pick<RememberedChoices, 'list' | 'forget'>;
    readonly sessions: Pick<Sessions, 'signOut' | 'leave' | 'flush'>;
    readonly policy: Pick<PolicyReader, 'current'>;
    readonly dropKeptFiles: () => void;
  },
): Promise<void> {
  const { index, choices, sessions } = needs;
  leaveAttempt(needs);
  const accountIds = index.list().map(({ summary }) => summary.id);
  for (const accountId of accountIds) void sessions.signOut(accountId);
  // Those of former times, of whom no account is known any more, as well.
  void sessions.leave();
  // At once: an app that is quit while the keychain hangs must leave no name behind.
  for (const accountId of accountIds) index.remove(accountId);
  for (const { identityKey } of choices.list()) choices.forget(identityKey);
  // A policy that cannot be used throws nothing away.
  if (!needs.policy.current().broken.includes('keepSignedIn')) needs.dropKeptFiles();
  needs.view.showHome(null);
  await sessions.flush();
}

/** Notes that the service could not be told of a sign-out yet. */
export function noteUntold({ log }: StepNeeds): void {
  log({ attempt: '', provider: null, step: 'ended', code: 'account-service-unreachable' });
}

/** Ends the session if nobody objects; the function it answers waits for service and keychain, which the window does not. */
async function beginSignOut(needs: ChangeNeeds, accountId: string): Promise<() => Promise<void>> {
  await needs.guard.require({ kind: 'sign-out', accountId });
  if (needs.index.get(accountId) === undefined) throw new LoginError('not-found');
  leaveAttempt(needs);
  const ended = needs.sessions.signOut(accountId);
  return () => ended;
}

/** Stops the running attempt and forgets what was proved for it: that must open nothing for the next person. */
function leaveAttempt({ attempts, unsentEvidence }: LeaveNeeds): void {
  attempts.stop();
  unsentEvidence.forget();
}

function requireMaySwitch(
  { index, live, policy, view }: Pick<ChangeNeeds, 'index' | 'live' | 'policy' | 'view'>,
  accountId: string,
): IndexedAccount {
  const account = index.get(accountId);
  if (account === undefined) throw new LoginError('not-found');
  const isOpen = account.signedIn || live.get(accountId).view.status !== 'signed-out';
  if (!isOpen) throw new LoginError('session-expired');
  requireSwitchingAllowed(policy.current(), view.homeAccount(), accountId);
  return account;
}
