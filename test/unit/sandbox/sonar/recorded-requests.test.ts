import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { sandboxPassword } from '../../../../services/seed/default-seed.ts';
import { type DeviceKey, makeDeviceKey } from '../../../contract/support/device-key.ts';
import { sessionOf } from '../../../contract/support/narrow.ts';
import {
  deviceWith,
  personOf,
  startTestService,
  type TestService,
  temporaryDirectory,
} from './support/start-test-service.ts';

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
