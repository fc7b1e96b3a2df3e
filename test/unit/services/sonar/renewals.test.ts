import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { sandboxPassword } from '../../../../services/seed/default-seed.ts';
import {
  type DeviceKey,
  makeDeviceKey,
  sessionOf,
} from '../../../contract/support/sonar-client.ts';
import { deviceWith, startTestService, type TestService } from './support/start-test-service.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** A session on a device, opened with a key or without, and what renews it. */
async function open(context: TestService, key?: DeviceKey) {
  const body = { username: 'ana.silva', password: sandboxPassword, device: deviceWith() };
  const withKey = key === undefined ? {} : { key };
  const { refreshToken } = sessionOf(
    await context.call('signInWithPassword', { body, ...withKey }),
  );
  const renew = (token: string) =>
    context.call('refreshSession', { body: { refreshToken: token }, ...withKey });
  /** The next token, or the code of the refusal. */
  const next = async (token: string) => {
    const reply = await renew(token);
    return reply.status === 200 ? sessionOf(reply).refreshToken : (reply.code ?? '');
  };
  return { first: refreshToken, next };
}

function eventsOf({ service }: TestService) {
  return service.control.readAudit().map(({ what, detail }) => [what, detail]);
}

test('S2-02: without a key an answer is repeated within two minutes, recorded each time, and not a second later', async () => {
  const context = await startTestService();
  const early = await open(context);
  const successor = await early.next(early.first);
  context.advance(2 * minuteMs - 1_000);
  expect(await early.next(early.first)).toBe(successor);
  expect(eventsOf(context).slice(-2)).toEqual([
    ['session-refreshed', null],
    ['session-refreshed', 'repeated'],
  ]);
  const late = await open(context);
  await late.next(late.first);
  context.advance(2 * minuteMs + 1_000);
  expect(await late.next(late.first)).toBe('session-ended');
  expect(eventsOf(context).at(-1)).toEqual(['refresh-token-reused', null]);
});

test('S2-02: the third repetition ends the session, recorded as reuse', async () => {
  const context = await startTestService();
  const { first, next } = await open(context);
  const successor = await next(first);
  expect(await next(first)).toBe(successor);
  expect(await next(first)).toBe(successor);
  expect(await next(first)).toBe('session-ended');
  expect(await next(successor)).toBe('session-ended');
  expect(eventsOf(context).at(-1)).toEqual(['refresh-token-reused', null]);
});

test('S2-02: nothing is repeated once the successor was used', async () => {
  const context = await startTestService();
  const { first, next } = await open(context);
  await next(await next(first));
  expect(await next(first)).toBe('session-ended');
});

test('S2-02: two who share a token without a key are noticed at the first collision and stopped at the second', async () => {
  const context = await startTestService();
  const { first, next } = await open(context);
  const second = await next(first);
  expect(await next(first)).toBe(second);
  expect(eventsOf(context).at(-1)).toEqual(['session-refreshed', 'repeated']);
  const third = await next(second);
  expect(await next(second)).toBe('session-ended');
  expect(await next(third)).toBe('session-ended');
});

test('S2-02: a laptop that slept after a lost answer comes back with its key within 24 hours, four times in all', async () => {
  const context = await startTestService();
  const { first, next } = await open(context, await makeDeviceKey());
  const successor = await next(first);
  for (const hours of [0, 0, 20, 3]) {
    context.advance(hours * hourMs);
    expect(await next(first)).toBe(successor);
  }
  expect(await next(first)).toBe('session-ended');
  const slept = await open(context, await makeDeviceKey());
  await slept.next(slept.first);
  context.advance(24 * hourMs + minuteMs);
  expect(await slept.next(slept.first)).toBe('session-ended');
});

test('LD-03: a bad network that loses two answers in a row signs nobody out who has the key', async () => {
  const context = await startTestService();
  const { first, next } = await open(context, await makeDeviceKey());
  let token = first;
  for (let round = 0; round < 3; round += 1) {
    for (let lost = 0; lost < 2; lost += 1) {
      const successor = await next(token);
      expect(await next(token)).toBe(successor);
      token = successor;
    }
    token = await next(token);
  }
  expect(token).not.toBe('session-ended');
});

test('S2-02, B-16: two computers with a copy of one profile, key and all, are told apart at their second renewal', async () => {
  const context = await startTestService();
  const { first, next } = await open(context, await makeDeviceKey());
  const second = await next(first);
  context.advance(10 * minuteMs);
  expect(await next(first)).toBe(second);
  const third = await next(second);
  context.advance(10 * minuteMs);
  expect(await next(second)).toBe('session-ended');
  expect(await next(third)).toBe('session-ended');
  expect(eventsOf(context).at(-1)).toEqual(['refresh-token-reused', null]);
});

test('S2-02: a copied token without the key is recorded, counted by the minute', async () => {
  const context = await startTestService();
  const { first } = await open(context, await makeDeviceKey());
  const body = { refreshToken: first };
  for (let count = 0; count < 3; count += 1) await context.call('refreshSession', { body });
  expect(eventsOf(context).at(-1)).toEqual(['session-key-refused', 'no proof (3 times)']);
});

test('SV-15: a repetition asks anew whether the account is open', async () => {
  const context = await startTestService();
  const { first, next } = await open(context);
  const successor = await next(first);
  context.service.control.disableAccount('maple-200');
  expect(await next(first)).toBe('account-disabled');
  context.service.control.disableAccount('maple-200', false);
  expect(await next(first)).toBe(successor);
});

test('SV-16: what is kept for a repetition opens with the old token only, and goes when the successor was used', async () => {
  const context = await startTestService();
  const { first, next } = await open(context);
  const second = await next(first);
  const database = new DatabaseSync(join(context.dataDir, 'sonar.sqlite'), { readOnly: true });
  const kept = () =>
    database.prepare('SELECT sealed_successor FROM refresh_tokens ORDER BY sequence').all();
  expect(kept()[0]).toMatchObject({ sealed_successor: expect.any(Uint8Array) });
  expect(JSON.stringify(kept())).not.toContain(second);
  await next(await next(second));
  expect(kept()[0]).toEqual({ sealed_successor: null });
  database.close();
});
