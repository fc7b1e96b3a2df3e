import type { SQLInputValue } from 'node:sqlite';
import type { Service } from '../service.ts';

/** Why a session ended. */
export type EndReason =
  | 'signed-out'
  | 'signed-out-everywhere'
  | 'device-signed-out'
  | 'link-removed'
  | 'link-ended'
  | 'refresh-token-reused'
  | 'password-changed'
  | 'ended-by-operator';

/** Which live sessions to end; all that are given must hold. */
export interface SessionFilter {
  readonly sessionId?: string;
  readonly accountId?: string;
  readonly identityId?: string;
  readonly deviceId?: string;
}

/** Ends live sessions; answers how many. Their tokens are refused from here on, and kept answers forgotten. */
export function endSessions(
  { database, now }: Service,
  filter: SessionFilter,
  reason: EndReason,
): number {
  const columns = {
    id: filter.sessionId,
    account_id: filter.accountId,
    identity_id: filter.identityId,
    device_id: filter.deviceId,
  };
  const wanted = Object.entries(columns).filter(([, value]) => value !== undefined);
  const conditions = wanted.map(([column]) => ` AND ${column} = ?`).join('');
  const values = wanted.map(([, value]) => value as SQLInputValue);
  const ended = database.run(
    `UPDATE sessions SET ended_at = ?, end_reason = ? WHERE ended_at IS NULL${conditions}`,
    now(),
    reason,
    ...values,
  );
  if (ended > 0) {
    database.script(
      'DELETE FROM idempotent_answers WHERE session_id IN (SELECT id FROM sessions WHERE ended_at IS NOT NULL)',
    );
  }
  return ended;
}
