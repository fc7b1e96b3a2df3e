import { provedRepeatMs } from '../sessions/refresh-token.ts';
import type { Database } from './database.ts';

const dayMs = 86_400_000;
/** How long a place from which an account was opened is remembered. */
const originMs = 90 * dayMs;

/** Deletes what nobody can use any more, so that the file does not grow with every sign-in. */
export function purgeExpired(database: Database, now: number): void {
  database.transaction(() => {
    database.run('DELETE FROM access_tokens WHERE expires_at < ?', now);
    database.run('DELETE FROM tickets WHERE expires_at < ?', now - dayMs);
    database.run('DELETE FROM used_id_tokens WHERE expires_at < ?', now);
    database.run('DELETE FROM idempotent_answers WHERE expires_at < ?', now);
    database.run('DELETE FROM password_tries WHERE window_ends_at < ?', now);
    database.run('DELETE FROM refresh_tokens WHERE expires_at < ?', now);
    database.run('DELETE FROM used_proofs WHERE expires_at < ?', now);
    database.run('DELETE FROM account_origins WHERE seen_at < ?', now - originMs);
    database.run(
      'UPDATE refresh_tokens SET sealed_successor = NULL WHERE sealed_successor IS NOT NULL AND used_at < ?',
      now - provedRepeatMs,
    );
  });
}
