import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { defaultSeed, sandboxPassword } from '../../../../../services/seed/default-seed.ts';
import { migrate, openDatabase } from '../../../../../services/sonar/database/database.ts';
import { startSonarService } from '../../../../../services/sonar/start-sonar-service.ts';
import { sessionOf } from '../../../../contract/support/narrow.ts';
import {
  cheapPasswords,
  deviceWith,
  personOf,
  startTestService,
  temporaryDirectory,
} from '../support/start-test-service.ts';

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
