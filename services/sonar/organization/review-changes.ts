import { recordAudit } from '../audit.ts';
import { activeLinks, endMatchedLinks, type Unlinker, unlink } from '../links/links.ts';
import { ServiceProblem } from '../problem.ts';
import type { Service } from '../service.ts';

/** An address of an account. */
export interface AddressRow {
  readonly id: string;
  readonly account_id: string;
  readonly email: string;
  readonly email_key: string | null;
}

/** Changes what an address is for; "notifications only" ends the links that go with it (R5). */
export function changeAddressPurpose(
  service: Service,
  address: AddressRow,
  purpose: 'sign-in' | 'notifications-only',
  by: Unlinker,
): void {
  service.database.run('UPDATE addresses SET purpose = ? WHERE id = ?', purpose, address.id);
  recordAudit(service, {
    who: by.who,
    what: 'address-purpose-changed',
    accountId: address.account_id,
    device: by.device,
    detail: `${address.email}: ${purpose}`,
  });
  if (purpose === 'notifications-only') {
    endMatchedLinks(service, address.account_id, address.email_key, by);
  }
}

/** Takes an address from its account; the links that go with it end. */
export function removeAddress(service: Service, address: AddressRow, by: Unlinker): void {
  service.database.run('DELETE FROM addresses WHERE id = ?', address.id);
  endMatchedLinks(service, address.account_id, address.email_key, by);
}

interface RecycledRow {
  readonly id: string;
  readonly identity_id: string;
  readonly provider: string;
  readonly email: string;
  readonly email_key: string;
}

/**
 * Decides about a recycled address for the accounts of one organization. Approved, the new identity holds the address
 * there, and the links that others got by it, or would have got, end; refused, the new one never matches it there.
 */
export function decideRecycled(
  service: Service,
  organizationId: string,
  recycledId: string,
  decision: 'approve' | 'refuse',
  by: Unlinker,
): void {
  const row = service.database.get<RecycledRow>(
    'SELECT * FROM recycled_addresses WHERE id = ? AND organization_id = ? AND decision IS NULL',
    recycledId,
    organizationId,
  );
  if (!row) throw new ServiceProblem('not-found');
  service.database.run('UPDATE recycled_addresses SET decision = ? WHERE id = ?', decision, row.id);
  recordAudit(service, {
    who: by.who,
    what: 'recycled-decided',
    organizationId,
    device: by.device,
    detail: `${row.email}: ${decision}`,
  });
  if (decision === 'refuse') return;
  service.database.run(
    'INSERT OR REPLACE INTO address_holders VALUES (?, ?, ?, ?, ?)',
    organizationId,
    row.provider,
    row.email_key,
    row.identity_id,
    service.now(),
  );
  const former = activeLinks(
    service,
    `accounts.organization_id = ? AND links.provider = ? AND links.matched_email_key = ?
       AND links.identity_id <> ?`,
    organizationId,
    row.provider,
    row.email_key,
    row.identity_id,
  );
  for (const link of former) unlink(service, link, 'ended', by);
}
