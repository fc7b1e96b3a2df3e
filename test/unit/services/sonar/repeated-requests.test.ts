import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { sandboxPassword } from '../../../../services/seed/default-seed.ts';
import { allOperations } from '../../../../services/sonar/operations/all-operations.ts';
import {
  type DeviceKey,
  linkRequiredOf,
  makeDeviceKey,
  offerOf,
  projectContract,
  sessionOf,
} from '../../../contract/support/sonar-client.ts';
import {
  deviceWith,
  personOf,
  startTestService,
  type TestService,
  temporaryDirectory,
} from './support/start-test-service.ts';

const ended = { status: 401, code: 'session-ended' };

function keptIn({ dataDir }: TestService): number {
  const database = new DatabaseSync(join(dataDir, 'sonar.sqlite'), { readOnly: true });
  try {
    const row = database.prepare('SELECT count(*) AS kept FROM idempotent_answers').get();
    return Number(row?.kept);
  } finally {
    database.close();
  }
}

async function signIn({ call }: TestService, username = 'ana.silva') {
  const body = { username, password: sandboxPassword, device: deviceWith() };
  return sessionOf(await call('signInWithPassword', { body }));
}

test('S2-06: no answer is kept before somebody was believed, whatever write is added; but for those that begin', () => {
  const keyed = projectContract().operations.filter(({ parameters }) =>
    parameters.some(({ name }) => name === 'Idempotency-Key'),
  );
  expect(keyed.length).toBeGreaterThan(12);
  const unbelieving = keyed
    .map(({ operationId }) => operationId)
    .filter((operationId) => allOperations[operationId]?.believe === undefined);
  // These bring what proves them: an ID token, a password or a one-time code. Only what it has opened is kept.
  expect(unbelieving.toSorted()).toEqual([
    'signInWithBreakGlassCode',
    'signInWithPassword',
    'startSignIn',
  ]);
});

test('S2-06: a kept answer is for a believed caller: not with a forged token, not after the session has ended', async () => {
  const context = await startTestService();
  const { call } = context;
  const { accessToken, sessionId } = await signIn(context);
  const other = await signIn(context, 'adam.novak');
  const there = await signIn(context);
  const devices = await call('getMyDevices', { accessToken });
  const remote = (devices.body as { devices: { id: string; current: boolean }[] }).devices.find(
    ({ current }) => !current,
  );
  const params = { deviceId: remote?.id ?? '' };
  const request = { params, accessToken, idempotencyKey: randomUUID() };
  expect((await call('signOutDevice', request)).status).toBe(204);
  expect(await call('getMyAccount', { accessToken: there.accessToken })).toMatchObject(ended);
  expect((await call('signOutDevice', request)).status).toBe(204);
  const forged = { ...request, accessToken: `${sessionId}.x` };
  expect(await call('signOutDevice', forged)).toMatchObject({ status: 401 });
  const stranger = { ...request, accessToken: other.accessToken };
  expect(await call('signOutDevice', stranger)).toMatchObject({ status: 422 });
  const before = keptIn(context);
  await call('signOutEverywhere', { accessToken });
  expect(keptIn(context)).toBeLessThan(before);
  for (const repeated of [request, forged]) {
    expect(await call('signOutDevice', repeated)).toMatchObject(ended);
  }
});

test('S2-06: credentials for the softphone are new each time and kept nowhere', async () => {
  const context = await startTestService();
  const { call } = context;
  const { accessToken, sessionId } = await signIn(context);
  const before = keptIn(context);
  const request = { accessToken, idempotencyKey: randomUUID() };
  const passwords = [];
  for (let count = 0; count < 2; count += 1) {
    const { body } = await call('provisionSoftphone', request);
    passwords.push((body as { password: string }).password);
    // They name the second in which they expire.
    context.advance(1_000);
  }
  expect(new Set(passwords).size).toBe(2);
  expect(keptIn(context)).toBe(before);
  await call('signOutEverywhere', { accessToken });
  const forged = { ...request, accessToken: `${sessionId}.x` };
  expect(await call('provisionSoftphone', forged)).toMatchObject(ended);
});

test('S2-06, S2-07: the access token of a softphone is new each time and kept nowhere, like its credentials', async () => {
  const context = await startTestService();
  const { accessToken } = await signIn(context);
  const before = keptIn(context);
  const request = { accessToken, idempotencyKey: randomUUID() };
  const tokens = [];
  for (let count = 0; count < 2; count += 1) {
    const { body } = await context.call('issueSoftphoneToken', request);
    tokens.push((body as { accessToken: string }).accessToken);
  }
  expect(new Set(tokens).size).toBe(2);
  expect(keptIn(context)).toBe(before);
});

test('S2-06: a sign-in that is sent again after its session has ended opens nothing', async () => {
  const context = await startTestService();
  const { call, issuers } = context;
  const proof = await issuers.prove(personOf('one-account', 'google'));
  const request = { body: { ...proof, device: deviceWith() }, idempotencyKey: randomUUID() };
  const { refreshToken } = sessionOf(await call('startSignIn', request));
  expect((await call('startSignIn', request)).status).toBe(200);
  await call('signOut', { body: { refreshToken } });
  expect(await call('startSignIn', request)).toMatchObject({ code: 'identity-not-verified' });
  expect(await call('refreshSession', { body: { refreshToken } })).toMatchObject(ended);
});

test('S2-06, SV-11: an answer that opens a session is repeated for ten minutes, for the key that it was given to', async () => {
  const context = await startTestService();
  const { call, issuers } = context;
  const key = await makeDeviceKey();
  const proof = await issuers.prove(personOf('one-account', 'google'));
  const request = { body: { ...proof, device: deviceWith() }, idempotencyKey: randomUUID(), key };
  const first = await call('startSignIn', request);
  expect((await call('startSignIn', request)).body).toEqual(first.body);
  const { key: _, ...without } = request;
  expect(await call('startSignIn', without)).toMatchObject({ status: 422 });
  const thiefs = { ...request, key: await makeDeviceKey() };
  expect(await call('startSignIn', thiefs)).toMatchObject({ status: 422 });
  context.advance(11 * 60_000);
  expect(await call('startSignIn', request)).toMatchObject({ code: 'identity-not-verified' });
});

test('SV-11: that an account is closed is told again when the answer was lost: the ID token is used up', async () => {
  const { call, issuers } = await startTestService();
  const proof = await issuers.prove(personOf('sso-turned-off', 'google'));
  const request = { body: { ...proof, device: deviceWith() }, idempotencyKey: randomUUID() };
  const closed = { status: 403, code: 'sso-turned-off' };
  expect(await call('startSignIn', request)).toMatchObject(closed);
  expect(await call('startSignIn', request)).toMatchObject(closed);
});

test('S2-06: a recorded request, proof and all, gets no kept answer', async () => {
  const { call, issuers } = await startTestService();
  const key = await makeDeviceKey();
  const proof = await issuers.prove(personOf('one-account', 'google'));
  const recorded = {
    body: { ...proof, device: deviceWith() },
    idempotencyKey: randomUUID(),
    key,
    proof: { claims: { jti: randomUUID() } },
  };
  expect((await call('startSignIn', recorded)).status).toBe(200);
  expect(await call('startSignIn', recorded)).toMatchObject({ status: 400, code: 'bad-request' });
});

test('S2-02: a ticket that was copied on its way opens nothing without the key that it was given for', async () => {
  const { call, issuers } = await startTestService();
  const key = await makeDeviceKey();
  const expired = { status: 410, code: 'ticket-expired' };
  const start = async (story: 'three-accounts' | 'no-account') => {
    const proof = await issuers.prove(personOf(story, 'google'));
    return call('startSignIn', { body: { ...proof, device: deviceWith() }, key });
  };
  const offer = offerOf(await start('three-accounts'));
  const choice = { ticket: offer.ticket, accountId: offer.accounts[0]?.id ?? '' };
  const { ticket } = linkRequiredOf(await start('no-account'));
  const link = { ticket, username: 'chloe.martin', password: sandboxPassword };
  for (const thiefs of [{}, { key: await makeDeviceKey() }]) {
    expect(await call('chooseAccount', { body: choice, ...thiefs })).toMatchObject(expired);
    expect(await call('linkIdentity', { body: link, ...thiefs })).toMatchObject(expired);
  }
  expect((await call('chooseAccount', { body: choice, key })).status).toBe(200);
  expect((await call('linkIdentity', { body: link, key })).status).toBe(200);
});

test('SV-11: a choice and a link whose answers were lost are repeated to who holds the ticket', async () => {
  const { call, signIn: start } = await startTestService();
  const offer = offerOf(await start(personOf('three-accounts', 'google')));
  const body = { ticket: offer.ticket, accountId: offer.accounts[0]?.id ?? '' };
  const request = { body, idempotencyKey: randomUUID() };
  const first = await call('chooseAccount', request);
  expect((await call('chooseAccount', request)).body).toEqual(first.body);
  const { refreshToken } = sessionOf(first);
  await call('signOut', { body: { refreshToken } });
  expect(await call('chooseAccount', request)).toMatchObject({ code: 'ticket-expired' });
});

test('SV-10, SV-11: a choice and a link that were refused are looked at again when what they were refused for is over', async () => {
  const { call, service, signIn: start } = await startTestService();
  const { ticket, accounts } = offerOf(await start(personOf('three-accounts', 'google')));
  const link = linkRequiredOf(await start(personOf('no-account', 'google')));
  const known = { username: 'ana.silva', password: sandboxPassword };
  const writes = [
    ['chooseAccount', accounts[0]?.id ?? '', { ticket, accountId: accounts[0]?.id ?? '' }],
    ['linkIdentity', 'maple-200', { ticket: link.ticket, ...known }],
  ] as const;
  for (const [operationId, accountId, body] of writes) {
    const request = { body, idempotencyKey: randomUUID() };
    service.control.setAccountSso(accountId, false);
    expect(await call(operationId, request)).toMatchObject({ code: 'sso-turned-off' });
    service.control.setAccountSso(accountId, true);
    expect(await call(operationId, request)).toMatchObject({ status: 200 });
  }
});

test('S2-24: requests of nobody leave one event for each kind and minute, with their number, and no kept answer', async () => {
  const context = await startTestService();
  const { call, service } = context;
  const storm = async () => {
    for (let count = 0; count < 50; count += 1) {
      const body = { idToken: `a.b.${count}`, nonceSecret: 'x'.repeat(43), device: deviceWith() };
      expect((await call('startSignIn', { body })).status).toBe(401);
      const ticket = { ticket: `made-up-${count}`, accountId: 'maple-200' };
      expect((await call('chooseAccount', { body: ticket })).status).toBe(410);
      const links = { idToken: 'a.b.c', nonceSecret: 'x'.repeat(43) };
      expect((await call('addLink', { body: links, accessToken: `x.${count}` })).status).toBe(401);
      await call('signOut', { body: { refreshToken: `made-up-${count}` } });
    }
  };
  await storm();
  const details = () => service.control.readAudit().map(({ what, detail }) => `${what} ${detail}`);
  expect(details()).toHaveLength(3);
  for (const event of details()) expect(event).toMatch(/^sign-in-refused .* \(50 times\)$/);
  expect(keptIn(context)).toBe(0);
  context.advance(61_000);
  await storm();
  expect(details()).toHaveLength(6);
});

test('S2-24: usernames that do not exist fill no record; a wrong password of an account is one event each', async () => {
  const context = await startTestService();
  const { call, service } = context;
  for (let count = 0; count < 20; count += 1) {
    const body = { username: `nobody-${count}`, password: 'x', device: deviceWith() };
    expect((await call('signInWithPassword', { body })).status).toBe(401);
  }
  for (let count = 0; count < 3; count += 1) {
    const body = { username: 'ana.silva', password: 'x', device: deviceWith() };
    await call('signInWithPassword', { body });
  }
  const events = service.control.readAudit().map(({ accountId, detail }) => [accountId, detail]);
  expect(events).toEqual([
    [null, '20 times'],
    ...Array.from({ length: 3 }, () => ['maple-200', null]),
  ]);
  expect(keptIn(context)).toBe(0);
});

const hourMs = 3_600_000;
const worthNothing = { status: 400, code: 'bad-request' };
const person = personOf('one-account', 'google');

/** A request whose proof is the same each time that it is sent. */
function recorded(key: DeviceKey, body: unknown) {
  return { body, key, idempotencyKey: randomUUID(), proof: { claims: { jti: randomUUID() } } };
}

async function open({ call, issuers }: TestService, key: DeviceKey): Promise<string> {
  const body = { ...(await issuers.prove(person)), device: deviceWith() };
  return sessionOf(await call('startSignIn', { body, key })).refreshToken;
}

test('S2-02: a renewal that was recorded and refused (`reverify-required`) is worth nothing once the session was proved again', async () => {
  const context = await startTestService();
  const { call, issuers } = context;
  const key = await makeDeviceKey();
  const refreshToken = await open(context, key);
  context.advance(85 * hourMs);
  const renewal = recorded(key, { refreshToken });
  expect(await call('refreshSession', renewal)).toMatchObject({ code: 'reverify-required' });
  const idToken = await issuers.sign(issuers.claimsOf(person));
  const proved = await call('reverifySession', { body: { refreshToken, idToken }, key });
  expect(proved.status).toBe(200);
  expect(await call('refreshSession', renewal)).toMatchObject(worthNothing);
  expect(await call('refreshSession', { body: { refreshToken }, key })).toMatchObject({
    status: 200,
  });
  expect(await call('refreshSession', renewal)).toMatchObject(worthNothing);
});

test('S2-02, SV-15: so is one that was refused while the account was turned off', async () => {
  const context = await startTestService();
  const { call, service } = context;
  const key = await makeDeviceKey();
  const refreshToken = await open(context, key);
  const accountId = 'maple-200';
  service.control.disableAccount(accountId);
  const renewal = recorded(key, { refreshToken });
  expect(await call('refreshSession', renewal)).toMatchObject({ code: 'account-disabled' });
  service.control.disableAccount(accountId, false);
  expect(await call('refreshSession', renewal)).toMatchObject(worthNothing);
});

test('S2-02: a re-verification that was recorded and refused is worth nothing when its ID token is good', async () => {
  const context = await startTestService();
  const { call, issuers } = context;
  const key = await makeDeviceKey();
  const refreshToken = await open(context, key);
  context.advance(hourMs);
  const idToken = await issuers.sign(issuers.claimsOf(person));
  issuers.setDown(true);
  const request = recorded(key, { refreshToken, idToken });
  expect(await call('reverifySession', request)).toMatchObject({ status: 503 });
  issuers.setDown(false);
  expect(await call('reverifySession', request)).toMatchObject(worthNothing);
});

test('S2-06: a sign-in that was recorded while the keys of the provider were away gets no answer of its repetition', async () => {
  const { call, issuers } = await startTestService();
  const key = await makeDeviceKey();
  const request = recorded(key, { ...(await issuers.prove(person)), device: deviceWith() });
  issuers.setDown(true);
  expect(await call('startSignIn', request)).toMatchObject({ status: 503 });
  issuers.setDown(false);
  const { proof: _, ...again } = request;
  expect((await call('startSignIn', again)).status).toBe(200);
  expect(await call('startSignIn', request)).toMatchObject(worthNothing);
});

test('S2-02: a recorded renewal is worth nothing as long as its token is known, and ends nothing', async () => {
  let offset = 0;
  const options = { dataDir: await temporaryDirectory(), now: () => Date.now() + offset };
  const first = await startTestService(options);
  const key = await makeDeviceKey();
  const body = { username: 'ana.silva', password: sandboxPassword, device: deviceWith() };
  const { refreshToken } = sessionOf(await first.call('signInWithPassword', { body, key }));
  const renewal = recorded(key, { refreshToken });
  const next = sessionOf(await first.call('refreshSession', renewal)).refreshToken;
  await first.service.close();
  offset += 49 * hourMs;
  // It forgets at its start what nobody can use any more.
  const { call } = await startTestService(options);
  expect(await call('refreshSession', renewal)).toMatchObject(worthNothing);
  const honest = await call('refreshSession', { body: { refreshToken: next }, key });
  expect(honest).toMatchObject({ status: 200 });
});

test('S2-24: proofs that nobody knows the key of leave nothing behind', async () => {
  const context = await startTestService();
  const { call, service } = context;
  const key = await makeDeviceKey();
  for (let count = 0; count < 5; count += 1) {
    const body = { idToken: 'a.b.c', nonceSecret: 'x'.repeat(43), device: deviceWith() };
    const request = recorded(key, body);
    for (let again = 0; again < 2; again += 1) {
      expect(await call('startSignIn', request)).toMatchObject({ code: 'identity-not-verified' });
    }
    await call('refreshSession', recorded(key, { refreshToken: `made-up-${count}` }));
  }
  expect(service.control.readAudit()).toHaveLength(1);
});
