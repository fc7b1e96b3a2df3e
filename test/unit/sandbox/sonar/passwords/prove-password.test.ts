import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { defaultSeed, sandboxPassword } from '../../../../../services/seed/default-seed.ts';
import { migrate, openDatabase } from '../../../../../services/sonar/database/database.ts';
import { seedDatabase } from '../../../../../services/sonar/database/seed-database.ts';
import type { OperationRequest } from '../../../../../services/sonar/http/operation.ts';
import {
  linkIdentity,
  signInWithPassword,
} from '../../../../../services/sonar/operations/sign-in.ts';
import { defaultTimeLimits, defaultTryLimits } from '../../../../../services/sonar/options.ts';
import { createPasswords } from '../../../../../services/sonar/passwords/hash.ts';
import type { Service } from '../../../../../services/sonar/service.ts';
import { noProof } from '../../../../../services/sonar/sessions/device-proof.ts';
import { issueTicket } from '../../../../../services/sonar/sessions/tickets.ts';
import { makeDeviceKey } from '../../../../contract/support/device-key.ts';
import { cheapPasswords, deviceWith, startTestService } from '../support/start-test-service.ts';

async function makeService(): Promise<Service> {
  const database = openDatabase(':memory:');
  onTestFinished(() => database.close());
  migrate(database, 0);
  const passwords = createPasswords(cheapPasswords);
  const googleIssuer = 'http://127.0.0.1/google';
  await seedDatabase({ database, passwords, googleIssuer, now: 0 }, defaultSeed);
  return {
    database,
    now: () => 1_000,
    ttl: () => defaultTimeLimits,
    tryLimits: defaultTryLimits,
    pause: async () => {},
    passwords,
    providers: ['google', 'microsoft'],
    verifyIdToken: () => Promise.reject(new Error('not asked')),
  };
}

function request(operationId: string, body: object): OperationRequest {
  return {
    operationId,
    body,
    params: {},
    query: {},
    address: '127.0.0.1',
    proof: noProof,
    accessToken: null,
    write: null,
  };
}

/** The ticket of an identity that nobody has seen before. */
function ticketIn(service: Service): string {
  service.database.run(
    `INSERT INTO identities (id, provider, key) VALUES ('i', 'google', 'google x 1')`,
  );
  const proof = {
    identityId: 'i',
    label: { text: null, kind: null },
    issuedAt: 0,
    idTokenHash: 'h',
    nonce: 'n',
    verifiedAt: 0,
  };
  const claims = {
    provider: 'google',
    email: null,
    emailVerified: false,
    hostedDomain: null,
  } as const;
  return issueTicket(service, 'link', { proof, claims, device: deviceWith(), key: null }, [])
    .ticket;
}

test('S2-07: a password that is changed while the former one is compared opens nothing and links nothing', async () => {
  const service = await makeService();
  const { database } = service;
  const known = { username: 'ana.silva', password: sandboxPassword };
  const link = { ...known, ticket: ticketIn(service) };
  const commits = [
    await signInWithPassword(
      service,
      request('signInWithPassword', { ...known, device: deviceWith() }),
    ),
    await linkIdentity(service, request('linkIdentity', link)),
  ];
  const sql = `UPDATE accounts SET password_hash = ? WHERE username_key = 'ana.silva'`;
  database.run(sql, await service.passwords.hash('another one'));
  for (const commit of commits) {
    const answer = database.transaction(commit);
    expect(answer).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } });
  }
  expect(database.all('SELECT id FROM sessions')).toEqual([]);
  expect(database.all(`SELECT id FROM links WHERE identity_id = 'i'`)).toEqual([]);
  const events = database.all(
    `SELECT account_id FROM audit_events WHERE what = 'password-refused'`,
  );
  expect(events).toEqual([{ account_id: 'maple-200' }, { account_id: 'maple-200' }]);
});

test('S2-09: a connection that is gone makes no network known', async () => {
  const service = await makeService();
  const body = { username: 'ana.silva', password: sandboxPassword, device: deviceWith() };
  const gone = { ...request('signInWithPassword', body), address: '' };
  const commit = await signInWithPassword(service, gone);
  expect(service.database.transaction(commit)).toMatchObject({ status: 201 });
  expect(service.database.all('SELECT * FROM account_origins')).toEqual([]);
});

test('S2-09: under a proof that is no good no password is looked at, right or wrong, and none is counted', async () => {
  const { call } = await startTestService();
  const key = await makeDeviceKey();
  const jti = randomUUID();
  const body = { username: 'adam.novak', password: sandboxPassword, device: deviceWith() };
  const once = { key, proof: { claims: { jti } } };
  expect((await call('signInWithPassword', { body, ...once })).status).toBe(201);
  for (const proof of [{ proof: 'nonsense' }, once]) {
    for (let count = 0; count < 6; count += 1) {
      const password = count === 0 ? sandboxPassword : 'wrong';
      const guess = { body: { ...body, username: 'ana.silva', password }, ...proof };
      expect(await call('signInWithPassword', guess)).toMatchObject({ code: 'bad-request' });
    }
  }
  const honest = { ...body, username: 'ana.silva' };
  expect((await call('signInWithPassword', { body: honest, key })).status).toBe(201);
});
