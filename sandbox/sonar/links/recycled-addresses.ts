import { randomUUID } from 'node:crypto';
import { nameOfIdentity, recordAudit } from '../audit/record.ts';
import { type MatchingFacts, recycledAccounts } from '../matching/decide.ts';
import { emailKeyOf } from '../matching/email-key.ts';
import type { Service } from '../service.ts';
import { accountById, type IdentityRow } from '../sessions/rows.ts';

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
