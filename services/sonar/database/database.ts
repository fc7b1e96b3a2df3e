import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { emailKeyOf } from '../matching/decide.ts';
import { migrations } from './migrations.ts';

/** One SQLite database; statements are prepared once. `T` is what the SQL is known to select. */
export interface Database {
  all<T>(sql: string, ...values: SQLInputValue[]): T[];
  get<T>(sql: string, ...values: SQLInputValue[]): T | undefined;
  /** Answers how many rows changed. */
  run(sql: string, ...values: SQLInputValue[]): number;
  /** Runs several statements without values. */
  script(sql: string): void;
  /** All of `work` or nothing of it; a transaction inside another joins it. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/** How much of the file is kept in memory at most, KiB. */
const cacheKib = 65_536;

/** From so many pages of 4 kB in the log on, the one who writes brings them into the file itself. */
const longestLog = 16_384;

/**
 * Opens the file, made when missing. A commit survives the death of the process, `kill -9` included; only a power cut
 * could take what came after the last checkpoint (`synchronous=NORMAL`), which a stand-in on one machine can afford. A writer waits up to
 * two seconds for another process. `onCommit` is called after each transaction. Throws SQLite's own errors.
 */
export function openDatabase(path: string, onCommit: () => void = () => undefined): Database {
  const sqlite = new DatabaseSync(path, { enableForeignKeyConstraints: true, timeout: 2_000 });
  sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  sqlite.exec(`PRAGMA wal_autocheckpoint = ${longestLog}; PRAGMA cache_size = -${cacheKib};`);
  // Steps of the schema compare addresses, too.
  sqlite.function('email_key_of', { deterministic: true }, (email) =>
    typeof email === 'string' ? emailKeyOf(email) : null,
  );
  const statements = new Map<string, StatementSync>();
  function prepared(sql: string): StatementSync {
    const known = statements.get(sql);
    if (known) return known;
    // SQLite makes the plan of a join again for each new value of a bare parameter, which takes longer than the question.
    const statement = sqlite.prepare(sql.replaceAll('?', '+?'));
    statements.set(sql, statement);
    return statement;
  }
  let inTransaction = false;
  return {
    all: <T>(sql: string, ...values: SQLInputValue[]) => prepared(sql).all(...values) as T[],
    get: <T>(sql: string, ...values: SQLInputValue[]) =>
      prepared(sql).get(...values) as T | undefined,
    run: (sql, ...values) => Number(prepared(sql).run(...values).changes),
    script: (sql) => sqlite.exec(sql),
    transaction(work) {
      if (inTransaction) return work();
      prepared('BEGIN IMMEDIATE').run();
      inTransaction = true;
      try {
        const result = work();
        prepared('COMMIT').run();
        onCommit();
        return result;
      } catch (error) {
        if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
        throw error;
      } finally {
        inTransaction = false;
      }
    },
    close: () => sqlite.close(),
  };
}

/** Brings the log into the file beside the work of the service, which would otherwise wait for the disk. */
export interface Checkpoints {
  /** To be called after each transaction. */
  readonly noteCommit: () => void;
  /** To be called before the database is closed. */
  close(): Promise<void>;
}

/** After so many transactions the log is brought into the file. */
const commitsBetween = 256;

/** What the thread does each time it is asked. Where another does the same at the time, it is done. */
const checkpointing = `
  const { DatabaseSync } = require('node:sqlite');
  const { parentPort, workerData } = require('node:worker_threads');
  const sqlite = new DatabaseSync(workerData);
  parentPort.on('message', (isLast) => {
    if (isLast) {
      sqlite.close();
      parentPort.close();
      return;
    }
    sqlite.exec('PRAGMA synchronous = NORMAL; PRAGMA wal_checkpoint(PASSIVE);');
    parentPort.postMessage('done');
  });`;

/** A thread for it starts when there has been much to do; it never keeps a process from ending. */
export function createCheckpoints(path: string): Checkpoints {
  let worker: Worker | null = null;
  let commits = 0;
  let isBusy = false;
  function start(): Worker {
    const started = new Worker(checkpointing, { eval: true, workerData: path });
    started.unref();
    started.on('message', () => {
      isBusy = false;
    });
    // Without it the one who writes does it, later, or the next one.
    started.on('error', () => undefined);
    started.on('exit', () => {
      worker = null;
      isBusy = false;
    });
    return started;
  }
  return {
    noteCommit() {
      commits += 1;
      if (isBusy || commits < commitsBetween) return;
      commits = 0;
      isBusy = true;
      worker ??= start();
      worker.postMessage(false);
    },
    async close() {
      if (worker === null) return;
      // One that fails has ended as well.
      const { promise: ended, resolve } = Promise.withResolvers<void>();
      worker.once('exit', () => resolve());
      worker.ref();
      worker.postMessage(true);
      await ended;
    },
  };
}

function sqliteErrorNumber(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error)) return null;
  return typeof error.errcode === 'number' ? error.errcode : null;
}

/** Whether SQLite refused a row because of a constraint (result code 19 and its extended codes). */
export function isConstraintError(error: unknown): boolean {
  const number = sqliteErrorNumber(error);
  return number !== null && (number & 0xff) === 19;
}

/** Whether SQLite could not do its work: locked, full, input or output error, damaged. */
export function isDatabaseFault(error: unknown): boolean {
  return sqliteErrorNumber(error) !== null && !isConstraintError(error);
}

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
