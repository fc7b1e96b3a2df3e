import { expect, test } from 'vitest';
import { type Computer, withOffice } from '../../flows/support/start-office.ts';
import {
  type Fault,
  faults,
  type HostileService,
  startHostileService,
} from './start-hostile-service.ts';

const codes = ['account-service-unreachable', 'account-service-invalid', 'network-portal'];

/** A computer whose Sonar service can be replaced by one that misbehaves. */
async function withHostileService(
  use: (parts: {
    readonly computer: Computer;
    readonly hostile: HostileService;
    readonly turn: (hostile: boolean) => void;
    /** Lets so much time go by for the app, in milliseconds. */
    readonly pass: (ms: number) => void;
  }) => Promise<void>,
): Promise<void> {
  const hostile = await startHostileService();
  try {
    await withOffice(async ({ sandbox, startComputer }) => {
      const { origin } = new URL(sandbox.description.sonar.baseUrl);
      let isHostile = false;
      let ahead = 0;
      const computer = startComputer({
        now: () => Date.now() + ahead,
        fetch: (fetch) => (input, init) =>
          fetch(isHostile ? input.replace(origin, hostile.origin) : input, init),
      });
      computer.login.start();
      computer.browseAs('google-one-account');
      await use({
        computer,
        hostile,
        turn(next) {
          isHostile = next;
        },
        pass(ms) {
          ahead += ms;
        },
      });
    });
  } finally {
    await hostile.close();
  }
}

test('SV-12: whatever the service does at a renewal, the session is offline, and online again afterwards', () =>
  withHostileService(async ({ computer, hostile, turn, pass }) => {
    const { verbs } = computer.login;
    await verbs.startSignIn('google', { anotherAccount: false });
    const { accountId } = await computer.waitFor('signed-in');
    const session = () => computer.login.getState().accounts[0]?.session;
    for (const fault of Object.keys(faults) as Fault[]) {
      hostile.misbehave(fault);
      turn(true);
      // Renewals of one account that worked keep a distance.
      pass(2_000);
      await verbs.retrySession(accountId);
      expect(session()?.status, fault).toBe('offline');
      expect(codes, fault).toContain(session()?.failure?.code);
      turn(false);
      await verbs.retrySession(accountId);
      expect(session(), fault).toEqual({ status: 'online', failure: null });
    }
  }));

test('SV-12: whatever the service does at a sign-in, it is told in one code, and the next try needs no browser where it can', () =>
  withHostileService(async ({ computer, hostile, turn }) => {
    const { verbs } = computer.login;
    for (const fault of Object.keys(faults) as Fault[]) {
      hostile.misbehave(fault);
      turn(true);
      await verbs.startSignIn('google', { anotherAccount: false });
      await computer.waitForState(
        ({ view }) => view.kind === 'signed-out' && codes.includes(view.failure?.code ?? ''),
        fault,
      );
      turn(false);
      await verbs.startSignIn('google', { anotherAccount: false });
      const { accountId } = await computer.waitFor('signed-in');
      await verbs.removeAccount(accountId);
    }
  }));
