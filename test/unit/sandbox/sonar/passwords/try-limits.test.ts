import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { sandboxPassword } from '../../../../../sandbox/seed/people.ts';
import { linkRequiredOf, sessionOf } from '../../../../contract/support/narrow.ts';
import type { Reply } from '../../../../contract/support/sonar-client.ts';
import { inParallel } from '../support/in-parallel.ts';
import {
  deviceWith,
  personOf,
  startTestService,
  type TestService,
} from '../support/start-test-service.ts';

const windowMs = 15 * 60_000;

function passwordTry(
  { call }: TestService,
  username: string,
  password: string,
  deviceId = randomUUID(),
) {
  return call('signInWithPassword', { body: { username, password, device: deviceWith(deviceId) } });
}

function countOf(replies: readonly Reply[], status: number): number {
  return replies.filter((reply) => reply.status === status).length;
}

test('five wrong passwords for one username and device, told from three left on, then a wait that is told', async () => {
  const context = await startTestService();
  const deviceId = randomUUID();
  const left = [];
  for (let count = 0; count < 5; count += 1) {
    const { body } = await passwordTry(context, 'ana.silva', 'wrong', deviceId);
    left.push((body as { triesLeft: number | null }).triesLeft);
  }
  expect(left).toEqual([null, 3, 2, 1, 0]);
  const limited = await passwordTry(context, 'ana.silva', sandboxPassword, deviceId);
  expect(limited).toMatchObject({ status: 429, code: 'too-many-tries' });
  const { retryAt } = limited.body as { retryAt: string };
  const seconds = Number(limited.headers.get('retry-after'));
  expect(Math.abs(Date.parse(retryAt) - context.now() - seconds * 1_000)).toBeLessThan(15_000);
  context.advance(windowMs + 1_000);
  const later = await passwordTry(context, 'ana.silva', sandboxPassword, deviceId);
  expect(later.status).toBe(201);
});

test('SV-07: a username that does not exist is counted and answered alike', async () => {
  const context = await startTestService();
  const answers = async (username: string) => {
    const deviceId = randomUUID();
    const found = [];
    for (let count = 0; count < 6; count += 1) {
      const { status, body } = await passwordTry(context, username, 'wrong', deviceId);
      found.push({ status, triesLeft: (body as { triesLeft?: number }).triesLeft });
    }
    return found;
  };
  expect(await answers('nobody.at.all')).toEqual(await answers('ana.silva'));
});

test('spelling a username differently gives no more tries', async () => {
  const context = await startTestService();
  const deviceId = randomUUID();
  for (const username of ['ana.silva', 'ANA.SILVA', ' ana.silva', 'Ana.Silva ', 'aNa.silva']) {
    const reply = await passwordTry(context, username, 'wrong', deviceId);
    expect(reply.status).toBe(401);
  }
  expect((await passwordTry(context, 'ana.silva', 'wrong', deviceId)).status).toBe(429);
});

test('one device trying many usernames is stopped, and others are not', async () => {
  const context = await startTestService();
  const deviceId = randomUUID();
  const replies = [];
  for (let index = 0; index < 40; index += 1) {
    replies.push(await passwordTry(context, `user-${index}`, 'wrong', deviceId));
  }
  expect(countOf(replies, 401)).toBe(30);
  expect(countOf(replies, 429)).toBe(10);
  expect((await passwordTry(context, 'ana.silva', sandboxPassword)).status).toBe(201);
});

test('nobody can lock out a colleague: a device that has opened the account before is not stopped by strangers', async () => {
  const context = await startTestService({ tryLimits: { username: 10 } });
  const own = randomUUID();
  expect((await passwordTry(context, 'ana.silva', sandboxPassword, own)).status).toBe(201);
  const attack = [];
  for (let index = 0; index < 15; index += 1) {
    attack.push(await passwordTry(context, 'ana.silva', 'wrong'));
  }
  expect(countOf(attack, 401)).toBe(10);
  expect(countOf(attack, 429)).toBe(5);
  expect((await passwordTry(context, 'ana.silva', sandboxPassword)).status).toBe(429);
  expect((await passwordTry(context, 'ana.silva', sandboxPassword, own)).status).toBe(201);
});

test('a right password starts the count of its pair afresh', async () => {
  const context = await startTestService();
  const deviceId = randomUUID();
  for (let round = 0; round < 3; round += 1) {
    for (let count = 0; count < 4; count += 1) {
      expect((await passwordTry(context, 'ana.silva', 'wrong', deviceId)).status).toBe(401);
    }
    const right = await passwordTry(context, 'ana.silva', sandboxPassword, deviceId);
    expect(right.status).toBe(201);
  }
});

test('a repeated request is one try', async () => {
  const { call } = await startTestService();
  const device = deviceWith();
  const request = {
    body: { username: 'ana.silva', password: 'wrong', device },
    idempotencyKey: randomUUID(),
  };
  const replies = await Promise.all(
    Array.from({ length: 8 }, () => call('signInWithPassword', request)),
  );
  expect(countOf(replies, 401)).toBe(8);
  const next = await call('signInWithPassword', { body: request.body });
  expect(next.body).toMatchObject({ triesLeft: 3 });
});

test('SV-08: a thousand wrong passwords, 250 at once, over many users and identities, get no further than the limits', {
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
