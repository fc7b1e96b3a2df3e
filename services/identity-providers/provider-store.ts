import { DatabaseSync } from 'node:sqlite';
import { type Adapter, type AdapterFactory, type AdapterPayload, errors } from 'oidc-provider';

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA busy_timeout = 5000;
  CREATE TABLE IF NOT EXISTS people (
    key TEXT PRIMARY KEY,
    subject TEXT NOT NULL UNIQUE,
    email TEXT,
    name TEXT NOT NULL,
    claims TEXT NOT NULL,
    disabled INTEGER NOT NULL DEFAULT 0,
    departed INTEGER NOT NULL DEFAULT 0,
    interaction_required INTEGER NOT NULL DEFAULT 0,
    last_issued_at INTEGER NOT NULL DEFAULT 0,
    consented INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE IF NOT EXISTS records (
    model TEXT NOT NULL,
    id TEXT NOT NULL,
    payload TEXT NOT NULL,
    account_id TEXT,
    grant_id TEXT,
    uid TEXT,
    consumed INTEGER,
    expires_at INTEGER,
    PRIMARY KEY (model, id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS records_by_grant ON records (grant_id);
  CREATE INDEX IF NOT EXISTS records_by_account ON records (account_id);
  CREATE INDEX IF NOT EXISTS records_by_uid ON records (uid);
  CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
`;

/** One stand-in's whole state, in one SQLite file, so that a restart keeps sign-ins; throws if the file is unusable. */
export function openProviderStore(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec(schema);
  return database;
}

function epochSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

function toPayload(row: Record<string, unknown> | undefined): AdapterPayload | undefined {
  if (!row) return undefined;
  const payload = JSON.parse(String(row.payload)) as AdapterPayload;
  return row.consumed === null ? payload : { ...payload, consumed: Number(row.consumed) };
}

/** Where oidc-provider keeps sessions, grants, codes and tokens: one table, whatever the model. */
export function createRecordAdapter(database: DatabaseSync): AdapterFactory {
  const upsert = database.prepare(`
    INSERT INTO records (model, id, payload, account_id, grant_id, uid, expires_at)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (model, id) DO UPDATE SET payload = excluded.payload, account_id = excluded.account_id,
      grant_id = excluded.grant_id, uid = excluded.uid, expires_at = excluded.expires_at`);
  const find = database.prepare('SELECT payload, consumed FROM records WHERE model = ? AND id = ?');
  const findByUid = database.prepare(
    'SELECT payload, consumed FROM records WHERE model = ? AND uid = ?',
  );
  const consume = database.prepare(
    'UPDATE records SET consumed = ? WHERE model = ? AND id = ? AND consumed IS NULL',
  );
  const destroy = database.prepare('DELETE FROM records WHERE model = ? AND id = ?');
  const destroyGrant = database.prepare(
    "DELETE FROM records WHERE grant_id = ? OR (model = 'Grant' AND id = ?)",
  );
  const destroyByGrant = database.prepare('DELETE FROM records WHERE grant_id = ?');
  const sweep = database.prepare('DELETE FROM records WHERE expires_at < ?');
  sweep.run(epochSeconds());

  return (model: string): Adapter => ({
    async upsert(id, payload, expiresIn) {
      upsert.run(
        model,
        id,
        JSON.stringify(payload),
        payload.accountId ?? null,
        payload.grantId ?? null,
        payload.uid ?? null,
        expiresIn === undefined ? null : epochSeconds() + expiresIn,
      );
    },
    find: async (id) => toPayload(find.get(model, id)),
    findByUid: async (uid) => toPayload(findByUid.get(model, uid)),
    findByUserCode: async () => undefined,
    async consume(id) {
      if (consume.run(epochSeconds(), model, id).changes > 0) return;
      // Two requests read the same unused code or refresh token at once; the second one is a replay,
      // and what came of the first is taken back (RFC 9700 section 4.14.2).
      const grantId = toPayload(find.get(model, id))?.grantId;
      if (grantId) destroyGrant.run(grantId, grantId);
      throw new errors.InvalidGrant('already used');
    },
    destroy: async (id) => void destroy.run(model, id),
    revokeByGrantId: async (grantId) => void destroyByGrant.run(grantId),
  });
}

/** Takes back every grant of one person, with the codes and tokens that came of them; how many grants. */
export function revokeGrantsOf(database: DatabaseSync, subject: string): number {
  const grants = database
    .prepare("DELETE FROM records WHERE account_id = ? AND model = 'Grant'")
    .run(subject);
  database
    .prepare("DELETE FROM records WHERE account_id = ? AND model NOT IN ('Session', 'Interaction')")
    .run(subject);
  return Number(grants.changes);
}

/** Ends the browser sessions of one person, or of everybody. */
export function endBrowserSessions(database: DatabaseSync, subject: string | null): void {
  if (subject === null) {
    database.prepare("DELETE FROM records WHERE model = 'Session'").run();
  } else {
    database.prepare("DELETE FROM records WHERE model = 'Session' AND account_id = ?").run(subject);
  }
}
