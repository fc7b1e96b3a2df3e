import type { SQLInputValue } from 'node:sqlite';
import { nameOfIdentity, recordAudit } from '../audit/record.ts';
import type { Service } from '../service.ts';
import { endSessions } from '../sessions/end-sessions.ts';

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
