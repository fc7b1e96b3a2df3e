import type { Database } from './database.ts';

const dayMs = 86_400_000;

/** Deletes what nobody can use any more, so that the file does not grow with every sign-in. */
export function purgeExpired(database: Database, now: number): void {
  database.transaction(() => {
    database.run('DELETE FROM access_tokens WHERE expires_at < ?', now);
    database.run('DELETE FROM tickets WHERE expires_at < ?', now - dayMs);
    database.run('DELETE FROM used_id_tokens WHERE expires_at < ?', now);
    database.run('DELETE FROM idempotent_answers WHERE expires_at < ?', now);
    database.run('DELETE FROM password_tries WHERE window_ends_at < ?', now);
    database.run('DELETE FROM refresh_tokens WHERE expires_at < ?', now);
  });
}
