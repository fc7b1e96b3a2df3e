import { randomUUID } from 'node:crypto';
import { nameOfIdentity, recordAudit } from '../audit.ts';
import {
  type EmailClaims,
  emailKeyOf,
  isAuthoritative,
  type MatchingFacts,
  recycledAccounts,
} from '../matching/decide.ts';
import { tenantOfDomain } from '../matching/gather-facts.ts';
import type { Service } from '../service.ts';
import { accountById, type IdentityRow } from '../sessions/rows.ts';

/** The key of an address that the provider speaks for; null when it does not, or when there is none. */
function provedKey(service: Service, claims: EmailClaims): string | null {
  return isAuthoritative(claims, tenantOfDomain(service, claims.email))
    ? emailKeyOf(claims.email)
    : null;
}

/**
 * Remembers for good that an identity proved its address; called whenever it opens or links an account, finds it closed
 * or proves its session again. From here on the address is recycled for every other identity of the provider.
 */
export function noteProvedAddress(service: Service, identityId: string, claims: EmailClaims): void {
  const key = provedKey(service, claims);
  if (key === null) return;
  service.database.run(
    `INSERT INTO proved_addresses VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (provider, email_key, identity_id) DO UPDATE SET last_seen_at = excluded.last_seen_at`,
    claims.provider,
    key,
    identityId,
    service.now(),
    service.now(),
  );
}

/** The address by which matching would bring this account, so that a link from settings ends with it; or null. */
export function addressThatMatches(
  service: Service,
  accountId: string,
  claims: EmailClaims,
): string | null {
  const key = provedKey(service, claims);
  const address = service.database.get(
    `SELECT 1 FROM addresses WHERE account_id = ? AND email_key = ? AND purpose = 'sign-in'`,
    accountId,
    key,
  );
  return address === undefined ? null : key;
}

/** A new case, or an old one that was approved and came back; a refusal stays. */
const upsert = `
  INSERT INTO recycled_addresses VALUES (?, ?, ?, ?, ?, ?, ?, NULL)
  ON CONFLICT (organization_id, identity_id, email_key) DO UPDATE
    SET seen_at = excluded.seen_at, decision = NULL WHERE decision = 'approve'`;

/**
 * Tells the office manager of each organization that has the address on an account that it came back with another
 * identity, once; also when the identity opens an account of another organization meanwhile.
 */
export function reportRecycledAddress(
  service: Service,
  identity: IdentityRow,
  facts: MatchingFacts,
): void {
  const { email } = facts.claims;
  const emailKey = emailKeyOf(email);
  if (email === null || emailKey === null) return;
  const { database, now } = service;
  const organizationIds = recycledAccounts(facts).map(
    (accountId) => accountById(service, accountId).organization_id,
  );
  for (const organizationId of new Set(organizationIds)) {
    const isNew =
      database.run(
        upsert,
        randomUUID(),
        organizationId,
        identity.id,
        identity.provider,
        email,
        emailKey,
        now(),
      ) > 0;
    if (isNew) {
      recordAudit(service, {
        who: nameOfIdentity(identity.provider, email),
        what: 'address-recycled',
        organizationId,
      });
    }
  }
}
