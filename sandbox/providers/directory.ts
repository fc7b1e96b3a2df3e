import type { DatabaseSync } from 'node:sqlite';
import type { DirectoryEntry, Person } from './person.ts';

/** The people of one stand-in; changes are on disk when a call returns. */
export interface Directory {
  /** Everybody still in the directory, in the order they were added. */
  list(): DirectoryEntry[];
  findByKey(key: string): DirectoryEntry | undefined;
  findBySubject(subject: string): DirectoryEntry | undefined;
  /** Adds people who are new here; who is known keeps what has happened to them since. */
  add(people: readonly Person[]): void;
  setEmail(key: string, email: string | null, claims: Person['claims']): void;
  setDisabled(key: string, disabled: boolean): void;
  setDeparted(key: string, departed: boolean): void;
  setInteractionRequired(key: string, required: boolean): void;
  hasConsented(subject: string): boolean;
  setConsented(subject: string, consented: boolean): void;
  /** The `iat` for this person's next ID token, in seconds: the present, but later than the one before. */
  nextIssuedAt(subject: string, present: number): number;
}

/** Two ID tokens of one second would look like a replay to a service that asks for a newer `iat`. */
const maxLeadSeconds = 30;

function toEntry(row: Record<string, unknown>): DirectoryEntry {
  return {
    key: String(row.key),
    subject: String(row.subject),
    email: row.email === null ? null : String(row.email),
    name: String(row.name),
    claims: JSON.parse(String(row.claims)) as Person['claims'],
    disabled: row.disabled === 1,
    departed: row.departed === 1,
    interactionRequired: row.interaction_required === 1,
  };
}

/** The directory kept in `database`. */
export function createDirectory(database: DatabaseSync): Directory {
  const byKey = database.prepare('SELECT * FROM people WHERE key = ?');
  const bySubject = database.prepare('SELECT * FROM people WHERE subject = ?');
  const everybody = database.prepare('SELECT * FROM people WHERE departed = 0 ORDER BY rowid');
  const insert = database.prepare(
    'INSERT INTO people (key, subject, email, name, claims) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const update = (column: string) =>
    database.prepare(`UPDATE people SET ${column} = ? WHERE key = ?`);
  const updateEmail = database.prepare('UPDATE people SET email = ?, claims = ? WHERE key = ?');
  const updateConsent = database.prepare('UPDATE people SET consented = ? WHERE subject = ?');
  const updateIssuedAt = database.prepare('UPDATE people SET last_issued_at = ? WHERE subject = ?');
  const [updateDisabled, updateDeparted, updateInteraction] = [
    update('disabled'),
    update('departed'),
    update('interaction_required'),
  ];

  return {
    list: () => everybody.all().map(toEntry),
    findByKey(key) {
      const row = byKey.get(key);
      return row && toEntry(row);
    },
    findBySubject(subject) {
      const row = bySubject.get(subject);
      return row && toEntry(row);
    },
    add(people) {
      database.exec('BEGIN IMMEDIATE');
      try {
        for (const { key, subject, email, name, claims } of people) {
          insert.run(key, subject, email, name, JSON.stringify(claims));
        }
        database.exec('COMMIT');
      } catch (cause) {
        database.exec('ROLLBACK');
        throw cause;
      }
    },
    setEmail: (key, email, claims) => void updateEmail.run(email, JSON.stringify(claims), key),
    setDisabled: (key, disabled) => void updateDisabled.run(Number(disabled), key),
    setDeparted: (key, departed) => void updateDeparted.run(Number(departed), key),
    setInteractionRequired: (key, required) => void updateInteraction.run(Number(required), key),
    hasConsented: (subject) => bySubject.get(subject)?.consented === 1,
    setConsented: (subject, consented) => void updateConsent.run(Number(consented), subject),
    nextIssuedAt(subject, present) {
      const last = Number(bySubject.get(subject)?.last_issued_at ?? 0);
      const issuedAt = Math.min(Math.max(present, last + 1), present + maxLeadSeconds);
      updateIssuedAt.run(issuedAt, subject);
      return issuedAt;
    },
  };
}
