import type { Database } from './database.ts';
import { migrations } from './migrations.ts';

/** Brings the schema up to date, each step whole or not at all; throws when the file is of a newer service. */
export function migrate(database: Database, now: number): void {
  database.script(
    'CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT',
  );
  const row = database.get<{ version: number | null }>(
    'SELECT max(version) AS version FROM migrations',
  );
  const present = row?.version ?? 0;
  const newest = migrations.at(-1)?.version ?? 0;
  if (present > newest) {
    throw new Error(`The database has schema ${present}, this service knows ${newest}`);
  }
  for (const { version, sql } of migrations.filter((step) => step.version > present)) {
    database.transaction(() => {
      database.script(sql);
      database.run('INSERT INTO migrations (version, applied_at) VALUES (?, ?)', version, now);
    });
  }
}
