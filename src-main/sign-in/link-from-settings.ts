import { LoginError } from '../errors/login-error.ts';
import type { Attempt, IdentityEvidence, Purpose, UnlinkedProof } from './attempt.ts';
import { endAttempt } from './end-attempt.ts';
import { noteQuestion } from './finish-sign-in.ts';
import { callWithFreshProof } from './fresh-proof.ts';
import type { SignInPorts } from './sign-in-ports.ts';
import { keepUnsent } from './unsent-evidence.ts';

type LinkPurpose = Extract<Purpose, { kind: 'link' }>;

/** The service refuses an ID token that is older than this with a wide margin; the provider is asked again then. */
const answerWithinMs = 240_000;

/**
 * Asks the person whether the identity that was proved is to open the account whose settings are open (R7). A link stays
 * until it is removed, and somebody else may have answered in a browser: nothing is sent before the person has seen whose
 * identity it is.
 */
export function askToLink(
  ports: SignInPorts,
  attempt: Attempt,
  { accountId }: LinkPurpose,
  proof: Pick<UnlinkedProof, 'evidence' | 'keeping'>,
): void {
  const { provider, email } = proof.evidence.tokens.identity;
  noteQuestion(ports, attempt);
  attempt.unlinked = { ...proof, askedAt: ports.now() };
  ports.view.show({
    kind: 'confirming-link',
    identity: { provider, email },
    accountId,
    busy: false,
    failure: null,
  });
}

/** Links the identity that the person was asked about; the session stays as it is. Throws `ticket-expired` without one. */
export async function confirmLink(ports: SignInPorts): Promise<void> {
  const attempt = ports.attempts.current();
  const view = ports.view.get();
  const unlinked = attempt?.unlinked ?? null;
  if (attempt?.purpose.kind !== 'link' || unlinked === null || view.kind !== 'confirming-link') {
    throw new LoginError('ticket-expired');
  }
  if (view.busy) return;
  ports.view.show({ ...view, busy: true, failure: null });
  const { purpose } = attempt;
  const { evidence, keeping, askedAt } = unlinked;
  try {
    if (ports.now() - askedAt > answerWithinMs) throw new LoginError('ticket-expired');
    await linkProved(ports, attempt, purpose, evidence);
  } catch (thrown) {
    keepUnsent(ports, keeping, { purpose, evidence }, thrown);
    endAttempt(ports, attempt, thrown);
  }
}

/** Links an identity that the person has been asked about. */
export async function linkProved(
  ports: SignInPorts,
  attempt: Attempt,
  { accountId }: LinkPurpose,
  { tokens, nonceSecret }: IdentityEvidence,
): Promise<void> {
  const { idToken } = tokens.identity;
  const linkId = await callWithFreshProof(ports, accountId, (accessToken) => {
    // Cancelled while the session was renewed.
    attempt.signal.throwIfAborted();
    return ports.sonar.addLink(accessToken, { idToken, nonceSecret });
  });
  ports.log({ attempt: attempt.id, provider: attempt.provider, step: 'linked', code: null });
  if (!ports.attempts.isCurrent(attempt)) {
    // It was on its way when they left, and stands. Taking it back would take more: a link that was there before, and
    // the right to match again. So they are shown it now, as on every other device, and can remove it.
    void ports.sessions.renew(accountId);
    return;
  }
  // Whoever has just linked it here need not be told of it here.
  void ports.sessions.tellLinks(accountId, [linkId]);
  ports.attempts.finish(attempt);
  ports.view.showHome(null);
}
