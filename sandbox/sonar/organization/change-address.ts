import { recordAudit } from '../audit/record.ts';
import { endMatchedLinks, type Unlinker } from '../links/unlink.ts';
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
