import type { DatabaseSync } from 'node:sqlite';
import { errors, type KoaContextWithOIDC } from 'oidc-provider';

/** Somebody with an account at a stand-in, as its directory knows them. */
export interface Person {
  /** The sandbox's own handle; never on the wire to the app. */
  readonly key: string;
  /** The `sub` claim: what the account is, whatever its address. */
  readonly subject: string;
  /** Null: the account has no address. */
  readonly email: string | null;
  readonly name: string;
  /** Everything else the provider says of them: `hd`, `email_verified`, `tid`, `oid`, `xms_edov` … */
  readonly claims: Readonly<Record<string, string | boolean>>;
}

/** A person and what has happened to their account at the provider. */
export interface DirectoryEntry extends Person {
  /** Turned off by their organization: neither signs in nor renews. */
  readonly disabled: boolean;
  /** Left the directory: gone from the picker as well, as after a recycled address. */
  readonly departed: boolean;
  /** The next renewal is refused until the person was seen in the browser. */
  readonly interactionRequired: boolean;
}

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

/**
 * Whether the person behind `subject` may go on, asked at every step of the engine.
 * A renewal is refused with `invalid_grant` for a disabled or departed account, with `interaction_required` when the
 * provider wants to see the person again (OpenID Connect Core section 3.1.2.6).
 */
export function checkAccount(
  directory: Directory,
  ctx: KoaContextWithOIDC,
  subject: string,
): DirectoryEntry | undefined {
  const person = directory.findBySubject(subject);
  const isRenewal = ctx.oidc.params?.grant_type === 'refresh_token';
  if (!person || person.disabled || person.departed) return undefined;
  if (isRenewal && person.interactionRequired) {
    throw new errors.CustomOIDCProviderError(
      'interaction_required',
      'The person must confirm who they are in the browser.',
    );
  }
  return person;
}
