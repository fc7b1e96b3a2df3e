import { randomUUID } from 'node:crypto';
import type { SQLInputValue } from 'node:sqlite';
import { nameOfIdentity, recordAudit } from '../audit.ts';
import { isConstraintError } from '../database/database.ts';
import { ServiceProblem } from '../problem.ts';
import type { Service } from '../service.ts';
import type { IdentityRow } from '../sessions/rows.ts';
import { endSessions } from '../sessions/session-life.ts';
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

const insert = `
  INSERT INTO links (id, identity_id, provider, account_id, linked_by, matched_email_key, state, linked_at, device)
  VALUES (?, ?, ?, ?, ?, ?, 'active', ?, ?)`;

/**
 * One row for each identity and account: a link that ended or was removed comes back as a new one, with an id that nobody
 * has read of.
 */
const upsert = `${insert}
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
      former === undefined ? insert : upsert,
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

/** A link with the label of its identity. */
export interface LinkRow {
  readonly id: string;
  readonly identity_id: string;
  readonly account_id: string;
  readonly provider: string;
  readonly email: string | null;
  readonly linked_by: 'match' | 'password' | 'settings';
  readonly linked_at: number;
  readonly last_used_at: number | null;
}

/** Active links that `condition` selects, oldest first; columns of `links`, `accounts` and `identities` may be named. */
export function activeLinks(
  { database }: Service,
  condition: string,
  ...values: SQLInputValue[]
): LinkRow[] {
  return database.all<LinkRow>(
    `SELECT links.id, links.identity_id, links.account_id, links.provider, identities.email, links.linked_by,
       links.linked_at, links.last_used_at
     FROM links JOIN identities ON identities.id = links.identity_id
       JOIN accounts ON accounts.id = links.account_id
     WHERE links.state = 'active' AND ${condition} ORDER BY links.linked_at, links.id`,
    ...values,
  );
}

/** Who unlinks, for the audit. */
export interface Unlinker {
  readonly who: string;
  readonly device: string | null;
}

/**
 * Takes a link away and ends the sessions that it opened. `removed` (by a person) keeps the e-mail from bringing it
 * back; `ended` (its address went) does not.
 */
export function unlink(
  service: Service,
  link: LinkRow,
  state: 'removed' | 'ended',
  by: Unlinker,
): void {
  service.database.run('UPDATE links SET state = ? WHERE id = ?', state, link.id);
  const what = state === 'removed' ? 'link-removed' : 'link-ended';
  endSessions(service, { identityId: link.identity_id, accountId: link.account_id }, what);
  recordAudit(service, {
    who: by.who,
    what,
    accountId: link.account_id,
    device: by.device,
    detail: nameOfIdentity(link.provider, link.email),
  });
}

/** Ends the links of an account that matching made, or would have made, by an address which no longer opens it. */
export function endMatchedLinks(
  service: Service,
  accountId: string,
  emailKey: string | null,
  by: Unlinker,
): void {
  const links = activeLinks(
    service,
    `links.account_id = ? AND links.matched_email_key = ?`,
    accountId,
    emailKey,
  );
  for (const link of links) unlink(service, link, 'ended', by);
}
