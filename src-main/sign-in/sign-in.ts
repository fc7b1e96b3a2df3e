import type { Failure, Provider } from '../../preload/contract.ts';
import { LoginError } from '../errors/login-error.ts';
import type { Attempt, IdentityEvidence, Purpose, RecalledProof } from './attempt.ts';
import { confirmAccount } from './confirm-account.ts';
import { endAttempt, ofTheAddedAccount } from './end-attempt.ts';
import { finishSignIn } from './finish-sign-in.ts';
import { askToLink, linkProved } from './link-from-settings.ts';
import { proveAccount } from './prove-account.ts';
import { proveIdentity } from './prove-identity.ts';
import { requireAllowedAttempt } from './require-allowed-attempt.ts';
import type { SignInPorts } from './sign-in-ports.ts';
import { keepUnsent } from './unsent-evidence.ts';

/**
 * Runs one attempt from the click to its end: prove who the person is, then do what it was for.
 * Replaces an attempt that is still running. Its outcome is the view; the promise never rejects, and answers why the
 * attempt ended without what it was for, null when nothing did.
 */
export async function signIn(
  ports: SignInPorts,
  provider: Provider,
  purpose: Purpose,
  recalled: RecalledProof | null = null,
): Promise<Failure | null> {
  // A proof is given in person each time, and leaves alone what waits for it.
  const isProof = purpose.kind === 'prove';
  const keeping = isProof ? Symbol('proof') : ports.unsentEvidence.begin();
  const attempt = ports.attempts.start(provider, purpose);
  // While the browser is out, so that nothing waits for its start later.
  void ports.credentials.prepare();
  try {
    const evidence =
      recalled === null
        ? await proveIdentity(ports, attempt, provider)
        : recall(ports, attempt, provider, recalled.evidence);
    if (!ports.attempts.isCurrent(attempt)) return whyEnded(attempt);
    await finish(ports, attempt, evidence, keeping, recalled?.mayLink ?? false);
    return null;
  } catch (thrown) {
    endAttempt(ports, attempt, thrown);
    return whyEnded(attempt);
  }
}

/** Goes on with what was proved when the service could not be reached. Throws `timed-out` when nothing is kept any more. */
export function goOn(ports: SignInPorts): void {
  const unsent = ports.unsentEvidence.take();
  if (unsent === null) throw new LoginError('timed-out');
  const { purpose, evidence } = unsent;
  void signIn(ports, evidence.tokens.identity.provider, purpose, { evidence, mayLink: false });
}

/** An attempt that another one has replaced was left by the person. */
function whyEnded({ endedBy }: Attempt): Failure {
  return endedBy ?? { code: 'cancelled' };
}

/** Ends the current attempt as the person wishes: back to where they were, with a quiet word. */
export function cancelSignIn(ports: SignInPorts): void {
  ports.unsentEvidence.forget();
  const attempt = ports.attempts.current();
  if (attempt !== null) endAttempt(ports, attempt, new LoginError('cancelled'));
  else ports.view.showHome(null);
}

/**
 * The screen was locked, and whoever unlocks it may be somebody else: what was proved before opens nothing that has to be
 * asked for. What was asked for already goes on, and so does an attempt whose person is still in the browser.
 */
export function lockScreen(ports: SignInPorts): void {
  ports.unsentEvidence.forget();
  const attempt = ports.attempts.current();
  const view = ports.view.get();
  if (attempt === null) return;
  if (view.kind === 'checking') attempt.isUnattended = true;
  const isAsked = attempt.question !== null || attempt.unlinked !== null;
  const isAnswered = 'busy' in view && view.busy;
  if (isAsked && !isAnswered) endAttempt(ports, attempt, new LoginError('ticket-expired'));
}

/** Ends the current attempt when a changed policy no longer allows it, wherever it is. */
export function applyPolicyToAttempt(ports: SignInPorts): void {
  const attempt = ports.attempts.current();
  if (attempt === null) return;
  try {
    requireAllowedAttempt(ports.policy.current(), attempt);
  } catch (refusal) {
    endAttempt(ports, attempt, refusal);
  }
}

function recall(
  ports: SignInPorts,
  attempt: Attempt,
  provider: Provider,
  recalled: IdentityEvidence,
): IdentityEvidence {
  requireAllowedAttempt(ports.policy.current(), attempt, recalled.tokens.identity);
  ports.view.show({ kind: 'checking', provider });
  return recalled;
}

async function finish(
  ports: SignInPorts,
  attempt: Attempt,
  evidence: IdentityEvidence,
  keeping: symbol,
  mayLink: boolean,
): Promise<void> {
  const { purpose } = attempt;
  try {
    switch (purpose.kind) {
      case 'sign-in':
        return await finishSignIn(ports, attempt, evidence);
      case 'confirm':
        return await confirmAccount(ports, attempt, purpose, evidence);
      case 'prove':
        return await proveAccount(ports, attempt, purpose, evidence);
      case 'link':
        if (mayLink) return await linkProved(ports, attempt, purpose, evidence);
        askToLink(ports, attempt, purpose, { evidence, keeping });
        return;
    }
  } catch (thrown) {
    keepUnsent(ports, keeping, { purpose, evidence }, thrown);
    throw purpose.kind === 'sign-in' ? nameAccount(ports, evidence, thrown) : thrown;
  }
}

/** Adds which account is not opened any more where this computer knows: the one that the identity has opened here. */
function nameAccount(
  { index }: SignInPorts,
  { tokens }: IdentityEvidence,
  thrown: unknown,
): unknown {
  if (!(thrown instanceof LoginError) || !ofTheAddedAccount.includes(thrown.code)) return thrown;
  const [about, another] = index
    .list()
    .filter(({ identity }) => identity?.key === tokens.identity.key);
  if (about === undefined || another !== undefined) return thrown;
  return thrown.with({ accountId: about.summary.id });
}
