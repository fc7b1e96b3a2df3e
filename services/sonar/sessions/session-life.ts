import { randomUUID } from 'node:crypto';
import type { SQLInputValue } from 'node:sqlite';
import { recordAudit } from '../audit.ts';
import type { OperationRequest } from '../http/operation.ts';
import type { IdentityLabel } from '../id-token/identity.ts';
import { noteOrigin } from '../passwords/try-limits.ts';
import type { Service } from '../service.ts';
import { seenInPersonAt } from './caller.ts';
import { keyOf } from './device-proof.ts';
import { issueTokens } from './issue-tokens.ts';
import type { DeviceInfo, SessionRow } from './rows.ts';

/** What was proved of an identity by its ID token: kept with the ticket and the session. */
export interface IdentityProof {
  readonly identityId: string;
  /** What this ID token lets the identity be shown by. */
  readonly label: IdentityLabel;
  /** The `iat` claim, seconds since 1970. */
  readonly issuedAt: number;
  readonly idTokenHash: string;
  readonly nonce: string | null;
  /** Milliseconds since 1970. */
  readonly verifiedAt: number;
}

/** What a session is opened with; `proof` null: with the Sonar password, or a break-glass code. */
export interface SessionInput {
  readonly accountId: string;
  readonly proof: IdentityProof | null;
  readonly device: DeviceInfo;
  /** For the audit. */
  readonly who: string;
  readonly how: 'link' | 'match' | 'password' | 'break-glass';
  /** When it ends whatever renews it, milliseconds since 1970; absent: never by itself. */
  readonly endsAt?: number;
  readonly renamedFrom: string | null;
  /** From where, and with which key. */
  readonly from: SessionOrigin;
  /** What is noted before the answer is made, which tells of it. */
  readonly onOpened?: (sessionId: string) => void;
}

/** What a request that opens a session tells of its sender. */
export type SessionOrigin = Pick<OperationRequest, 'address' | 'proof'>;

function noteDevice({ database, now }: Service, accountId: string, device: DeviceInfo): void {
  database.run(
    `INSERT INTO devices VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (account_id, device_id) DO UPDATE SET name = excluded.name, platform = excluded.platform,
       app_version = excluded.app_version, signed_in_at = excluded.signed_in_at, last_seen_at = excluded.last_seen_at`,
    accountId,
    device.id,
    device.name,
    device.platform,
    device.appVersion,
    now(),
    now(),
  );
}

/** A code was told by somebody else and proves nobody. */
function provedAt(service: Service, { proof, how }: SessionInput): number | null {
  if (how === 'break-glass') return null;
  // The password was typed just now; an ID token was proved when its sign-in started.
  return proof === null || how === 'password' ? service.now() : seenInPersonAt(service, proof);
}

/** Opens a session on one account; answers it as the contract writes it. */
export function openSession(service: Service, input: SessionInput) {
  const { accountId, proof, device, how } = input;
  noteDevice(service, accountId, device);
  noteOrigin(service, accountId, input.from.address);
  const session: SessionRow = {
    id: randomUUID(),
    account_id: accountId,
    identity_id: proof?.identityId ?? null,
    device_id: device.id,
    verified_at: proof?.verifiedAt ?? null,
    token_issued_at: proof?.issuedAt ?? null,
    id_token_hash: proof?.idTokenHash ?? null,
    nonce: proof?.nonce ?? null,
    key_thumbprint: keyOf(input.from.proof),
    created_at: service.now(),
    ended_at: null,
    proved_at: provedAt(service, input),
    ends_at: input.endsAt ?? null,
  };
  service.database.run(
    `INSERT INTO sessions (id, account_id, identity_id, device_id, verified_at, token_issued_at, id_token_hash, nonce,
       key_thumbprint, created_at, proved_at, ends_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    session.id,
    session.account_id,
    session.identity_id,
    session.device_id,
    session.verified_at,
    session.token_issued_at,
    session.id_token_hash,
    session.nonce,
    session.key_thumbprint,
    session.created_at,
    session.proved_at,
    session.ends_at,
  );
  recordAudit(service, {
    who: input.who,
    what: how === 'break-glass' ? 'break-glass-used' : 'signed-in',
    accountId,
    device: device.name,
    detail: how,
  });
  input.onOpened?.(session.id);
  return issueTokens(service, session, input.renamedFrom);
}

/** Why a session ended. */
export type EndReason =
  | 'signed-out'
  | 'signed-out-everywhere'
  | 'device-signed-out'
  | 'link-removed'
  | 'link-ended'
  | 'refresh-token-reused'
  | 'password-changed'
  | 'break-glass-replaced'
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
  const ended = database.all<{ id: string }>(
    `UPDATE sessions SET ended_at = ?, end_reason = ? WHERE ended_at IS NULL${conditions} RETURNING id`,
    now(),
    reason,
    ...values,
  );
  for (const { id } of ended) {
    database.run('DELETE FROM idempotent_answers WHERE session_id = ?', id);
  }
  return ended.length;
}
