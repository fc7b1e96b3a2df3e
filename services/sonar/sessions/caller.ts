import type { Believed, Commit, Operation, OperationRequest } from '../http/operation.ts';
import { whyClosed } from '../matching/decide.ts';
import { type Answer, ServiceProblem } from '../problem.ts';
import { hashOf } from '../secrets.ts';
import type { Service } from '../service.ts';
import { type AccountRow, accountById, accountFacts, type SessionRow } from './rows.ts';

/** Who calls: a live session and its account. */
export interface Caller {
  readonly session: SessionRow;
  readonly account: AccountRow;
  readonly deviceName: string | null;
}

/** The session an access token names, alive or not, without believing it. */
function sessionIdOf(accessToken: string | null): string {
  return accessToken?.split('.')[0] ?? '';
}

/** All that the access token of a softphone is good for. */
const softphoneOperations: ReadonlySet<string> = new Set(['getMyAccount', 'provisionSoftphone']);

/** The SQL of a session that goes on; takes the time. */
export const isAlive = 'ended_at IS NULL AND (ends_at IS NULL OR ends_at > ?)';

/** The session of the access token, or `session-ended`, `access-token-expired` or `insufficient-scope`. */
export function requireLiveSession(service: Service, request: OperationRequest): SessionRow {
  const { database, now } = service;
  const { accessToken, operationId } = request;
  const session = database.get<SessionRow>(
    `SELECT * FROM sessions WHERE id = ? AND ${isAlive}`,
    sessionIdOf(accessToken),
    now(),
  );
  if (!session || accessToken === null) throw new ServiceProblem('session-ended');
  const token = database.get<{ scope: 'account' | 'softphone' }>(
    'SELECT scope FROM access_tokens WHERE hash = ? AND session_id = ? AND expires_at > ?',
    hashOf(accessToken),
    session.id,
    now(),
  );
  if (!token) throw new ServiceProblem('access-token-expired');
  if (token.scope === 'softphone' && !softphoneOperations.has(operationId)) {
    throw new ServiceProblem('insufficient-scope');
  }
  return session;
}

/** The caller, or `session-ended`, `access-token-expired`, `insufficient-scope`, or why the account is closed. */
export function requireCaller(service: Service, request: OperationRequest): Caller {
  const { database, now } = service;
  const session = requireLiveSession(service, request);
  const account = accountById(service, session.account_id);
  checkOpen(service, session, account);
  database.run(
    'UPDATE devices SET last_seen_at = ? WHERE account_id = ? AND device_id = ?',
    now(),
    account.id,
    session.device_id,
  );
  const device = database.get<{ name: string }>(
    'SELECT name FROM devices WHERE account_id = ? AND device_id = ?',
    account.id,
    session.device_id,
  );
  return { session, account, deviceName: device?.name ?? null };
}

/** An operation for a caller who is signed in; runs in one transaction with the check of the access token. */
export function signedIn(
  work: (service: Service, caller: Caller, request: OperationRequest) => Answer,
): Operation {
  return forCallers(
    async (service, request): Promise<Commit> =>
      () =>
        work(service, requireCaller(service, request), request),
  );
}

/** An operation that calls `requireCaller` itself: kept answers are given to a believed caller of the same account only. */
export function forCallers(operation: Operation): Operation {
  return Object.assign(operation, {
    believe(service: Service, request: OperationRequest): Believed {
      const { account, session } = requireCaller(service, request);
      return { who: `session ${session.id} of account ${account.id}`, sessionId: session.id };
    },
  });
}

/** An operation for office managers, whatever the client shows. */
export function forManagers(
  work: (service: Service, manager: Caller, request: OperationRequest) => Answer,
): Operation {
  return signedIn((service, caller, request) => {
    if (caller.account.is_office_manager !== 1) throw new ServiceProblem('not-office-manager');
    return work(service, caller, request);
  });
}

/** An operation for office managers whose session was proved in person just now. */
export function forProvedManagers(
  work: (service: Service, manager: Caller, request: OperationRequest) => Answer,
): Operation {
  return forManagers((service, manager, request) => {
    requireFreshProof(service, manager);
    return work(service, manager, request);
  });
}

/** The office manager who calls, whose session was proved in person just now; throws for everybody else. */
export function requireProvedManager(service: Service, request: OperationRequest): Caller {
  const manager = requireCaller(service, request);
  if (manager.account.is_office_manager !== 1) throw new ServiceProblem('not-office-manager');
  requireFreshProof(service, manager);
  return manager;
}

/**
 * Refuses a session whose account is closed to it: step 4 of the matching, at every use and every renewal. A password
 * session asks only whether the account is turned off.
 */
export function checkOpen(service: Service, session: SessionRow, account: AccountRow): void {
  if (session.identity_id === null) {
    if (account.disabled === 1) throw new ServiceProblem('account-disabled');
    return;
  }
  const code = whyClosed(accountFacts(account));
  if (code) throw new ServiceProblem(code);
  const link = service.database.get(
    `SELECT id FROM links WHERE identity_id = ? AND account_id = ? AND state = 'active'`,
    session.identity_id,
    account.id,
  );
  if (!link) throw new ServiceProblem('session-ended');
}

/**
 * Refuses a session that a break-glass code opened with `reverify-required`: the code says that somebody may work today,
 * and not that they may change what opens the account.
 */
export function requireOwnProof({ session }: Caller): void {
  if (session.ends_at !== null) throw new ServiceProblem('reverify-required', {}, 'break-glass');
}

/** A proof by an ID token: when it was issued, seconds since 1970, and brought here, milliseconds since 1970. */
interface BroughtToken {
  readonly issuedAt: number;
  readonly verifiedAt: number;
}

/**
 * When the person was seen whose sign-in at the provider an ID token is from, or null when that was too long ago for what
 * lasts: a token that was kept on its way proves who it is of, and not that they are there.
 */
export function seenInPersonAt(service: Service, token: BroughtToken): number | null {
  const age = token.verifiedAt - token.issuedAt * 1_000;
  return age > service.ttl().freshProof ? null : token.verifiedAt;
}

/**
 * Refuses with `reverify-required` unless somebody proved the session in person just now: an access token that was
 * stolen must not become something that lasts.
 */
export function requireFreshProof(service: Service, { session }: Caller): void {
  const { proved_at: provedAt } = session;
  if (provedAt === null || service.now() > provedAt + service.ttl().freshProof) {
    throw new ServiceProblem('reverify-required', {}, 'no fresh proof');
  }
}
