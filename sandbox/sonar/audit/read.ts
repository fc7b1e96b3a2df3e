import { type Service, timestamp } from '../service.ts';
import type { AuditRow } from './record.ts';

const pageSize = 50;

/** An event that stands for several says for how many. */
function detailOf({ detail, times }: AuditRow): string | null {
  if (times === 1) return detail;
  return detail === null ? `${times} times` : `${detail} (${times} times)`;
}

/** An event as the contract writes it. */
export function auditBody(row: AuditRow) {
  return {
    id: String(row.id),
    at: timestamp(row.at),
    who: row.who,
    what: row.what,
    accountId: row.account_id,
    device: row.device,
    detail: detailOf(row),
  };
}

/** One page of an organization's events, newest first, older than the event `before`. */
export function readAuditPage({ database }: Service, organizationId: string, before: number) {
  const rows = database.all<AuditRow>(
    'SELECT * FROM audit_events WHERE organization_id = ? AND id < ? ORDER BY id DESC LIMIT ?',
    organizationId,
    before,
    pageSize + 1,
  );
  const page = rows.slice(0, pageSize);
  const hasMore = rows.length > pageSize;
  return { events: page.map(auditBody), next: hasMore ? String(page.at(-1)?.id) : null };
}
