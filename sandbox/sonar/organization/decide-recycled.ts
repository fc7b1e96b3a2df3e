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
 * Decides about a recycled address. Approved, the links that the former identity got by matching it are removed, so
 * that the new one matches next time; refused, the new one never matches it.
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
  const former = activeLinks(
    service,
    `accounts.organization_id = ? AND links.provider = ? AND links.matched_email_key = ?
       AND links.linked_by = 'match' AND links.identity_id <> ?`,
    organizationId,
    row.provider,
    row.email_key,
    row.identity_id,
  );
  for (const link of former) unlink(service, link, 'removed', by);
}
