import { expect, test } from 'vitest';
import { withOffice } from './support/start-office.ts';

test('R10 an office manager reads and saves the review of the organization', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    const { verbs } = computer.login;
    computer.login.start();
    computer.browseAs('google-office-manager');
    await verbs.startSignIn('google', { anotherAccount: false });
    const { accountId } = await computer.waitFor('signed-in');
    expect(await verbs.getReview(accountId)).toMatchObject({ ok: true });
    expect(await verbs.exportReview(accountId)).toMatchObject({ ok: true });
    expect(computer.saved[0]).toContain('\r\n');
  }));
