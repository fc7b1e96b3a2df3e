import { randomUUID } from 'node:crypto';
import { recordAudit } from '../audit/record.ts';
import { isConstraintError } from '../database/database.ts';
import { ServiceProblem } from '../problem.ts';
import type { Service } from '../service.ts';
import type { IdentityRow } from '../sessions/rows.ts';
import { announceLink, forgetNews } from './new-links.ts';

/** A link to be made. */
export interface LinkInput {
  readonly identity: IdentityRow;
  readonly accountId: string;
  readonly linkedBy: 'match' | 'password' | 'settings';
  /** The address that the link ends with: what matching used or, from settings, would have used. */
  readonly emailKey: string | null;
  readonly who: string;
  readonly device: { readonly id: string; readonly name: string | null };
}

/**
 * One row for each identity and account: a link that ended or was removed comes back as a new one, with an id that nobody
 * has read of.
 */
const upsert = `
  INSERT INTO links (id, identity_id, provider, account_id, linked_by, matched_email_key, state, linked_at, device)
  VALUES (?, ?, ?, ?, ?, ?, 'active', ?, ?)
  ON CONFLICT (identity_id, account_id) DO UPDATE SET
    id = CASE state WHEN 'active' THEN id ELSE excluded.id END,
    linked_by = excluded.linked_by, state = 'active',
    matched_email_key =
      CASE state WHEN 'active' THEN coalesce(matched_email_key, excluded.matched_email_key)
        ELSE excluded.matched_email_key END,
    linked_at = CASE state WHEN 'active' THEN linked_at ELSE excluded.linked_at END,
    device = CASE state WHEN 'active' THEN device ELSE excluded.device END`;

/** Makes a link active; the loser of a race gets `already-linked`, by the constraints of the database. */
export function makeLink(service: Service, input: LinkInput): void {
  const { identity, accountId, linkedBy } = input;
  const { database } = service;
  const former = database.get<{ id: string; state: string }>(
    'SELECT id, state FROM links WHERE identity_id = ? AND account_id = ?',
    identity.id,
    accountId,
  );
  if (former && former.state !== 'active') forgetNews(service, former.id);
  try {
    database.run(
      upsert,
      randomUUID(),
      identity.id,
      identity.provider,
      accountId,
      linkedBy,
      input.emailKey,
      service.now(),
      input.device.name,
    );
  } catch (error) {
    if (isConstraintError(error)) throw new ServiceProblem('already-linked');
    throw error;
  }
  // A sign-in tells by itself what it links; what was added from settings is told on every device, this one included.
  const toldOn = linkedBy === 'settings' ? null : input.device.id;
  if (former?.state !== 'active') announceLink(service, identity.id, accountId, toldOn);
  recordAudit(service, {
    who: input.who,
    what: 'linked',
    accountId,
    device: input.device.name,
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
