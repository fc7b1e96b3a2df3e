import { LoginError } from '../errors/login-error.ts';
import { callWithFreshProof, type FreshProofNeeds } from '../session/call-as-account.ts';
import type { Sessions } from '../session/session-ports.ts';
import type { SonarService } from '../sonar/sonar-service.ts';
import {
  type Attempt,
  type IdentityEvidence,
  noteQuestion,
  noteStep,
  type Purpose,
  type UnlinkedProof,
} from './attempt.ts';
import { type EndNeeds, endAttempt } from './end-attempt.ts';
import { type KeepNeeds, keepUnsent } from './unsent-evidence.ts';

/** What an identity is linked with from the settings. */
export interface LinkNeeds extends EndNeeds, KeepNeeds, FreshProofNeeds {
  readonly sonar: Pick<SonarService, 'addLink'>;
  readonly sessions: FreshProofNeeds['sessions'] & Pick<Sessions, 'tellLinks'>;
  readonly now: () => number;
}

type LinkPurpose = Extract<Purpose, { kind: 'link' }>;

/** The service refuses an ID token that is older than this with a wide margin; the provider is asked again then. */
const answerWithinMs = 240_000;

/**
 * Asks the person whether the identity that was proved is to open the account whose settings are open (R7). A link stays
 * until it is removed, and somebody else may have answered in a browser: nothing is sent before the person has seen whose
 * identity it is.
 */
export function askToLink(
  needs: Pick<LinkNeeds, 'view' | 'log' | 'now'>,
  attempt: Attempt,
  { accountId }: LinkPurpose,
  proof: Pick<UnlinkedProof, 'evidence' | 'keeping'>,
): void {
  const { provider, email } = proof.evidence.tokens.identity;
  noteQuestion(needs, attempt);
  attempt.unlinked = { ...proof, askedAt: needs.now() };
  needs.view.show({
    kind: 'confirming-link',
    identity: { provider, email },
    accountId,
    busy: false,
    failure: null,
  });
}

/** Links the identity that the person was asked about; the session stays as it is. Throws `ticket-expired` without one. */
export async function confirmLink(needs: LinkNeeds): Promise<void> {
  const attempt = needs.attempts.current();
  const view = needs.view.get();
  const unlinked = attempt?.unlinked ?? null;
  if (attempt?.purpose.kind !== 'link' || unlinked === null || view.kind !== 'confirming-link') {
    throw new LoginError('ticket-expired');
  }
  if (view.busy) return;
  needs.view.show({ ...view, busy: true, failure: null });
  const { purpose } = attempt;
  const { evidence, keeping, askedAt } = unlinked;
  try {
    if (needs.now() - askedAt > answerWithinMs) throw new LoginError('ticket-expired');
    await linkProved(needs, attempt, purpose, evidence);
  } catch (thrown) {
    keepUnsent(needs, keeping, { purpose, evidence }, thrown);
    endAttempt(needs, attempt, thrown);
  }
}

/** Links an identity that the person has been asked about. */
export async function linkProved(
  needs: LinkNeeds,
  attempt: Attempt,
  { accountId }: LinkPurpose,
  { tokens, nonceSecret }: IdentityEvidence,
): Promise<void> {
  const { idToken } = tokens.identity;
  const linkId = await callWithFreshProof(needs, accountId, (accessToken) => {
    // Cancelled while the session was renewed.
    attempt.signal.throwIfAborted();
    return needs.sonar.addLink(accessToken, { idToken, nonceSecret });
  });
  noteStep(needs, attempt, 'linked');
  if (!needs.attempts.isCurrent(attempt)) {
    // It was on its way when they left, and stands. Taking it back would take more: a link that was there before, and
    // the right to match again. So they are shown it now, as on every other device, and can remove it.
    void needs.sessions.renew(accountId);
    return;
  }
  // The person has just made this link here, and need not be told of it here.
  void needs.sessions.tellLinks(accountId, [linkId]);
  needs.attempts.finish(attempt);
  needs.view.showHome(null);
}
