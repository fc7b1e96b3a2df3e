import { whyClosed } from '../matching/decide.ts';
import { ServiceProblem } from '../problem.ts';
import type { Service } from '../service.ts';
import { type AccountRow, accountFacts, type SessionRow } from './rows.ts';

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
