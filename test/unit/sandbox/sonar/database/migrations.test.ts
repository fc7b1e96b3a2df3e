import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../../../services/sonar/database/database.ts';
import { migrations } from '../../../../../services/sonar/database/migrations.ts';
import { hashOf } from '../../../../../services/sonar/secrets.ts';
import { makeDeviceKey } from '../../../../contract/support/device-key.ts';
import { sessionOf } from '../../../../contract/support/narrow.ts';
import { startTestService, temporaryDirectory } from '../support/start-test-service.ts';

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
