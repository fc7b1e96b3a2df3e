import { bodyOf } from '../http/operation.ts';
import { decide, whyClosed } from '../matching/decide.ts';
import { gatherFacts } from '../matching/gather-facts.ts';
import { provePassword } from '../passwords/prove-password.ts';
import { jsonAnswer, problemAnswer, ServiceProblem } from '../problem.ts';
import type { Service } from '../service.ts';
import type { SessionOrigin } from '../sessions/open-session.ts';
import { accountById, accountFacts } from '../sessions/rows.ts';
import { findTicket, type Ticket, useTicket, withTicket } from '../sessions/tickets.ts';
import { openAccount, recordClosed } from './open-account.ts';

interface LinkIdentityBody {
  readonly ticket: string;
  readonly username: string;
  readonly password: string;
}

/** Whether the identity got a link since the ticket was issued: then another request has won. */
function isLinkedMeanwhile(service: Service, ticket: Ticket): boolean {
  const decision = decide(gatherFacts(service, ticket.proof.identityId, ticket.claims));
  return decision.outcome !== 'link-required';
}

function linkAndOpen(service: Service, secret: string, accountId: string, from: SessionOrigin) {
  const ticket = findTicket(service, 'link', secret, from.proof);
  // Looked at only now: whoever does not know the password learns nothing about the account.
  const code = whyClosed(accountFacts(accountById(service, accountId)));
  if (code) {
    recordClosed(service, ticket, accountId, code);
    return problemAnswer(code);
  }
  if (isLinkedMeanwhile(service, ticket)) throw new ServiceProblem('already-linked');
  useTicket(service, ticket);
  return jsonAnswer(200, openAccount(service, ticket, { accountId, by: 'password' }, from));
}

/** POST /sign-ins/link: rule R4, this attempt's ticket and the Sonar password, once. */
export const linkIdentity = withTicket('link', async (service, request) => {
  const { ticket: secret, username, password } = bodyOf<LinkIdentityBody>(request);
  const { proof, device } = findTicket(service, 'link', secret, request.proof);
  const proved = await provePassword(service, {
    username,
    password,
    identityId: proof.identityId,
    address: request.address,
    deviceName: device.name,
  });
  if (!proved.right) return proved.answerRefusal;
  return () =>
    proved.isStillRight()
      ? linkAndOpen(service, secret, proved.accountId, request)
      : proved.answerRefusal();
});
