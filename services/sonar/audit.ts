import type { OperationRequest } from './http/operation.ts';
import type { ServiceProblem } from './problem.ts';
import { type Service, timestamp } from './service.ts';

/** What can be recorded; the list of the contract. */
type AuditAction =
  | 'signed-in'
  | 'sign-in-refused'
  | 'password-refused'
  | 'offered'
  | 'link-required'
  | 'linked'
  | 'link-removed'
  | 'link-ended'
  | 'provider-turned-off'
  | 'session-refreshed'
  | 'session-ended'
  | 'refresh-token-reused'
  | 'session-key-refused'
  | 'reverified'
  | 'reverify-refused'
  | 'signed-out'
  | 'signed-out-everywhere'
  | 'device-signed-out'
  | 'softphone-token-issued'
  | 'new-links-told'
  | 'provisioned'
  | 'account-sso-changed'
  | 'address-purpose-changed'
  | 'address-recycled'
  | 'recycled-decided'
  | 'review-exported'
  | 'break-glass-issued'
  | 'break-glass-used'
  | 'break-glass-refused'
  | 'reviewed'
  | 'changed-by-operator';

/** One event: who did what to which account, from which device. Never a secret, never a whole claim set. */
export interface AuditEntry {
  readonly who: string;
  readonly what: AuditAction;
  readonly accountId?: string | null;
  /** Known from the account when there is one. */
  readonly organizationId?: string | null;
  /** The name of the device. */
  readonly device?: string | null;
  readonly detail?: string | null;
}

/** A recorded event as it is stored; `at` in milliseconds since 1970. */
export interface AuditRow {
  readonly id: number;
  readonly at: number;
  readonly who: string;
  readonly what: AuditAction;
  readonly account_id: string | null;
  readonly organization_id: string | null;
  readonly device: string | null;
  readonly detail: string | null;
  /** How often it happened, where events are counted together. */
  readonly times: number;
}

/** Records an event in the transaction of the change it tells about. */
export function recordAudit({ database, now }: Service, entry: AuditEntry): void {
  const accountId = entry.accountId ?? null;
  database.run(
    `INSERT INTO audit_events (at, who, what, account_id, organization_id, device, detail)
     VALUES (?, ?, ?, ?, coalesce(?, (SELECT organization_id FROM accounts WHERE id = ?)), ?, ?)`,
    now(),
    entry.who,
    entry.what,
    accountId,
    entry.organizationId ?? null,
    accountId,
    entry.device ?? null,
    entry.detail ?? null,
  );
}

/** For so long events of one kind are counted together, milliseconds. */
const countedTogetherMs = 60_000;

/**
 * Records what anybody can cause as often as they like: the same event within a minute of the first is counted there,
 * so that nobody can fill the record with requests.
 */
export function recordCounted(service: Service, entry: AuditEntry): void {
  const { database, now } = service;
  const counted = database.run(
    `UPDATE audit_events SET times = times + 1 WHERE id = (
       SELECT id FROM audit_events WHERE what = ? AND at > ? AND who = ? AND account_id IS ? AND detail IS ?
       ORDER BY id DESC LIMIT 1)`,
    entry.what,
    now() - countedTogetherMs,
    entry.who,
    entry.accountId ?? null,
    entry.detail ?? null,
  );
  if (counted === 0) recordAudit(service, entry);
}

/** Which operations leave an event when they refuse. Wrong passwords leave theirs where they are counted. */
const refusals: Readonly<Record<string, AuditAction>> = {
  startSignIn: 'sign-in-refused',
  chooseAccount: 'sign-in-refused',
  linkIdentity: 'sign-in-refused',
  signInWithPassword: 'sign-in-refused',
  signInWithBreakGlassCode: 'sign-in-refused',
  addLink: 'sign-in-refused',
  reverifySession: 'reverify-refused',
};

/** Records a refusal, counted with others of its kind: its code, and why the ID token was not believed; who it was is not known. */
export function recordProblem(
  service: Service,
  request: OperationRequest,
  problem: ServiceProblem,
): void {
  const what = refusals[request.operationId];
  if (!what) return;
  recordCounted(service, {
    who: 'somebody',
    what,
    device: deviceName(request.body),
    detail: problem.reason === null ? problem.code : `${problem.code}: ${problem.reason}`,
  });
}

function deviceName(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('device' in body)) return null;
  const { device } = body;
  if (typeof device !== 'object' || device === null || !('name' in device)) return null;
  return typeof device.name === 'string' ? device.name : null;
}

/** How an identity is named to people: its address and provider. */
export function nameOfIdentity(provider: string, email: string | null): string {
  return `${email ?? 'somebody'} (${provider.charAt(0).toUpperCase()}${provider.slice(1)})`;
}

const pageSize = 50;

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

/** An event that stands for several says for how many. */
function detailOf({ detail, times }: AuditRow): string | null {
  if (times === 1) return detail;
  return detail === null ? `${times} times` : `${detail} (${times} times)`;
}
