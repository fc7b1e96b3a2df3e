import { describe, expect, test } from 'vitest';
import { withOffice } from './support/start-office.ts';

const providers = ['google', 'microsoft'] as const;

describe.each(providers)('%s', (provider) => {
  test('R2 one account: in, with nothing more to type', () =>
    withOffice(async ({ startComputer }) => {
      const computer = startComputer();
      computer.login.start();
      computer.browseAs(`${provider}-one-account`);
      await computer.login.verbs.startSignIn(provider, { anotherAccount: false });
      const { accountId } = await computer.waitFor('signed-in');
      const [account] = computer.login.getState().accounts;
      expect(account).toMatchObject({ id: accountId, session: { status: 'online' } });
      expect(account?.identity?.provider).toBe(provider);
      expect(computer.opened).toHaveLength(1);
      expect(computer.raised()).toBe(1);
    }));
});
