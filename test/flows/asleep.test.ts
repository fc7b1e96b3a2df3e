import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { withOffice } from './support/start-office.ts';

test.each(['google', 'microsoft'] as const)(
  'B-33: a computer that slept while %s was waited for still takes the answer',
  (provider) =>
    withOffice(async ({ startComputer }) => {
      const clock = { ahead: 0 };
      const computer = startComputer({ now: () => Date.now() + clock.ahead });
      computer.login.start();
      await computer.login.verbs.startSignIn(provider, { anotherAccount: false });
      await computer.waitForState(
        ({ view }) => view.kind === 'waiting-for-browser' && view.browserOpened,
        'waiting',
      );
      clock.ahead = 10 * 60_000;
      computer.login.wake();
      computer.browseAs(`${provider}-one-account`);
      await computer.login.verbs.openPageAgain();
      await computer.waitFor('signed-in');
    }),
);

test.each([25, 30])('B-24: a token that lives for %i days is renewed by no timer at once', (days) =>
  withOffice(async ({ sandbox, startComputer }) => {
    let renewals = 0;
    const computer = startComputer({
      fetch: (fetch) => (input, init) => {
        if (input.endsWith('/sessions/refresh')) renewals += 1;
        return fetch(input, init);
      },
    });
    sandbox.control.sonar.setTtl({ accessToken: days * 86_400_000 });
    computer.login.start();
    computer.browseAs('google-one-account');
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    await computer.waitFor('signed-in');
    // Node fires a timer of more than 24.8 days after a millisecond.
    await pause(500);
    expect(renewals).toBe(0);
    expect(await computer.login.softphone.getAccessToken()).not.toBe('');
    expect(renewals).toBe(0);
  }),
);
