import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { defaultSeed, sandboxPassword } from '../../../../services/seed/default-seed.ts';
import { migrate, openDatabase } from '../../../../services/sonar/database/database.ts';
import { seedDatabase } from '../../../../services/sonar/database/seed-database.ts';
import type { OperationRequest } from '../../../../services/sonar/http/operation.ts';
import { linkIdentity, signInWithPassword } from '../../../../services/sonar/operations/sign-in.ts';
import { defaultTimeLimits, defaultTryLimits } from '../../../../services/sonar/options.ts';
import { createPasswords } from '../../../../services/sonar/passwords/hash.ts';
import { originOf } from '../../../../services/sonar/passwords/try-limits.ts';
import type { Service } from '../../../../services/sonar/service.ts';
import { noProof } from '../../../../services/sonar/sessions/device-proof.ts';
import { issueTicket } from '../../../../services/sonar/sessions/tickets.ts';
import {
  linkRequiredOf,
  makeDeviceKey,
  type Reply,
  sessionOf,
} from '../../../contract/support/sonar-client.ts';
import {
  cheapPasswords,
  deviceWith,
  inParallel,
  personOf,
  startTestService,
  type TestService,
} from './support/start-test-service.ts';

const passwords = createPasswords(cheapPasswords);

test('a password verifies against its own hash and no other', async () => {
  const stored = await passwords.hash('correct horse');
  expect(stored).toMatch(/^scrypt\$1024\$8\$1\$/);
  expect(await passwords.verify('correct horse', stored)).toBe(true);
  expect(await passwords.verify('Correct horse', stored)).toBe(false);
});

test('two hashes of one password have different salts', async () => {
  expect(await passwords.hash('x')).not.toBe(await passwords.hash('x'));
});

test('a password composed and decomposed is the same', async () => {
  expect(await passwords.verify('rene\u0301', await passwords.hash('ren\u00e9'))).toBe(true);
});

test('nobody verifies, whatever the password', async () => {
  expect(await passwords.verify('', null)).toBe(false);
});

test('a hash of another cost still verifies', async () => {
  const stored = await createPasswords({ n: 2_048, r: 8, p: 1 }).hash('x');
  expect(await passwords.verify('x', stored)).toBe(true);
});

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
    registrar: { secret: 'not asked', webSocket: null },
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

const windowMs = 15 * 60_000;

/** Where the person sits, and others. */
const office = '127.0.0.2';
const elsewhere = '127.0.0.3';

/** A try with a device that the service has never heard of, each time another. */
function passwordTry({ call }: TestService, username: string, password: string, from = office) {
  const body = { username, password, device: deviceWith() };
  return call('signInWithPassword', { body, from });
}

/** Address number `index` of many. */
function addressOf(index: number): string {
  return `127.0.${10 + Math.floor(index / 200)}.${1 + (index % 200)}`;
}

function countOf(replies: readonly Reply[], status: number): number {
  return replies.filter((reply) => reply.status === status).length;
}

test('S2-09: five wrong passwords for one username from one network, told from three left on, then a wait that is told', async () => {
  const context = await startTestService();
  const left = [];
  for (let count = 0; count < 5; count += 1) {
    const { body } = await passwordTry(context, 'ana.silva', 'wrong');
    left.push((body as { triesLeft: number | null }).triesLeft);
  }
  expect(left).toEqual([null, 3, 2, 1, 0]);
  const limited = await passwordTry(context, 'ana.silva', sandboxPassword);
  expect(limited).toMatchObject({ status: 429, code: 'too-many-tries' });
  const { retryAt } = limited.body as { retryAt: string };
  const seconds = Number(limited.headers.get('retry-after'));
  expect(Math.abs(Date.parse(retryAt) - context.now() - seconds * 1_000)).toBeLessThan(15_000);
  context.advance(windowMs + 1_000);
  expect((await passwordTry(context, 'ana.silva', sandboxPassword)).status).toBe(201);
});

test('SV-07: a username that does not exist is counted and answered alike', async () => {
  const context = await startTestService();
  const answers = async (username: string) => {
    const found = [];
    for (let count = 0; count < 6; count += 1) {
      const { status, body } = await passwordTry(context, username, 'wrong');
      found.push({ status, triesLeft: (body as { triesLeft?: number }).triesLeft });
    }
    return found;
  };
  expect(await answers('nobody.at.all')).toEqual(await answers('ana.silva'));
});

test('spelling a username differently gives no more tries', async () => {
  const context = await startTestService();
  for (const username of ['ana.silva', 'ANA.SILVA', ' ana.silva', 'Ana.Silva ', 'aNa.silva']) {
    expect((await passwordTry(context, username, 'wrong')).status).toBe(401);
  }
  expect((await passwordTry(context, 'ana.silva', 'wrong')).status).toBe(429);
});

test('S2-09: 240 wrong passwords over five usernames, each from a device of its own, get 25 answers', {
  timeout: 300_000,
}, async () => {
  const context = await startTestService();
  const replies = await inParallel(240, 12, (index) =>
    passwordTry(context, `${['ana.silva', 'adam.novak', 'a', 'b', 'c'][index % 5]}`, `no-${index}`),
  );
  expect(countOf(replies, 401)).toBe(25);
  expect(countOf(replies, 429)).toBe(215);
});

test('S2-09: one password over a thousand usernames from one network gets 60 answers, and others are not stopped', {
  timeout: 300_000,
}, async () => {
  const context = await startTestService();
  const replies = await inParallel(1_000, 12, (index) =>
    passwordTry(context, `user-${index}`, 'Summer2026!'),
  );
  expect(countOf(replies, 401)).toBe(60);
  expect(countOf(replies, 429)).toBe(940);
  expect((await passwordTry(context, 'ana.silva', sandboxPassword, elsewhere)).status).toBe(201);
});

test('S2-09: one password over a thousand usernames from a thousand networks gets slower and slower, and whom the service knows does not notice', {
  timeout: 300_000,
}, async () => {
  const pauses: number[] = [];
  const context = await startTestService({
    tryLimits: { overall: 40 },
    pause: async (milliseconds) => void pauses.push(milliseconds),
  });
  expect((await passwordTry(context, 'ana.silva', sandboxPassword)).status).toBe(201);
  const replies = await inParallel(1_000, 20, (index) =>
    passwordTry(context, `user-${index}`, 'Summer2026!', addressOf(index)),
  );
  const answered = countOf(replies, 401);
  expect(answered).toBeGreaterThanOrEqual(40);
  expect(answered).toBeLessThan(200);
  expect(answered + countOf(replies, 429)).toBe(1_000);
  expect(Math.max(...pauses)).toBeGreaterThan(1_000);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(5_000);
  const before = pauses.length;
  expect((await passwordTry(context, 'ana.silva', sandboxPassword)).status).toBe(201);
  expect(pauses).toHaveLength(before);
  context.advance(windowMs + 1_000);
  expect((await passwordTry(context, 'adam.novak', sandboxPassword, elsewhere)).status).toBe(201);
});

test('S2-09: a stranger elsewhere does not lock the owner out, wherever the owner is', async () => {
  const context = await startTestService();
  for (let index = 0; index < 60; index += 1) {
    const reply = await passwordTry(context, 'ana.silva', 'wrong', elsewhere);
    expect(reply.status).toBe(index < 5 ? 401 : 429);
  }
  expect((await passwordTry(context, 'ana.silva', sandboxPassword)).status).toBe(201);
});

test('S2-09: strangers in many places do not lock the owner out from where the account was opened before', async () => {
  const context = await startTestService();
  expect((await passwordTry(context, 'ana.silva', sandboxPassword)).status).toBe(201);
  const attack = await inParallel(60, 6, (index) =>
    passwordTry(context, 'ana.silva', 'wrong', addressOf(index)),
  );
  expect(countOf(attack, 401)).toBe(50);
  expect((await passwordTry(context, 'ana.silva', sandboxPassword, elsewhere)).status).toBe(429);
  expect((await passwordTry(context, 'ana.silva', sandboxPassword)).status).toBe(201);
});

test('S2-09: whose link was removed is a stranger again, and who has one is not stopped by a neighbour', async () => {
  const context = await startTestService({ tryLimits: { username: 5, pair: 3 } });
  const { call, signIn } = context;
  const person = personOf('no-account', 'google');
  const link = (ticket: string, password: string, from: string) =>
    call('linkIdentity', { body: { ticket, username: 'chloe.martin', password }, from });
  const first = linkRequiredOf(await signIn(person)).ticket;
  const { accessToken } = sessionOf(await link(first, sandboxPassword, office));
  const off = { accessToken, params: { provider: 'google' }, body: { on: false } };
  expect((await call('turnOffProvider', off)).status).toBe(200);
  for (let index = 0; index < 5; index += 1) {
    expect((await passwordTry(context, 'chloe.martin', 'wrong', addressOf(index))).status).toBe(
      401,
    );
  }
  const { ticket } = linkRequiredOf(await signIn(person));
  expect((await link(ticket, sandboxPassword, elsewhere)).status).toBe(429);
  expect((await link(ticket, sandboxPassword, office)).status).toBe(200);
});

test('S2-09: where the account was opened with the former password is unknown once it is changed', async () => {
  const context = await startTestService({ tryLimits: { username: 5 } });
  expect((await passwordTry(context, 'ana.silva', sandboxPassword, elsewhere)).status).toBe(201);
  await context.service.control.setPassword('maple-200', 'another one');
  for (let index = 0; index < 5; index += 1) {
    expect((await passwordTry(context, 'ana.silva', 'wrong', addressOf(index))).status).toBe(401);
  }
  expect((await passwordTry(context, 'ana.silva', 'wrong', elsewhere)).status).toBe(429);
  context.advance(windowMs + 1_000);
  expect((await passwordTry(context, 'ana.silva', 'another one')).status).toBe(201);
});

test('a right password starts the count of its pair afresh', async () => {
  const context = await startTestService();
  for (let round = 0; round < 3; round += 1) {
    for (let count = 0; count < 4; count += 1) {
      expect((await passwordTry(context, 'ana.silva', 'wrong')).status).toBe(401);
    }
    expect((await passwordTry(context, 'ana.silva', sandboxPassword)).status).toBe(201);
  }
});

test('a repeated request of who holds a ticket is one try', async () => {
  const { call, signIn } = await startTestService();
  const { ticket } = linkRequiredOf(await signIn(personOf('no-account', 'google')));
  const body = { ticket, username: 'chloe.martin', password: 'wrong' };
  const request = { body, idempotencyKey: randomUUID() };
  const replies = await Promise.all(Array.from({ length: 8 }, () => call('linkIdentity', request)));
  expect(countOf(replies, 401)).toBe(8);
  const next = await call('linkIdentity', { body });
  expect(next.body).toMatchObject({ triesLeft: 3 });
});

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002:ffff::', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('S2-09: the address %s is counted as %s', (address, origin) => {
  expect(originOf(address)).toBe(origin);
});

test('SV-08, S2-09: a thousand wrong passwords, 250 at once, over many users and identities, get no further than the limits', {
  timeout: 300_000,
}, async () => {
  const context = await startTestService();
  const { call, issuers, signIn } = context;
  const person = personOf('no-account', 'google');
  const tickets = await Promise.all(
    Array.from({ length: 10 }, async (_, index) => {
      const proof = await issuers.prove(person, { sub: `identity-${index}` });
      const reply = await call('startSignIn', { body: { ...proof, device: deviceWith() } });
      return linkRequiredOf(reply).ticket;
    }),
  );
  const usernames = Array.from({ length: 10 }, (_, index) =>
    index === 0 ? 'chloe.martin' : `user-${index}`,
  );
  const tries = await inParallel(1_000, 250, async (index) => {
    const username = usernames[index % 10] ?? '';
    const ticket = tickets[Math.floor(index / 10) % 10] ?? '';
    const body = { ticket, username, password: `no-${index}` };
    const { status } = await call('linkIdentity', { body });
    return { status, username, ticket };
  });
  const wrong = tries.filter(({ status }) => status === 401);
  expect(wrong.length + tries.filter(({ status }) => status === 429).length).toBe(1_000);
  expect(wrong.length).toBeGreaterThan(0);
  for (const username of usernames) {
    const ofUser = wrong.filter((entry) => entry.username === username);
    expect(ofUser.length).toBeLessThanOrEqual(50);
    for (const ticket of tickets) {
      const ofPair = ofUser.filter((entry) => entry.ticket === ticket);
      expect(ofPair.length).toBeLessThanOrEqual(5);
    }
  }
  for (const ticket of tickets) {
    expect(wrong.filter((entry) => entry.ticket === ticket).length).toBeLessThanOrEqual(30);
  }
  context.advance(windowMs + 1_000);
  const { ticket } = linkRequiredOf(await signIn(person));
  const body = { ticket, username: 'chloe.martin', password: sandboxPassword };
  expect(sessionOf(await call('linkIdentity', { body })).linkedBy).toBe('password');
});
