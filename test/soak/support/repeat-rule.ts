import { join } from 'node:path';
import { query } from './profile.ts';
import type { SoakDesktop } from './soak-desktop.ts';

/**
 * Whether the service ended the newest session of an account by the rule of ADR 0004, because the answers to so many
 * renewals in a row were asked for twice. Then it is what the contract promises, and no fault.
 */
export function wasEndedByRepeats({ folder }: SoakDesktop, accountId: string): boolean {
  const file = join(folder, 'sandbox', 'sonar.sqlite');
  const [session] = query(
    file,
    `SELECT id, end_reason FROM sessions WHERE account_id = ? ORDER BY created_at DESC LIMIT 1`,
    accountId,
  );
  if (session?.end_reason !== 'refresh-token-reused') return false;
  const tokens = query(
    file,
    `SELECT repeats FROM refresh_tokens WHERE session_id = ? AND used_at IS NOT NULL
     ORDER BY sequence DESC LIMIT 3`,
    String(session.id),
  ).map(({ repeats }) => Number(repeats));
  const [newest = 0, before = 0, beforeThat = 0] = tokens;
  return newest >= 2 || (before > 0 && beforeThat > 0);
}
