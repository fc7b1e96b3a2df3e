import { nameOfIdentity, recordAudit } from '../audit/record.ts';
import { bodyOf, type Operation } from '../http/operation.ts';
import { nonceOf } from '../id-token/verify-id-token.ts';
import { noteProvedAddress } from '../links/proved-addresses.ts';
import { reportRecycledAddress } from '../links/recycled-addresses.ts';
import { decide, type MatchingFacts } from '../matching/decide.ts';
import { gatherFacts } from '../matching/gather-facts.ts';
import { type Answer, jsonAnswer, problemAnswer } from '../problem.ts';
import type { Service } from '../service.ts';
import { keyOf } from '../sessions/device-proof.ts';
import type { SessionOrigin } from '../sessions/open-session.ts';
import { accountBody, accountById, type DeviceInfo, identityById } from '../sessions/rows.ts';
import { type Attempt, issueTicket } from '../sessions/tickets.ts';
import { consumeSignIn, identityOf, proofOf } from './consume-id-token.ts';
import { openAccount, recordClosed } from './open-account.ts';

interface StartSignInBody {
  readonly idToken: string;
  readonly nonceSecret: string;
  readonly device: DeviceInfo;
}

function identityBody({ claims, proof }: Attempt) {
  return { provider: claims.provider, email: proof.label.text };
}

function note(
  service: Service,
  attempt: Attempt,
  what: 'offered' | 'link-required',
  detail: string,
) {
  recordAudit(service, {
    who: nameOfIdentity(attempt.claims.provider, attempt.proof.label.text),
    what,
    device: attempt.device.name,
    detail,
  });
}

function answerDecision(
  service: Service,
  attempt: Attempt,
  facts: MatchingFacts,
  from: SessionOrigin,
): Answer {
  const decision = decide(facts);
  const { identityId } = attempt.proof;
  reportRecycledAddress(service, identityById(service, identityId), facts);
  switch (decision.outcome) {
    case 'session':
      return jsonAnswer(200, {
        outcome: 'session',
        session: openAccount(service, attempt, decision.account, from),
      });
    case 'offer': {
      const ids = decision.accounts.map(({ accountId }) => accountId);
      note(service, attempt, 'offered', `${ids.length} accounts`);
      return jsonAnswer(200, {
        outcome: 'offer',
        ...issueTicket(service, 'offer', attempt, ids),
        identity: identityBody(attempt),
        accounts: ids.map((id) => accountBody(accountById(service, id))),
      });
    }
    case 'closed':
      // It was the one who has the address, and what is closed today may be opened later.
      noteProvedAddress(service, identityId, attempt.claims);
      recordClosed(service, attempt, decision.accountId, decision.code);
      return problemAnswer(decision.code);
    case 'link-required': {
      const { reason } = decision;
      note(service, attempt, 'link-required', reason);
      return jsonAnswer(200, {
        outcome: 'link-required',
        ...issueTicket(service, 'link', attempt, []),
        identity: identityBody(attempt),
        reason,
      });
    }
  }
}

/** POST /sign-ins: verify the ID token, use it up, match its identity, answer what was decided. */
export const startSignIn: Operation = async (service, request) => {
  const { idToken, nonceSecret, device } = bodyOf<StartSignInBody>(request);
  const token = await service.verifyIdToken(idToken, {
    kind: 'exactly',
    value: nonceOf(nonceSecret),
  });
  return () => {
    consumeSignIn(service, token);
    const identity = identityOf(service, token);
    const { claims } = token;
    const key = keyOf(request.proof);
    const attempt = { proof: proofOf(service, identity, token), claims, device, key };
    return answerDecision(service, attempt, gatherFacts(service, identity.id, claims), request);
  };
};
