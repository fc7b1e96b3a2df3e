import { recordAudit } from '../audit/record.ts';
import { activeLinks, type Unlinker, unlink } from '../links/unlink.ts';
import { ServiceProblem } from '../problem.ts';
import type { Service } from '../service.ts';

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
