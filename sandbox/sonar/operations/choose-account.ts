import { bodyOf } from '../http/operation.ts';
import { type Decision, decide, type OpenAccount, whyClosed } from '../matching/decide.ts';
import { gatherFacts } from '../matching/gather-facts.ts';
import { jsonAnswer, ServiceProblem } from '../problem.ts';
import type { Service } from '../service.ts';
import { accountById, accountFacts } from '../sessions/rows.ts';
import { findTicket, type Ticket, useTicket, withTicket } from '../sessions/tickets.ts';
import { openAccount } from './open-account.ts';

interface ChooseAccountBody {
  readonly ticket: string;
  readonly accountId: string;
}

function openAccountsOf(decision: Decision): readonly OpenAccount[] {
  if (decision.outcome === 'session') return [decision.account];
  return decision.outcome === 'offer' ? decision.accounts : [];
}

/** The account as it stands now: an offer can be ten minutes old, and a link removed since. */
function stillOpen(service: Service, ticket: Ticket, accountId: string): OpenAccount {
  const decision = decide(gatherFacts(service, ticket.proof.identityId, ticket.claims));
  const account = openAccountsOf(decision).find((open) => open.accountId === accountId);
  if (account) return account;
  const code = whyClosed(accountFacts(accountById(service, accountId)));
  throw new ServiceProblem(code ?? 'not-in-offer');
}

/** POST /sign-ins/choose: opens one account of this attempt's offer. */
export const chooseAccount = withTicket('offer', async (service, request) => {
  const { ticket: secret, accountId } = bodyOf<ChooseAccountBody>(request);
  return () => {
    const ticket = findTicket(service, 'offer', secret, request.proof);
    if (!ticket.offered.includes(accountId)) throw new ServiceProblem('not-in-offer');
    const account = stillOpen(service, ticket, accountId);
    useTicket(service, ticket);
    return jsonAnswer(200, openAccount(service, ticket, account, request));
  };
});
