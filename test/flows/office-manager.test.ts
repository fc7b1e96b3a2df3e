import { expect, test } from 'vitest';
import { type Computer, withOffice } from './support/start-office.ts';

async function openAsManager(computer: Computer) {
  const { verbs } = computer.login;
  computer.login.start();
  computer.browseAs('google-office-manager');
  await verbs.startSignIn('google', { anotherAccount: false });
  const { accountId } = await computer.waitFor('signed-in');
  return { computer, verbs, accountId };
}

test('R10 an office manager reads and saves the review of the organization', () =>
  withOffice(async ({ startComputer }) => {
    const { computer, verbs, accountId } = await openAsManager(startComputer());
    expect(await verbs.getReview(accountId)).toMatchObject({ ok: true });
    expect(await verbs.exportReview(accountId)).toMatchObject({ ok: true });
    expect(computer.saved[0]).toContain('\r\n');
  }));

test('S2-21: a taken-over window that asks to save again and again has one box opened at a time', () =>
  withOffice(async ({ startComputer }) => {
    const { computer, verbs, accountId } = await openAsManager(startComputer());
    const answers = await Promise.all([1, 2, 3].map(() => verbs.exportReview(accountId)));
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(computer.saved).toHaveLength(1);
  }));
