import type { ErrorCode, Failure } from '../../preload/contract.ts';
import { toFailure } from '../errors/login-error.ts';
import { needsAdministrator } from '../session/definite-end.ts';
import type { Attempt } from './attempt.ts';
import type { SignInPorts } from './sign-in-ports.ts';

/** These say "this account" of the one that was to be added; beside another one they would seem to be about that. */
export const ofTheAddedAccount: readonly ErrorCode[] = [
  'account-disabled',
  'sso-not-enabled',
  'sso-turned-off',
];

/** Ends an attempt, if it still is the current one, for what was thrown: back to where the person was, with the reason. */
export function endAttempt(ports: SignInPorts, attempt: Attempt, thrown: unknown): void {
  if (!ports.attempts.isCurrent(attempt)) return;
  const found = toFailure(thrown);
  const failure = { ...found, correlationId: attempt.id };
  const { provider } = attempt;
  noteEnd(ports, attempt, found);
  attempt.endedBy = provider === null ? failure : { provider, ...failure };
  ports.attempts.stop();
  if (needsAdministrator(thrown)) takeQuestionBack(ports, attempt, failure);
  // Whoever asked for the proof tells how it went, beside what it was for.
  const isTold = attempt.purpose.kind === 'prove' && failure.code !== 'cancelled';
  if (attempt.purpose.kind === 'sign-in' && ofTheAddedAccount.includes(failure.code)) {
    ports.view.show({ kind: 'signed-out', failure: attempt.endedBy });
  } else {
    ports.view.showHome(isTold ? null : attempt.endedBy);
  }
}

/** The page that *Confirm* opens was just seen not to help: from now on the administrator is what helps. */
function takeQuestionBack({ live }: SignInPorts, { purpose }: Attempt, failure: Failure): void {
  if (purpose.kind !== 'confirm') return;
  if (live.get(purpose.accountId).view.status === 'signed-out') return;
  live.update(purpose.accountId, { confirmWith: null, needsAdministrator: failure });
}

/** Notes why an attempt has come to its end without a session. */
export function noteEnd(ports: SignInPorts, attempt: Attempt, failure: Failure): void {
  const { code, correlationId, providerErrorNumber } = failure;
  ports.log({
    attempt: attempt.id,
    provider: attempt.provider,
    step: 'ended',
    code,
    correlationId,
    providerErrorNumber,
  });
}
