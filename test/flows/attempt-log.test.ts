import { expect, test } from 'vitest';
import { type Computer, withOffice } from './support/start-office.ts';

/** The codes with which attempts have ended, in order; every attempt must have one end only. */
function endsOf(computer: Computer) {
  return computer.steps
    .filter(({ step }) => step === 'ended' || step === 'signed-in')
    .map(({ attempt, code }) => ({ isNamed: attempt !== '', code }));
}

test('LG-09 a refused Sonar password is one line of the log, with its code', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    computer.login.start();
    await computer.login.verbs.signInWithPassword('nobody', 'wrong');
    expect(endsOf(computer)).toEqual([{ isNamed: true, code: 'wrong-credentials' }]);
  }));

test.each([
  ['choosing', 'three-accounts'],
  ['linking', 'no-account'],
] as const)(
  'LG-09 an offer that ran out while %s is one line of the log, with its code',
  (kind, story) =>
    withOffice(async ({ sandbox, startComputer }) => {
      const computer = startComputer();
      const { verbs } = computer.login;
      computer.login.start();
      sandbox.control.sonar.setTtl({ ticket: 0 });
      computer.browseAs(`google-${story}`);
      await verbs.startSignIn('google', { anotherAccount: false });
      const view = await computer.waitFor(kind);
      if (view.kind === 'choosing') await verbs.chooseAccount(view.accounts[0]?.id ?? '', false);
      else await verbs.linkAccount('somebody', 'password');
      expect(computer.view()).toMatchObject({
        kind: 'signed-out',
        failure: { code: 'ticket-expired' },
      });
      expect(endsOf(computer)).toEqual([{ isNamed: true, code: 'ticket-expired' }]);
    }),
);
