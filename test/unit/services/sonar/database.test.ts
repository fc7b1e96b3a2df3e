import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { defaultSeed, sandboxPassword } from '../../../../services/seed/default-seed.ts';
import {
  createCheckpoints,
  type Database,
  migrate,
  openDatabase,
} from '../../../../services/sonar/database/database.ts';
import { migrations } from '../../../../services/sonar/database/migrations.ts';
import { hashOf } from '../../../../services/sonar/secrets.ts';
import { startSonarService } from '../../../../services/sonar/start-sonar-service.ts';
import { makeDeviceKey, sessionOf } from '../../../contract/support/sonar-client.ts';
import { waitUntil } from '../../../support/wait-until.ts';
import {
  cheapPasswords,
  deviceWith,
  personOf,
  startTestService,
  temporaryDirectory,
} from './support/start-test-service.ts';

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

/** What a service of the first schema left behind: one account, signed in on one device. */
function leaveFirstSchema(dataDir: string, refreshToken: string, accessToken: string): void {
  const database = openDatabase(join(dataDir, 'sonar.sqlite'));
  const later = Date.now() + 3_600_000;
  const [sessionId = ''] = accessToken.split('.');
  database.script(
    'CREATE TABLE migrations (version INTEGER PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT',
  );
  database.script(migrations[0]?.sql ?? '');
  database.script(`
    INSERT INTO migrations VALUES (1, 0);
    INSERT INTO organizations VALUES ('maple', 'Maple', 1);
    INSERT INTO accounts VALUES ('ana', 'maple', 'Ana', '200', 'ana', 'ana', NULL, 0, 0, 1);
    INSERT INTO devices VALUES ('ana', '${randomUUID()}', 'Desk', 'linux', '0.1.0', 0, 0);
    INSERT INTO sessions VALUES ('${sessionId}', 'ana', NULL, 'd', NULL, NULL, NULL, NULL, 0, NULL, NULL);
    INSERT INTO access_tokens VALUES ('${hashOf(accessToken)}', '${sessionId}', ${later});
    INSERT INTO refresh_tokens VALUES ('${hashOf(refreshToken)}', '${sessionId}', 1, ${later}, NULL);
    INSERT INTO idempotent_answers VALUES ('k', 'f', x'00', ${later});
    INSERT INTO password_tries VALUES ('device', 'k', 3, ${later});
    INSERT INTO audit_events (at, who, what) VALUES (0, 'ana', 'signed-in');`);
  database.close();
}

test('S2-02: sessions of the first schema go on, are bound when the app brings a key, and the record stays', async () => {
  const dataDir = await temporaryDirectory();
  const accessToken = `${randomUUID()}.access`;
  leaveFirstSchema(dataDir, 'refresh', accessToken);
  const { call, service } = await startTestService({ dataDir });
  expect((await call('getMyAccount', { accessToken })).status).toBe(200);
  const key = await makeDeviceKey();
  const first = { body: { refreshToken: 'refresh' } };
  const { refreshToken } = sessionOf(await call('refreshSession', first));
  const next = sessionOf(await call('refreshSession', { body: { refreshToken }, key }));
  const body = { refreshToken: next.refreshToken };
  expect(await call('refreshSession', { body })).toMatchObject({ code: 'session-ended' });
  expect((await call('refreshSession', { body, key })).status).toBe(200);
  expect(service.control.readAudit()[0]).toMatchObject({ what: 'signed-in', detail: null });
});

test('ID-24: of the labels of before only an address that its identity proved is kept', async () => {
  const database = openDatabase(join(await temporaryDirectory(), 'sonar.sqlite'));
  onTestFinished(() => database.close());
  for (const { sql } of migrations.slice(0, 4)) database.script(sql);
  database.script(`
    INSERT INTO identities VALUES ('ana', 'microsoft', 'ana', 'Ana@maple.example');
    INSERT INTO identities VALUES ('mallory', 'microsoft', 'mallory', 'ana@maple.example');
    INSERT INTO identities VALUES ('nobody', 'google', 'nobody', NULL);
    INSERT INTO proved_addresses VALUES ('microsoft', 'ana@maple.example', 'ana', 0, 0);`);
  database.script(migrations[4]?.sql ?? '');
  expect(database.all('SELECT id, email, label_kind FROM identities ORDER BY id')).toEqual([
    { id: 'ana', email: 'Ana@maple.example', label_kind: 'address' },
    { id: 'mallory', email: null, label_kind: null },
    { id: 'nobody', email: null, label_kind: null },
  ]);
});

test('each step of the schema comes once and in order', () => {
  const versions = migrations.map(({ version }) => version);
  expect(versions).toEqual(versions.map((_, index) => index + 1));
});

test('SV-13: a locked database is 503 and changes nothing; the same request works later', async () => {
  const { call, dataDir, issuers } = await startTestService();
  const proof = await issuers.prove(personOf('one-account', 'google'));
  const request = { body: { ...proof, device: deviceWith() }, idempotencyKey: randomUUID() };
  const other = new DatabaseSync(join(dataDir, 'sonar.sqlite'));
  other.exec('BEGIN IMMEDIATE');
  const locked = await call('startSignIn', request);
  expect(locked).toMatchObject({ status: 503, code: 'service-unavailable' });
  other.exec('ROLLBACK');
  other.close();
  expect((await call('startSignIn', request)).status).toBe(200);
});

test('a log that has grown is brought into the file by a thread, which ends with the service', async () => {
  const path = join(await temporaryDirectory(), 'sonar.sqlite');
  const checkpoints = createCheckpoints(path);
  const database = openDatabase(path, checkpoints.noteCommit);
  database.script('CREATE TABLE numbers (number INTEGER PRIMARY KEY) STRICT');
  const before = statSync(path).size;
  for (let number = 0; number < 300; number += 1) {
    database.transaction(() => database.run('INSERT INTO numbers VALUES (?)', number));
  }
  await waitUntil(() => statSync(path).size > before, 'a file that has grown');
  await checkpoints.close();
  database.close();
  expect(readdirSync(dirname(path))).toEqual(['sonar.sqlite']);
});

test('down is 503 to everything and changes nothing', async () => {
  const { call, issuers, service } = await startTestService();
  const proof = await issuers.prove(personOf('one-account', 'google'));
  const request = { body: { ...proof, device: deviceWith() } };
  service.control.goDown(true);
  expect(await call('getHealth')).toMatchObject({ status: 503, code: 'service-unavailable' });
  expect(await call('startSignIn', request)).toMatchObject({ status: 503 });
  service.control.goDown(false);
  expect(await call('startSignIn', request)).toMatchObject({ status: 200 });
});

test('a restart on the same directory keeps accounts, links and sessions, also with other ports', async () => {
  const dataDir = await temporaryDirectory();
  const first = await startTestService({ dataDir });
  const person = personOf('one-account', 'google');
  const { refreshToken } = sessionOf(await first.signIn(person));
  await first.service.close();
  const second = await startTestService({ dataDir });
  expect(sessionOf(await second.signIn(person)).linkedBy).toBe('match');
  const refreshed = await second.call('refreshSession', { body: { refreshToken } });
  expect(refreshed.status).toBe(200);
});

test('SV-16: no password, token, ticket or kept answer can be read from the files', async () => {
  const { call, dataDir, issuers, signIn } = await startTestService();
  const canaries = [sandboxPassword];
  const proof = await issuers.prove(personOf('one-account', 'google'));
  const reply = await call('startSignIn', { body: { ...proof, device: deviceWith() } });
  const { accessToken, refreshToken } = sessionOf(reply);
  const offer = (await signIn(personOf('three-accounts', 'google'))).body as { ticket: string };
  const body = { username: 'ana.silva', password: sandboxPassword, device: deviceWith() };
  const second = sessionOf(await call('signInWithPassword', { body }));
  const { body: softphone } = await call('provisionSoftphone', { accessToken });
  const { password } = softphone as { password: string };
  canaries.push(proof.idToken, proof.nonceSecret, accessToken, refreshToken, offer.ticket);
  canaries.push(second.refreshToken, second.accessToken, password);
  const read = () =>
    readdirSync(dataDir).map((name) => readFileSync(join(dataDir, name), 'latin1'));
  // The search finds what is there: the username is.
  expect(read().some((text) => text.includes('ana.silva'))).toBe(true);
  for (const canary of canaries) {
    expect(read().some((text) => text.includes(canary))).toBe(false);
  }
});

test('a database of a newer service is refused and left as it is', async () => {
  const dataDir = await temporaryDirectory();
  const file = join(dataDir, 'sonar.sqlite');
  const database = openDatabase(file);
  migrate(database, 0);
  migrate(database, 0);
  database.run('INSERT INTO migrations VALUES (999, 0)');
  expect(() => migrate(database, 0)).toThrow('schema 999');
  database.close();
  const trust = {
    google: { issuer: 'https://a.example', clientId: 'x' },
    microsoft: { authority: 'https://b.example/common', clientId: 'y' },
  };
  await expect(
    startSonarService({ dataDir, port: 0, seed: defaultSeed, trust, passwordCost: cheapPasswords }),
  ).rejects.toThrow('schema 999');
});

test('a transaction that throws leaves nothing behind', () => {
  const database = openDatabase(':memory:');
  migrate(database, 0);
  const insert = () => database.run(`INSERT INTO organizations VALUES ('a', 'A', 1)`);
  expect(() =>
    database.transaction(() => {
      insert();
      throw new Error('half');
    }),
  ).toThrow('half');
  expect(database.all('SELECT * FROM organizations')).toEqual([]);
  database.transaction(insert);
  expect(database.all('SELECT * FROM organizations')).toHaveLength(1);
  database.close();
});
