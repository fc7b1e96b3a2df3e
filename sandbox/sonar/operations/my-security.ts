import { activeLinks, type LinkRow } from '../links/unlink.ts';
import { emailDomainOf } from '../matching/email-key.ts';
import { jsonAnswer } from '../problem.ts';
import { day, type Service, timestamp } from '../service.ts';
import { type Caller, signedIn } from '../sessions/caller.ts';

interface AddressRow {
  readonly id: string;
  readonly email: string;
  readonly purpose: 'sign-in' | 'notifications-only';
  /** How many accounts it opens here, this one included, and whether it opens one elsewhere. */
  readonly here: number;
  readonly elsewhere: number;
}

/** A link as the account itself sees it. */
export function linkBody(link: LinkRow, currentIdentityId: string | null) {
  return {
    id: link.id,
    provider: link.provider,
    email: link.email,
    linkedBy: link.linked_by,
    linkedAt: timestamp(link.linked_at),
    lastUsedAt: link.last_used_at === null ? null : day(link.last_used_at),
    current: link.identity_id === currentIdentityId,
  };
}

/** The domains of an organization. */
export function domainsOf({ database }: Service, organizationId: string) {
  return database.all<{ domain: string; microsoft_tenant_id: string | null }>(
    'SELECT domain, microsoft_tenant_id FROM domains WHERE organization_id = ?',
    organizationId,
  );
}

function addressesOf({ database }: Service, { account }: Caller): AddressRow[] {
  const counted = (comparison: '=' | '<>') =>
    `(SELECT count(*) FROM addresses AS other JOIN accounts ON accounts.id = other.account_id
      WHERE other.email_key = addresses.email_key AND other.purpose = 'sign-in'
        AND accounts.organization_id ${comparison} ?)`;
  return database.all<AddressRow>(
    `SELECT id, email, purpose, ${counted('=')} AS here, ${counted('<>')} AS elsewhere
     FROM addresses WHERE account_id = ? ORDER BY email`,
    account.organization_id,
    account.organization_id,
    account.id,
  );
}

/** GET /me/security: addresses with the warnings of R5 and R6, links, and what else opens the account. */
export const getMySecurity = signedIn((service, caller) => {
  const { account, session } = caller;
  const rows = addressesOf(service, caller);
  const domains = domainsOf(service, account.organization_id);
  const several = rows.filter(({ purpose }) => purpose === 'sign-in').length > 1;
  function warningsOf(row: AddressRow): string[] {
    if (row.purpose === 'notifications-only') return [];
    const isOutside = !domains.some(({ domain }) => domain === emailDomainOf(row.email));
    return [
      ...(several ? ['several-addresses'] : []),
      ...(row.here + row.elsewhere > 1 ? ['shared-address'] : []),
      ...(isOutside ? ['outside-domain'] : []),
    ];
  }
  const isOn = account.organization_sso_on === 1;
  const hasTenant = domains.some(({ microsoft_tenant_id }) => microsoft_tenant_id !== null);
  return jsonAnswer(200, {
    addresses: rows.map((row) => ({
      id: row.id,
      email: row.email,
      purpose: row.purpose,
      opens: row.here,
      alsoElsewhere: row.elsewhere > 0,
      warnings: warningsOf(row),
    })),
    links: activeLinks(service, 'links.account_id = ?', account.id).map((link) =>
      linkBody(link, session.identity_id),
    ),
    hasPassword: account.password_hash !== null,
    organizationProviders: service.providers.filter(
      (name) => isOn && (name !== 'microsoft' || hasTenant),
    ),
  });
});
