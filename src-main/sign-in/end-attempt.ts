import type { ErrorCode, Failure } from '../../preload/contract/errors.ts';
import { toFailure } from '../errors/login-error.ts';
import type { ProviderTokens } from '../providers/definition.ts';
import { needsAdministrator } from '../session/end-session.ts';
import type { LiveSessions } from '../session/live-sessions.ts';
import type { Sessions } from '../session/session-ports.ts';
import type { SonarSession } from '../sonar/sonar-service.ts';
import { type Attempt, type Attempts, noteStep, type StepNeeds } from './attempt.ts';
import type { CurrentView } from './current-view.ts';

/** What an attempt is ended with, without a session. */
export interface EndNeeds extends StepNeeds {
  readonly attempts: Attempts;
  readonly view: CurrentView;
  readonly live: Pick<LiveSessions, 'get' | 'update'>;
}

/** What an attempt is ended with by a session. */
export interface OpenNeeds extends StepNeeds {
  readonly attempts: Attempts;
  readonly view: CurrentView;
  readonly sessions: Pick<Sessions, 'open' | 'replace' | 'drop'>;
  /** Why the current account may not be left for this one now, as during a call; null: it may, or there is none. */
  readonly findObjection: (accountId: string) => Promise<Failure | null>;
}

/** These say "this account" of the one that was to be added; beside another one they would seem to be about that. */
export const ofTheAddedAccount: readonly ErrorCode[] = [
  'account-disabled',
  'sso-not-enabled',
  'sso-turned-off',
];

/**
 * Makes the account that the service has opened the active one, which ends the attempt; too late, it ends the session.
 * While the softphone objects to a switch the account is signed in beside the current one, which stays current.
 */
export async function openAccount(
  needs: OpenNeeds,
  attempt: Attempt,
  session: SonarSession,
  tokens: ProviderTokens | null,
): Promise<void> {
  const objection = await needs.findObjection(session.account.id);
  if (!needs.attempts.isCurrent(attempt)) {
    void needs.sessions.drop(session);
    return;
  }
  needs.attempts.finish(attempt);
  noteStep(needs, attempt, 'signed-in');
  const opened = {
    session,
    identity: tokens?.identity ?? null,
    providerRefreshToken: tokens?.refreshToken ?? null,
  };
  if (objection === null) needs.sessions.open(opened);
  else needs.sessions.replace(opened);
  needs.view.showHome(objection);
}

/** Ends an attempt, if it still is the current one, for what was thrown: back to where the person was, with the reason. */
export function endAttempt(needs: EndNeeds, attempt: Attempt, thrown: unknown): void {
  if (!needs.attempts.isCurrent(attempt)) return;
  const found = toFailure(thrown);
  const failure = { ...found, correlationId: attempt.id };
  const { provider } = attempt;
  noteEnd(needs, attempt, found);
  attempt.endedBy = provider === null ? failure : { provider, ...failure };
  needs.attempts.stop();
  if (needsAdministrator(thrown)) takeQuestionBack(needs, attempt, failure);
  // The part of the window that asked for the proof tells how it went, beside what it was for.
  const isTold = attempt.purpose.kind === 'prove' && failure.code !== 'cancelled';
  if (attempt.purpose.kind === 'sign-in' && ofTheAddedAccount.includes(failure.code)) {
    needs.view.show({ kind: 'signed-out', failure: attempt.endedBy });
  } else {
    needs.view.showHome(isTold ? null : attempt.endedBy);
  }
}

/** The page that *Confirm* opens was just seen not to help: from now on the administrator is what helps. */
function takeQuestionBack(
  { live }: Pick<EndNeeds, 'live'>,
  { purpose }: Attempt,
  failure: Failure,
): void {
  if (purpose.kind !== 'confirm') return;
  if (live.get(purpose.accountId).view.status === 'signed-out') return;
  live.update(purpose.accountId, { confirmWith: null, needsAdministrator: failure });
}

/** Notes why an attempt has come to its end without a session. */
export function noteEnd({ log }: StepNeeds, { id, provider }: Attempt, failure: Failure): void {
  const { code, correlationId, providerErrorNumber } = failure;
  log({ attempt: id, provider, step: 'ended', code, correlationId, providerErrorNumber });
}
