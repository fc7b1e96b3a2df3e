import type { Believed, Commit, Operation, OperationRequest } from '../http/operation.ts';
import { type Answer, ServiceProblem } from '../problem.ts';
import { hashOf } from '../secrets.ts';
import type { Service } from '../service.ts';
import { checkOpen } from './check-open.ts';
import { requireFreshProof } from './fresh-proof.ts';
import { type AccountRow, accountById, type SessionRow } from './rows.ts';

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

/** The session of the access token, or `session-ended`, `access-token-expired` or `insufficient-scope`. */
export function requireLiveSession(service: Service, request: OperationRequest): SessionRow {
  const { database, now } = service;
  const { accessToken, operationId } = request;
  const session = database.get<SessionRow>(
    'SELECT * FROM sessions WHERE id = ? AND ended_at IS NULL',
    sessionIdOf(accessToken),
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

/** An operation for whoever is signed in; runs in one transaction with the check of the access token. */
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
