import { nameOfIdentity, recordAudit } from '../audit.ts';
import { bodyOf, type Operation } from '../http/operation.ts';
import { nonceOf } from '../id-token/verify-id-token.ts';
import { noteProvedAddress, reportRecycledAddress } from '../links/addresses.ts';
import {
  type Decision,
  decide,
  type MatchingFacts,
  type OpenAccount,
  whyClosed,
} from '../matching/decide.ts';
import { gatherFacts } from '../matching/gather-facts.ts';
import { provePassword } from '../passwords/prove-password.ts';
import { type Answer, jsonAnswer, problemAnswer, ServiceProblem } from '../problem.ts';
import type { Service } from '../service.ts';
import { keyOf } from '../sessions/device-proof.ts';
import {
  accountBody,
  accountById,
  accountFacts,
  type DeviceInfo,
  identityById,
} from '../sessions/rows.ts';
import { openSession, type SessionOrigin } from '../sessions/session-life.ts';
import {
  type Attempt,
  findTicket,
  issueTicket,
  type Ticket,
  useTicket,
  withTicket,
} from '../sessions/tickets.ts';
import { consumeSignIn, identityOf, openAccount, proofOf, recordClosed } from './open-account.ts';

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
  // Looked at only now: somebody who does not know the password learns nothing about the account.
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

interface SignInWithPasswordBody {
  readonly username: string;
  readonly password: string;
  readonly device: DeviceInfo;
}

/** POST /sessions: a Sonar username and password. Single sign-on being off does not matter here. */
export const signInWithPassword: Operation = async (service, request) => {
  const { username, password, device } = bodyOf<SignInWithPasswordBody>(request);
  const proved = await provePassword(service, {
    username,
    password,
    identityId: null,
    address: request.address,
    deviceName: device.name,
  });
  if (!proved.right) return proved.answerRefusal;
  return () => {
    if (!proved.isStillRight()) return proved.answerRefusal();
    const account = accountById(service, proved.accountId);
    const who = account.username;
    if (account.disabled === 1) {
      const { id: accountId } = account;
      const detail = 'account-disabled';
      recordAudit(service, {
        who,
        what: 'sign-in-refused',
        accountId,
        device: device.name,
        detail,
      });
      return problemAnswer('account-disabled');
    }
    return jsonAnswer(
      201,
      openSession(service, {
        accountId: account.id,
        proof: null,
        device,
        who,
        how: 'password',
        renamedFrom: null,
        from: request,
      }),
    );
  };
};
