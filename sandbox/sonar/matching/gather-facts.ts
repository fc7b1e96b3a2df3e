import type { Service } from '../service.ts';
import { type AccountRow, accountFacts } from '../sessions/rows.ts';
import type { MatchingFacts } from './decide.ts';
import { emailDomainOf, emailKeyOf } from './email-key.ts';
import type { EmailClaims } from './is-authoritative.ts';

const accountColumns = `accounts.*, organizations.name AS organization_name,
  organizations.sso_on AS organization_sso_on`;
const joinOrganization = 'JOIN organizations ON organizations.id = accounts.organization_id';

/** Whether another subject of the same provider holds a match-made link under this e-mail. */
const heldByAnother = `
  SELECT 1 FROM links WHERE provider = ? AND matched_email_key = ? AND identity_id <> ?
    AND state = 'active' AND linked_by = 'match' LIMIT 1`;

/** Whether an office manager has refused this identity under this e-mail. */
const refused = `
  SELECT 1 FROM recycled_addresses WHERE identity_id = ? AND email_key = ? AND decision = 'refuse' LIMIT 1`;

/** Reads all that the decision about an identity depends on; in the transaction that acts on it. */
export function gatherFacts(
  { database }: Service,
  identityId: string,
  claims: EmailClaims,
): MatchingFacts {
  const emailKey = emailKeyOf(claims.email);
  const linked = database.all<AccountRow>(
    `SELECT ${accountColumns}
     FROM links JOIN accounts ON accounts.id = links.account_id ${joinOrganization}
     WHERE links.identity_id = ? AND links.state = 'active' ORDER BY accounts.id`,
    identityId,
  );
  const associated = database.all<
    AccountRow & { purpose: 'sign-in' | 'notifications-only'; link_state: string | null }
  >(
    `SELECT ${accountColumns}, addresses.purpose, links.state AS link_state
     FROM addresses JOIN accounts ON accounts.id = addresses.account_id
       ${joinOrganization}
       LEFT JOIN links ON links.identity_id = ? AND links.account_id = accounts.id
     WHERE addresses.email_key = ? ORDER BY accounts.id`,
    identityId,
    emailKey,
  );
  const domain = database.get<{ microsoft_tenant_id: string | null }>(
    'SELECT microsoft_tenant_id FROM domains WHERE domain = ?',
    emailDomainOf(claims.email),
  );
  return {
    claims,
    tenantOfDomain: domain?.microsoft_tenant_id ?? null,
    linked: linked.map(accountFacts),
    associated: associated.map((row) => ({
      ...accountFacts(row),
      purpose: row.purpose,
      linkRemoved: row.link_state === 'removed',
    })),
    addressRecycled:
      database.get(heldByAnother, claims.provider, emailKey, identityId) !== undefined ||
      database.get(refused, identityId, emailKey) !== undefined,
  };
}
