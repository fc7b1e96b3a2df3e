import { expect, test } from 'vitest';
import type { Fetch } from '../../src-main/network/network.ts';
import { createFakeKeychain } from './support/fake-keychain.ts';
import { type Computer, withOffice } from './support/start-office.ts';

/** Counts uses of refresh tokens, at Sonar and at the provider, and how many were under way at a time. */
function createRenewalWatch() {
  const count = { sonar: 0, provider: 0, running: 0, most: 0 };
  const fetch =
    (next: Fetch): Fetch =>
    async (input, init) => {
      const isSonar = input.endsWith('/sessions/refresh');
      const isProvider = new URL(input).pathname.endsWith('/token');
      if (!isSonar && !isProvider) return next(input, init);
      count[isSonar ? 'sonar' : 'provider'] += 1;
      count.running += 1;
      count.most = Math.max(count.most, count.running);
      try {
        return await next(input, init);
      } finally {
        count.running -= 1;
      }
    };
  return { count, fetch };
}

function statusOf(computer: Computer) {
  return computer.login.getState().accounts[0]?.session.status;
}

test.each(['google', 'microsoft'] as const)(
  'TK-14 %s: two processes of one profile that renew at once use no token twice, and nobody is signed out',
  (provider) =>
    withOffice(async ({ startComputer }) => {
      const { credentials } = createFakeKeychain();
      const { count, fetch } = createRenewalWatch();
      const first = startComputer({ credentials, fetch });
      first.login.start();
      first.browseAs(`${provider}-one-account`);
      await first.login.verbs.startSignIn(provider, { anotherAccount: false });
      const { accountId } = await first.waitFor('signed-in');
      await first.login.flush();
      const second = startComputer({ credentials, fetch });
      second.login.start();
      await second.login.flush();
      const before = { ...count };
      const both = [first, second];
      for (const computer of both) computer.setPolicy({ reverifyHours: 0 });
      for (let round = 1; round <= 3; round += 1) {
        await Promise.all(both.map(({ login }) => login.verbs.retrySession(accountId)));
        expect(both.map(statusOf)).toEqual(['online', 'online']);
      }
      expect(count.sonar - before.sonar).toBe(6);
      expect(count.provider - before.provider).toBe(6);
      expect(count.most).toBe(1);
    }),
);
