import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  type Database,
  migrate,
  openDatabase,
} from '../../../../../services/sonar/database/database.ts';
import { migrations } from '../../../../../services/sonar/database/migrations.ts';
import { temporaryDirectory } from '../support/start-test-service.ts';

const first = migrations.find(({ version }) => version === 1);

/** Two organizations; the accounts a1 and a2 of A and b1 of B, each with the address `k`. */
const people = `
INSERT INTO organizations VALUES ('A', 'A', 1), ('B', 'B', 1);
INSERT INTO accounts VALUES
  ('a1', 'A', 'a1', '1', 'a1', 'a1', NULL, 0, 0, 1), ('a2', 'A', 'a2', '2', 'a2', 'a2', NULL, 0, 0, 1),
  ('b1', 'B', 'b1', '3', 'b1', 'b1', NULL, 0, 0, 1);
INSERT INTO addresses VALUES
  ('1', 'a1', 'K@maple.example', 'k@maple.example', 'sign-in'),
  ('2', 'a2', 'k@maple.example', 'k@maple.example', 'notifications-only'),
  ('3', 'b1', 'k@maple.example', 'k@maple.example', 'sign-in');
INSERT INTO sessions VALUES ('s', 'a1', NULL, 'd', NULL, NULL, NULL, NULL, 1, NULL, NULL);
INSERT INTO access_tokens VALUES ('t', 's', 9);
`;

interface OldLink {
  readonly identity: string;
  readonly account: string;
  readonly by: 'match' | 'password' | 'settings';
  readonly state?: 'active' | 'ended' | 'removed';
  /** The label of the identity now; its address when it was matched is `k`. */
  readonly email?: string;
}

/** A database as the first release left it, with these links, brought up to date. */
async function upgraded(links: readonly OldLink[], more = ''): Promise<Database> {
  const path = join(await temporaryDirectory(), 'sonar.sqlite');
  const database = openDatabase(path);
  database.script(
    'CREATE TABLE migrations (version INTEGER PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT',
  );
  database.script(`${first?.sql}; INSERT INTO migrations VALUES (1, 0); ${people}`);
  for (const [index, { identity, account, by, state, email }] of links.entries()) {
    database.run(
      `INSERT OR IGNORE INTO identities VALUES (?, 'google', ?, ?)`,
      identity,
      identity,
      email ?? 'K@MAPLE.example',
    );
    database.run(
      `INSERT INTO links VALUES (?, ?, 'google', ?, ?, ?, ?, ?, ?)`,
      `l${index}`,
      identity,
      account,
      by,
      by === 'match' ? 'k@maple.example' : null,
      state ?? 'active',
      index + 1,
      index + 10,
    );
  }
  if (more) database.script(more);
  migrate(database, 1);
  return database;
}

const proved = (database: Database) =>
  database
    .all<{ row: string }>(
      `SELECT email_key || ' ' || identity_id || ' ' || first_seen_at || ' ' || last_seen_at AS row
       FROM proved_addresses ORDER BY row`,
    )
    .map(({ row }) => row);
const holders = (database: Database) =>
  database
    .all<{ row: string }>(
      `SELECT organization_id || ' ' || identity_id AS row FROM address_holders ORDER BY row`,
    )
    .map(({ row }) => row);

test.each<[string, OldLink, readonly string[]]>([
  ['active', { identity: 'x', account: 'a1', by: 'match' }, ['k@maple.example x 1 10']],
  [
    'removed',
    { identity: 'x', account: 'a1', by: 'match', state: 'removed' },
    ['k@maple.example x 1 10'],
  ],
  [
    'ended',
    { identity: 'x', account: 'a1', by: 'match', state: 'ended' },
    ['k@maple.example x 1 10'],
  ],
  [
    'renamed since',
    { identity: 'x', account: 'a1', by: 'match', email: 'x@bücher.example' },
    ['k@maple.example x 1 1', 'x@xn--bcher-kva.example x 10 10'],
  ],
  ['by password', { identity: 'x', account: 'a1', by: 'password' }, ['k@maple.example x 10 10']],
  [
    'from settings',
    { identity: 'x', account: 'a1', by: 'settings', state: 'removed' },
    ['k@maple.example x 10 10'],
  ],
  [
    'with a label that equals nothing',
    { identity: 'x', account: 'a1', by: 'password', email: 'no address' },
    [],
  ],
])('S2-04: an old link that is %s says who proved the address', async (_name, link, rows) => {
  const database = await upgraded([link]);
  expect(proved(database)).toEqual(rows);
  database.close();
});

test('S2-04: links from settings get the address that would have matched them; all else stays', async () => {
  const database = await upgraded([
    { identity: 'x', account: 'a1', by: 'settings' },
    { identity: 'x', account: 'a2', by: 'settings' },
    { identity: 'y', account: 'a1', by: 'settings', email: 'other@maple.example' },
    { identity: 'z', account: 'b1', by: 'match', state: 'ended' },
    { identity: 'z', account: 'a1', by: 'password' },
  ]);
  const rows = database.all('SELECT * FROM links ORDER BY id');
  const common = { provider: 'google', state: 'active', device: null };
  expect(rows.map((row) => ({ ...(row as object) }))).toEqual([
    { ...common, ...link(0, 'x', 'a1', 'settings', 'k@maple.example') },
    { ...common, ...link(1, 'x', 'a2', 'settings', null) },
    { ...common, ...link(2, 'y', 'a1', 'settings', null) },
    { ...common, ...link(3, 'z', 'b1', 'match', 'k@maple.example'), state: 'ended' },
    { ...common, ...link(4, 'z', 'a1', 'password', null) },
  ]);
  // What the first release kept out is still kept out.
  const insert = (by: string, key: string | null) =>
    database.run(
      `INSERT INTO links (id, identity_id, provider, account_id, linked_by, matched_email_key, state, linked_at)
       VALUES ('new', 'y', 'google', 'b1', ?, ?, 'active', 1)`,
      by,
      key,
    );
  expect(() => insert('match', null)).toThrow(/constraint/i);
  expect(() => insert('password', 'k@maple.example')).toThrow(/constraint/i);
  expect(() => insert('else', null)).toThrow(/constraint/i);
  insert('settings', null);
  expect(database.all('PRAGMA foreign_key_check')).toEqual([]);
  database.close();
});

test('S2-11: whoever matches today goes on, unless there are two; approvals name the holder', async () => {
  const one = await upgraded([
    { identity: 'x', account: 'a1', by: 'match' },
    { identity: 'stranger', account: 'a2', by: 'password' },
    { identity: 'x', account: 'b1', by: 'match', state: 'removed' },
  ]);
  expect(holders(one)).toEqual(['A x']);
  one.close();
  const two = await upgraded([
    { identity: 'x', account: 'a1', by: 'match' },
    { identity: 'y', account: 'a2', by: 'match' },
  ]);
  expect(holders(two)).toEqual([]);
  two.close();
  const recycled = (id: string, identity: string, seenAt: number, decision: string) =>
    `INSERT INTO recycled_addresses VALUES ('${id}', 'A', '${identity}', 'google', 'k@maple.example', 'k@maple.example', ${seenAt}, ${decision});`;
  const decided = await upgraded(
    [
      { identity: 'x', account: 'a1', by: 'match' },
      { identity: 'y', account: 'a2', by: 'settings' },
      { identity: 'z', account: 'b1', by: 'settings' },
    ],
    `${recycled('1', 'z', 5, `'approve'`)} ${recycled('2', 'y', 4, `'approve'`)} ${recycled('3', 'x', 6, `'refuse'`)}`,
  );
  expect(holders(decided)).toEqual(['A z']);
  decided.close();
});

test('S2-07: a session of before has no proof in person, and its token the scope of its account', async () => {
  const database = await upgraded([]);
  expect(database.get('SELECT proved_at FROM sessions')).toEqual({ proved_at: null });
  expect(database.get('SELECT scope FROM access_tokens')).toEqual({ scope: 'account' });
  database.close();
});

function link(index: number, identity: string, account: string, by: string, key: string | null) {
  return {
    id: `l${index}`,
    identity_id: identity,
    account_id: account,
    linked_by: by,
    matched_email_key: key,
    linked_at: index + 1,
    last_used_at: index + 10,
  };
}
