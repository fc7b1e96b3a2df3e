import { type Service, timestamp } from '../service.ts';

/** As many as the contract lets one answer tell and one request acknowledge. */
const most = 100;

/** Notes a new link for every device that the account has been opened on; `toldOn`: the one that knows already. */
export function announceLink(
  { database }: Service,
  identityId: string,
  accountId: string,
  toldOn: string | null,
): void {
  const link = database.get<{ id: string }>(
    'SELECT id FROM links WHERE identity_id = ? AND account_id = ?',
    identityId,
    accountId,
  );
  if (!link) throw new Error('the link was not stored');
  database.run(
    `INSERT INTO untold_links SELECT ?, device_id FROM devices WHERE account_id = ? AND device_id IS NOT ?`,
    link.id,
    accountId,
    toldOn,
  );
}

/** A link that is gone is no news for anybody any more. */
export function forgetNews({ database }: Service, linkId: string): void {
  database.run('DELETE FROM untold_links WHERE link_id = ?', linkId);
}

/** Links of the account that its owner was not told of on this device, oldest first, as the contract writes them. */
export function newLinksFor({ database }: Service, accountId: string, deviceId: string) {
  const rows = database.all<{
    id: string;
    provider: string;
    email: string | null;
    linked_by: 'match' | 'password' | 'settings';
    linked_at: number;
    device: string | null;
  }>(
    `SELECT links.id, links.provider, identities.email, links.linked_by, links.linked_at, links.device
     FROM untold_links JOIN links ON links.id = untold_links.link_id
       JOIN identities ON identities.id = links.identity_id
     WHERE untold_links.device_id = ? AND links.account_id = ? AND links.state = 'active'
     ORDER BY links.linked_at, links.id LIMIT ?`,
    deviceId,
    accountId,
    most,
  );
  return rows.map(({ linked_by: linkedBy, linked_at: linkedAt, ...row }) => ({
    ...row,
    linkedBy,
    linkedAt: timestamp(linkedAt),
  }));
}

/** Notes that a code was issued or used, for every device that the account has been opened on. */
export function announceCode({ database }: Service, codeId: string, accountId: string): void {
  database.run(
    'INSERT OR IGNORE INTO untold_codes SELECT ?, device_id FROM devices WHERE account_id = ?',
    codeId,
    accountId,
  );
}

/** Codes for the account that its owner was not told of on this device, oldest first, as the contract writes them. */
export function newCodesFor({ database }: Service, accountId: string, deviceId: string) {
  const rows = database.all<{
    id: string;
    issued_by: string | null;
    issued_at: number;
    used_at: number | null;
    device: string | null;
  }>(
    `SELECT codes.* FROM untold_codes JOIN break_glass_codes AS codes ON codes.id = untold_codes.code_id
     WHERE untold_codes.device_id = ? AND codes.account_id = ? ORDER BY codes.issued_at, codes.id LIMIT ?`,
    deviceId,
    accountId,
    most,
  );
  return rows.map((row) => ({
    id: row.id,
    issuedBy: row.issued_by,
    issuedAt: timestamp(row.issued_at),
    usedAt: row.used_at === null ? null : timestamp(row.used_at),
    device: row.device,
  }));
}

/** Takes links and codes of the account as told on this device; answers how many were news. */
export function markLinksTold(
  { database }: Service,
  accountId: string,
  deviceId: string,
  ids: readonly string[],
): number {
  const forget = [
    `DELETE FROM untold_links WHERE link_id = ? AND device_id = ?
       AND EXISTS (SELECT 1 FROM links WHERE links.id = untold_links.link_id AND account_id = ?)`,
    `DELETE FROM untold_codes WHERE code_id = ? AND device_id = ?
       AND EXISTS (SELECT 1 FROM break_glass_codes AS codes WHERE codes.id = untold_codes.code_id AND account_id = ?)`,
  ];
  const forgotten = ids.flatMap((id) =>
    forget.map((sql) => database.run(sql, id, deviceId, accountId)),
  );
  return forgotten.reduce((told, changed) => told + changed, 0);
}
