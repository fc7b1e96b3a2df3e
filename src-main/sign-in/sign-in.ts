import type { Failure } from '../../preload/contract/errors.ts';
import type { Provider } from '../../preload/contract/providers.ts';
import { LoginError } from '../errors/login-error.ts';
import type { Attempt, IdentityEvidence, Purpose, RecalledProof } from './attempt.ts';
import { type EndNeeds, endAttempt } from './end-attempt.ts';
import { type FinishNeeds, finishAttempt } from './finish-sign-in.ts';
import { type ProveNeeds, proveIdentity } from './prove-identity.ts';
import { requireAllowedAttempt, requireRoomForAttempt } from './require-allowed-attempt.ts';
import type { UnsentEvidence } from './unsent-evidence.ts';

/** What an attempt runs with. */
export type SignInNeeds = ProveNeeds & FinishNeeds & { readonly unsentEvidence: UnsentEvidence };

/** What the running attempt is ended with from outside. */
type StopNeeds = EndNeeds & { readonly unsentEvidence: Pick<UnsentEvidence, 'forget'> };

/**
 * Runs one attempt from the click to its end: prove who the person is, then do what it was for.
 * Replaces an attempt that is still running. Its outcome is the view; the promise never rejects, and answers why the
 * attempt ended without what it was for, null when nothing did.
 */
export async function signIn(
  needs: SignInNeeds,
  provider: Provider,
  purpose: Purpose,
  recalled: RecalledProof | null = null,
): Promise<Failure | null> {
  // A proof is given in person each time, and leaves alone what waits for it.
  const isProof = purpose.kind === 'prove';
  const keeping = isProof ? Symbol('proof') : needs.unsentEvidence.begin();
  const attempt = needs.attempts.start(provider, purpose);
  // While the browser is out, so that nothing waits for its start later.
  void needs.credentials.prepare();
  try {
    requireRoomForAttempt(needs.policy.current(), attempt, needs.view.homeAccount());
    const evidence =
      recalled === null
        ? await proveIdentity(needs, attempt, provider)
        : recall(needs, attempt, provider, recalled.evidence);
    if (!needs.attempts.isCurrent(attempt)) return whyEnded(attempt);
    const mayLink = recalled?.mayLink ?? false;
    await finishAttempt(needs, attempt, evidence, { keeping, mayLink });
    return null;
  } catch (thrown) {
    endAttempt(needs, attempt, thrown);
    return whyEnded(attempt);
  }
}

/** Goes on with what was proved when the service could not be reached. Throws `timed-out` when nothing is kept any more. */
export function goOn(needs: SignInNeeds): void {
  const unsent = needs.unsentEvidence.take();
  if (unsent === null) throw new LoginError('timed-out');
  const { purpose, evidence } = unsent;
  void signIn(needs, evidence.tokens.identity.provider, purpose, { evidence, mayLink: false });
}

/** An attempt that another one has replaced was left by the person. */
function whyEnded({ endedBy }: Attempt): Failure {
  return endedBy ?? { code: 'cancelled' };
}

/** Ends the current attempt as the person wishes: back to where they were, with a quiet word. */
export function cancelSignIn(needs: StopNeeds): void {
  needs.unsentEvidence.forget();
  const attempt = needs.attempts.current();
  if (attempt !== null) endAttempt(needs, attempt, new LoginError('cancelled'));
  else needs.view.showHome(null);
}

/**
 * The screen was locked, and another person may unlock it: what was proved before opens nothing that has to be
 * asked for. What was asked for already goes on, and so does an attempt whose person is still in the browser.
 */
export function lockScreen(needs: StopNeeds): void {
  needs.unsentEvidence.forget();
  const attempt = needs.attempts.current();
  const view = needs.view.get();
  if (attempt === null) return;
  // Also while what was proved waits for the person's agreement in the browser.
  if (view.kind === 'checking' || attempt.agreeBy !== null) attempt.isUnattended = true;
  const isAsked = attempt.question !== null || attempt.unlinked !== null;
  const isAnswered = 'busy' in view && view.busy;
  if (isAsked && !isAnswered) endAttempt(needs, attempt, new LoginError('ticket-expired'));
}

/** Ends the current attempt when a changed policy no longer allows it, wherever it is. */
export function applyPolicyToAttempt(needs: EndNeeds & Pick<SignInNeeds, 'policy'>): void {
  const attempt = needs.attempts.current();
  if (attempt === null) return;
  try {
    requireAllowedAttempt(needs.policy.current(), attempt);
    requireRoomForAttempt(needs.policy.current(), attempt, needs.view.homeAccount());
  } catch (refusal) {
    endAttempt(needs, attempt, refusal);
  }
}

function recall(
  needs: Pick<SignInNeeds, 'policy' | 'view'>,
  attempt: Attempt,
  provider: Provider,
  recalled: IdentityEvidence,
): IdentityEvidence {
  requireAllowedAttempt(needs.policy.current(), attempt, recalled.tokens.identity);
  needs.view.show({ kind: 'checking', provider });
  return recalled;
}
