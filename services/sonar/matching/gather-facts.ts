import type { Service } from '../service.ts';
import { type AccountRow, accountFacts } from '../sessions/rows.ts';
import {
  type AddressStanding,
  type EmailClaims,
  emailDomainOf,
  emailKeyOf,
  type MatchingFacts,
} from './decide.ts';

const accountColumns = `accounts.*, organizations.name AS organization_name,
  organizations.sso_on AS organization_sso_on`;
const joinOrganization = 'JOIN organizations ON organizations.id = accounts.organization_id';

/** Accounts with an active link of an identity. */
const linkedAccounts = `
  SELECT ${accountColumns}
  FROM links JOIN accounts ON accounts.id = links.account_id ${joinOrganization}
  WHERE links.identity_id = ? AND links.state = 'active' ORDER BY accounts.id`;

/** Whether another identity of the same provider has ever proved this e-mail. */
const provedByAnother =
  'SELECT 1 FROM proved_addresses WHERE provider = ? AND email_key = ? AND identity_id <> ? LIMIT 1';

/** What the organization of the account has decided about an identity under the address. */
const standingOfIdentity = `
  CASE WHEN EXISTS (
      SELECT 1 FROM recycled_addresses AS decided WHERE decided.organization_id = accounts.organization_id
        AND decided.identity_id = ? AND decided.email_key = addresses.email_key AND decided.decision = 'refuse')
    THEN 'refused'
    ELSE coalesce((
      SELECT CASE WHEN holder.identity_id = ? THEN 'holder' ELSE 'another-holder' END
      FROM address_holders AS holder WHERE holder.organization_id = accounts.organization_id
        AND holder.provider = ? AND holder.email_key = addresses.email_key), 'undecided')
  END`;

/** Accounts with an address. */
const associatedAccounts = `
  SELECT ${accountColumns}, addresses.purpose, links.state AS link_state, ${standingOfIdentity} AS standing
  FROM addresses JOIN accounts ON accounts.id = addresses.account_id
    ${joinOrganization}
    LEFT JOIN links ON links.identity_id = ? AND links.account_id = accounts.id
  WHERE addresses.email_key = ? ORDER BY accounts.id`;

/** The Microsoft tenant that is registered for the domain of an address. */
export function tenantOfDomain({ database }: Service, email: string | null): string | null {
  const domain = database.get<{ microsoft_tenant_id: string | null }>(
    'SELECT microsoft_tenant_id FROM domains WHERE domain = ?',
    emailDomainOf(email),
  );
  return domain?.microsoft_tenant_id ?? null;
}

/** Reads all that the decision about an identity depends on; in the transaction that acts on it. */
export function gatherFacts(
  service: Service,
  identityId: string,
  claims: EmailClaims,
): MatchingFacts {
  const { database } = service;
  const emailKey = emailKeyOf(claims.email);
  const linked = database.all<AccountRow>(linkedAccounts, identityId);
  const associated = database.all<
    AccountRow & {
      purpose: 'sign-in' | 'notifications-only';
      link_state: string | null;
      standing: AddressStanding;
    }
  >(associatedAccounts, identityId, identityId, claims.provider, identityId, emailKey);
  return {
    claims,
    tenantOfDomain: tenantOfDomain(service, claims.email),
    linked: linked.map(accountFacts),
    associated: associated.map((row) => ({
      ...accountFacts(row),
      purpose: row.purpose,
      linkRemoved: row.link_state === 'removed',
      standing: row.standing,
    })),
    addressProvedByAnother:
      database.get(provedByAnother, claims.provider, emailKey, identityId) !== undefined,
  };
}
