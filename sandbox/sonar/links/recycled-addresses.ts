import { randomUUID } from 'node:crypto';
import { nameOfIdentity, recordAudit } from '../audit/record.ts';
import { emailKeyOf } from '../matching/email-key.ts';
import type { Service } from '../service.ts';
import type { IdentityRow } from '../sessions/rows.ts';

/** Organizations where another identity got in by matching this address. */
const holders = `
  SELECT DISTINCT accounts.organization_id AS id FROM links JOIN accounts ON accounts.id = links.account_id
  WHERE links.provider = ? AND links.matched_email_key = ? AND links.identity_id <> ?
    AND links.state = 'active' AND links.linked_by = 'match'`;

/** A new case, or an old one that was approved and came back; a refusal stays. */
const upsert = `
  INSERT INTO recycled_addresses VALUES (?, ?, ?, ?, ?, ?, ?, NULL)
  ON CONFLICT (organization_id, identity_id, email_key) DO UPDATE
    SET seen_at = excluded.seen_at, decision = NULL WHERE decision = 'approve'`;

/** Tells the office managers that an address came back with another identity, once. */
export function reportRecycledAddress(
  service: Service,
  identity: IdentityRow,
  email: string | null,
): void {
  const emailKey = emailKeyOf(email);
  if (email === null || emailKey === null) return;
  const { database, now } = service;
  const organizations = database.all<{ id: string }>(
    holders,
    identity.provider,
    emailKey,
    identity.id,
  );
  for (const { id } of organizations) {
    const isNew =
      database.run(
        upsert,
        randomUUID(),
        id,
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
        organizationId: id,
      });
    }
  }
}
