import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import {
  createRegistrations,
  renewalDelayMs,
  retryDelayMs,
} from '../../../examples/softphone/main/registrations.ts';
import { waitUntil } from '../../support/wait-until.ts';

test('credentials are renewed at half of their life, and never all the time', () => {
  expect(renewalDelayMs(90_000, 0)).toBe(45_000);
  expect(renewalDelayMs(3_600_000, 0)).toBe(1_800_000);
  expect(renewalDelayMs(-5, 0)).toBe(5_000);
  // A timer that counts further fires at once.
  expect(renewalDelayMs(10 ** 12, 0)).toBeLessThan(2 ** 31);
});

test('after each failure in a row the wait is twice as long, up to a minute', () => {
  expect([1, 2, 3, 5, 6, 100].map(retryDelayMs)).toEqual([
    2_000, 4_000, 8_000, 32_000, 60_000, 60_000,
  ]);
});

const ana = { id: 'a', name: 'Ana' };
const ben = { id: 'b', name: 'Ben' };

/** Registrations on a service that answers as `fetch` says, with all that it was asked and that lines were given. */
function start(fetch: (accountId: string, time: number) => Promise<void>) {
  const asked: string[] = [];
  const given: string[] = [];
  const registrations = createRegistrations({
    async fetch(accountId) {
      asked.push(accountId);
      const username = `${asked.length}`;
      await fetch(accountId, asked.length);
      const expiresAt = new Date(Date.now() + 90_000).toISOString();
      const webSocket = 'wss://registrar.example';
      return { sipAddress: `sip:${accountId}@x`, webSocket, username, password: 'p', expiresAt };
    },
    explain: (error) => String(error),
    push: ({ accountId, username }) => given.push(`${accountId}${username}`),
    onProblemChanged() {},
  });
  return { registrations, asked, given, end: () => registrations.follow([]) };
}

test('every account gets credentials once, and new ones when that is asked for', async () => {
  const { registrations, given, end } = start(async () => {});
  registrations.follow([ana]);
  registrations.follow([ana, ben]);
  await waitUntil(() => given.length === 2, 'the credentials of both');
  registrations.renew('b');
  await waitUntil(() => given.length === 3, 'the renewal of one');
  registrations.renew();
  await waitUntil(() => given.length === 5, 'the renewal of both');
  expect(given).toEqual(['a1', 'b2', 'b3', 'a4', 'b5']);
  end();
});

test('a page that is loaded anew gets what is known, and no request is made', async () => {
  const { registrations, asked, given, end } = start(async () => {});
  registrations.follow([ana]);
  await waitUntil(() => given.length === 1, 'the credentials');
  registrations.pushAll();
  expect([given, asked]).toEqual([['a1', 'a1'], ['a']]);
  end();
});

test('while one request runs nothing asks again, and what comes for somebody who left is dropped', async () => {
  const answer = Promise.withResolvers<void>();
  const { registrations, asked, given } = start(() => answer.promise);
  registrations.follow([ana]);
  registrations.renew('a');
  registrations.follow([]);
  answer.resolve();
  await pause(20);
  expect([asked, given]).toEqual([['a'], []]);
});

test('a failure is told in words, is tried again after two seconds, and passes', async () => {
  const { registrations, asked, given, end } = start(async (_, time) => {
    if (time === 1) throw 'no network';
  });
  const begin = Date.now();
  registrations.follow([ana]);
  await waitUntil(() => registrations.getProblem('a') !== null, 'the problem');
  expect(registrations.getProblem('a')).toBe('no network');
  await waitUntil(() => given.length === 1, 'the second try');
  expect(Date.now() - begin).toBeGreaterThan(1_900);
  expect([asked.length, registrations.getProblem('a')]).toEqual([2, null]);
  end();
});

test('refused credentials are replaced after a wait, never at once', async () => {
  const { registrations, asked, given, end } = start(async () => {});
  registrations.follow([ana]);
  await waitUntil(() => given.length === 1, 'the credentials');
  const begin = Date.now();
  registrations.tell('a', 'refused');
  registrations.tell('nobody', 'refused');
  await waitUntil(() => given.length === 2, 'new credentials');
  expect(Date.now() - begin).toBeGreaterThan(1_900);
  expect(asked).toEqual(['a', 'a']);
  end();
});
