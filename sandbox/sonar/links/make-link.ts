import { randomUUID } from 'node:crypto';
import { recordAudit } from '../audit/record.ts';
import { isConstraintError } from '../database/database.ts';
import { ServiceProblem } from '../problem.ts';
import type { Service } from '../service.ts';
import type { IdentityRow } from '../sessions/rows.ts';

/** A link to be made; `emailKey` is the matched address of a match and null otherwise. */
export interface LinkInput {
  readonly identity: IdentityRow;
  readonly accountId: string;
  readonly linkedBy: 'match' | 'password' | 'settings';
  readonly emailKey: string | null;
  readonly who: string;
  readonly device: string | null;
}

/** One row for each identity and account: a link that ended or was removed comes back as a new one. */
const upsert = `
  INSERT INTO links VALUES (?, ?, ?, ?, ?, ?, 'active', ?, NULL)
  ON CONFLICT (identity_id, account_id) DO UPDATE SET
    linked_by = excluded.linked_by, matched_email_key = excluded.matched_email_key, state = 'active',
    linked_at = CASE state WHEN 'active' THEN linked_at ELSE excluded.linked_at END`;

/** Makes a link active; the loser of a race gets `already-linked`, by the constraints of the database. */
export function makeLink(service: Service, input: LinkInput): void {
  const { identity, accountId, linkedBy } = input;
  try {
    service.database.run(
      upsert,
      randomUUID(),
      identity.id,
      identity.provider,
      accountId,
      linkedBy,
      input.emailKey,
      service.now(),
    );
  } catch (error) {
    if (isConstraintError(error)) throw new ServiceProblem('already-linked');
    throw error;
  }
  recordAudit(service, {
    who: input.who,
    what: 'linked',
    accountId,
    device: input.device,
    detail: linkedBy,
  });
}

/** Notes that a link opened its account just now. */
export function noteLinkUse(
  { database, now }: Service,
  identityId: string,
  accountId: string,
): void {
  database.run(
    `UPDATE links SET last_used_at = ? WHERE identity_id = ? AND account_id = ? AND state = 'active'`,
    now(),
    identityId,
    accountId,
  );
}
