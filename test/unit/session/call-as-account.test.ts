import { expect, test } from 'vitest';
import { singleFlight } from '../../../src-main/common/in-turn.ts';
import { LoginError } from '../../../src-main/errors/login-error.ts';
import { callAsAccount } from '../../../src-main/session/call-as-account.ts';
import { createCurrent } from '../../../src-main/session/current.ts';
import { createSonarClient } from '../../../src-main/sonar/sonar-client.ts';

const now = Date.parse('2026-03-05T12:00:00Z');

const expired = {
  type: 'urn:sonar:problem:access-token-expired',
  title: 'The access token has expired',
  status: 401,
  code: 'access-token-expired',
};

/** A session whose token is still good by the clock here, and a service by whose clock these have expired. */
function createOffice(expiredTokens: readonly string[]) {
  const asked: string[] = [];
  let token = 1;
  let isOpen = true;
  const sonar = createSonarClient({
    service: { current: () => 'https://sonar.example/v1' },
    device: { id: 'd', name: 'd', platform: 'linux', appVersion: '1.0.0' },
    now: () => now,
    async fetch(_input, init) {
      const sent = new Headers(init?.headers).get('authorization') ?? '';
      asked.push(sent);
      return expiredTokens.includes(sent.replace('Bearer ', ''))
        ? Response.json(expired, { status: 401 })
        : Response.json({ devices: [] });
    },
  });
  const sessions = {
    getAccessToken: async () => `token-${token}`,
    renew: singleFlight(async () => {
      asked.push('renewal');
      token += 1;
    }),
    watch: () =>
      createCurrent(
        () => isOpen,
        () => new LoginError('cancelled'),
      ),
  };
  return {
    asked,
    sessions,
    leave() {
      isOpen = false;
    },
    getDevices: () => callAsAccount(sessions, 'ana', sonar.getDevices),
  };
}

test('a token that has expired by the clock of the service is renewed, and the call made once more', async () => {
  const { asked, getDevices } = createOffice(['token-1']);
  expect(await getDevices()).toEqual([]);
  expect(asked).toEqual(['Bearer token-1', 'renewal', 'Bearer token-2']);
});

test('a service that takes every token for expired is not asked without end', async () => {
  const { asked, getDevices } = createOffice(['token-1', 'token-2']);
  await expect(getDevices()).rejects.toMatchObject({ code: 'account-service-unreachable' });
  expect(asked).toEqual(['Bearer token-1', 'renewal', 'Bearer token-2']);
});

test('two calls at once have it renewed once', async () => {
  const { asked, getDevices } = createOffice(['token-1']);
  await Promise.all([getDevices(), getDevices()]);
  expect(asked.filter((what) => what === 'renewal')).toHaveLength(1);
});

test('nothing is sent again for somebody who has left meanwhile', async () => {
  const { asked, sessions, leave, getDevices } = createOffice(['token-1']);
  sessions.renew = async () => leave();
  await expect(getDevices()).rejects.toMatchObject({ code: 'cancelled' });
  expect(asked).toEqual(['Bearer token-1']);
});
