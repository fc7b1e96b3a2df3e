import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { waitUntil } from '../support/wait-until.ts';
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

const providers = ['google', 'microsoft'] as const;

/** The port of the listener, from the address that was opened. */
function listenerPort(startPage: string | undefined): number {
  return Number(new URL(startPage ?? '').port);
}

/** Whether a port of 127.0.0.1 can be listened on. */
function isFree(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const server = createServer();
  server.once('error', () => resolve(false));
  server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  return promise;
}

describe.each(providers)('%s', (provider) => {
  test('AR-07: refused at the provider: told as such, no token is asked for, the next attempt works', () =>
    withOffice(async ({ startComputer }) => {
      const computer = startComputer();
      computer.login.start();
      computer.browseAs('refuse');
      await computer.login.verbs.startSignIn(provider, { anotherAccount: false });
      await computer.waitForState(
        ({ view }) => view.kind === 'signed-out' && view.failure?.code === 'access-denied',
        'access-denied',
      );
      expect(computer.steps.map(({ step }) => step)).not.toContain('identity-verified');
      computer.browseAs(`${provider}-one-account`);
      await computer.login.verbs.startSignIn(provider, { anotherAccount: false });
      await computer.waitFor('signed-in');
    }));

  test('AR-16: cancelled: a quiet word, the port is free, and the next attempt works', () =>
    withOffice(async ({ startComputer }) => {
      const computer = startComputer();
      computer.login.start();
      await computer.login.verbs.startSignIn(provider, { anotherAccount: false });
      await computer.waitForState(
        ({ view }) => view.kind === 'waiting-for-browser' && view.browserOpened,
        'waiting',
      );
      const port = listenerPort(computer.opened[0]);
      expect(await isFree(port)).toBe(false);
      await computer.login.verbs.cancelSignIn();
      expect(computer.view()).toMatchObject({ kind: 'signed-out', failure: { code: 'cancelled' } });
      await expect.poll(() => isFree(port)).toBe(true);
      computer.browseAs(`${provider}-one-account`);
      await computer.login.verbs.startSignIn(provider, { anotherAccount: false });
      await computer.waitFor('signed-in');
    }));

  test('LB-12: nobody answers: it ends at its deadline, says so, and frees its port', () =>
    withOffice(async ({ startComputer }) => {
      const clock = { ahead: 0 };
      const computer = startComputer({ now: () => Date.now() + clock.ahead });
      computer.login.start();
      await computer.login.verbs.startSignIn(provider, { anotherAccount: false });
      // The attempt was started five minutes before its end; of these half a second is left.
      clock.ahead = 299_500;
      await computer.waitForState(
        ({ view }) => view.kind === 'signed-out' && view.failure?.code === 'timed-out',
        'timed-out',
      );
      const port = listenerPort(computer.opened[0]);
      await expect.poll(() => isFree(port)).toBe(true);
    }));

  test('B-18: a provider that says it is down is told before a browser is opened', () =>
    withOffice(async ({ sandbox, startComputer }) => {
      const computer = startComputer();
      computer.login.start();
      sandbox.control[provider]?.setDown(true);
      await computer.login.verbs.startSignIn(provider, { anotherAccount: false });
      await computer.waitForState(
        ({ view }) => view.kind === 'signed-out' && view.failure?.code === 'provider-busy',
        'provider-busy',
      );
      expect(computer.opened).toEqual([]);
    }));
});

test('a new attempt replaces the old one, whose late answer changes nothing', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    computer.login.start();
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    await computer.waitForState(
      ({ view }) => view.kind === 'waiting-for-browser' && view.browserOpened,
      'waiting',
    );
    const old = listenerPort(computer.opened[0]);
    computer.browseAs('microsoft-one-account');
    await computer.login.verbs.startSignIn('microsoft', { anotherAccount: false });
    await computer.waitFor('signed-in');
    await expect.poll(() => isFree(old)).toBe(true);
  }));

test('signing an account out ends an attempt that is under way, and frees its port', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    const { verbs } = computer.login;
    computer.login.start();
    computer.browseAs('google-one-account');
    await verbs.startSignIn('google', { anotherAccount: false });
    const { accountId } = await computer.waitFor('signed-in');
    computer.browseAs('ignore');
    await verbs.confirmWithProvider(accountId);
    await computer.waitForState(
      ({ view }) => view.kind === 'waiting-for-browser' && view.browserOpened,
      'waiting',
    );
    await verbs.signOut(accountId);
    expect(computer.view()).toEqual({ kind: 'signed-out', failure: null });
    const port = listenerPort(computer.opened[1]);
    await expect.poll(() => isFree(port)).toBe(true);
  }));

test('BH-08: twenty fast clicks open one listener that stays, and one account', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    computer.login.start();
    computer.browseAs('google-one-account');
    for (let click = 0; click < 20; click += 1) {
      void computer.login.verbs.startSignIn('google', { anotherAccount: false });
    }
    await computer.waitFor('signed-in');
    expect(computer.opened).toHaveLength(1);
  }));

test('Sonar away after the provider answered: the next try goes on from there, without the browser', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const computer = startComputer();
    computer.login.start();
    computer.browseAs('google-one-account');
    sandbox.control.sonar.goDown(true);
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    await computer.waitForState(
      ({ view }) =>
        view.kind === 'signed-out' && view.failure?.code === 'account-service-unreachable',
      'account-service-unreachable',
    );
    sandbox.control.sonar.goDown(false);
    expect(computer.login.getState().unsent).toMatchObject({ provider: 'google' });
    await computer.login.verbs.goOn();
    await computer.waitFor('signed-in');
    expect(computer.opened).toHaveLength(1);
  }));

test('the network goes away after the provider answered: the next try needs no browser either', () =>
  withOffice(async ({ startComputer }) => {
    let isCut = true;
    const computer = startComputer({
      fetch: (fetch) => (input, init) => {
        const isSonar = input.endsWith('/sign-ins');
        if (!isCut || !isSonar) return fetch(input, init);
        return Promise.reject(Object.assign(new Error('unreachable'), { code: 'ENETUNREACH' }));
      },
    });
    computer.login.start();
    computer.browseAs('google-one-account');
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    await computer.waitForState(
      ({ view }) => view.kind === 'signed-out' && view.failure?.code === 'offline',
      'offline',
    );
    isCut = false;
    await computer.login.verbs.goOn();
    await computer.waitFor('signed-in');
    expect(computer.opened).toHaveLength(1);
  }));

test('the link can be copied while the browser is waited for, and not afterwards', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    const { verbs } = computer.login;
    computer.login.start();
    await verbs.startSignIn('google', { anotherAccount: false });
    await computer.waitForState(
      ({ view }) => view.kind === 'waiting-for-browser' && view.browserOpened,
      'waiting',
    );
    expect(await verbs.copyLink()).toEqual({ ok: true, value: null });
    const startPage = /^http:\/\/127\.0\.0\.1:\d+\/start\/[\w-]{43}$/;
    expect(computer.copied).toEqual([expect.stringMatching(startPage)]);
    expect(computer.opened).toEqual([expect.stringMatching(startPage)]);
    expect(computer.copied).not.toEqual(computer.opened);
    await verbs.openPageAgain();
    expect(computer.opened).toHaveLength(2);
    expect(new Set([...computer.opened, ...computer.copied]).size).toBe(3);
    await verbs.cancelSignIn();
    expect(await verbs.copyLink()).toEqual({ ok: false, failure: { code: 'timed-out' } });
  }));

test('a provider that policy forbids cannot be started by any verb', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    computer.login.start();
    computer.setPolicy({ allowedProviders: ['microsoft'] });
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    await computer.waitForState(
      ({ view }) => view.kind === 'signed-out' && view.failure?.code === 'blocked-by-policy',
      'blocked-by-policy',
    );
    expect(computer.opened).toEqual([]);
  }));

test.each([
  ['google', { allowedGoogleDomains: ['elsewhere.example'] }],
  ['microsoft', { allowedMicrosoftTenants: ['00000000-0000-4000-8000-00000000dead'] }],
] as const)(
  '%s: an organization that policy does not allow is refused after the ID token',
  (provider, policy) =>
    withOffice(async ({ startComputer }) => {
      const computer = startComputer();
      computer.login.start();
      computer.setPolicy(policy);
      computer.browseAs(`${provider}-one-account`);
      await computer.login.verbs.startSignIn(provider, { anotherAccount: false });
      await computer.waitForState(
        ({ view }) => view.kind === 'signed-out' && view.failure?.code === 'blocked-by-policy',
        'blocked-by-policy',
      );
    }),
);

/** What takes a kept proof away. */
const turnings = {
  cancel: (computer: Computer) => computer.login.verbs.cancelSignIn(),
  'add account': (computer: Computer) => computer.login.verbs.addAccount(),
  'lock the screen': (computer: Computer) => computer.login.lockScreen(),
  'are idle': (computer: Computer) => computer.login.leaveDesk(),
  'sign in otherwise': (computer: Computer) =>
    computer.login.verbs.signInWithPassword('nobody', 'x'),
  'end the shift': (computer: Computer) => computer.login.forgetEverybody(),
  'wait too long': (_: Computer, pass: () => void) => pass(),
} as const;

test.each(Object.keys(turnings) as readonly (keyof typeof turnings)[])(
  'S2-14: what somebody has proved opens nothing after they %s',
  (turning) =>
    withOffice(async ({ sandbox, startComputer }) => {
      let late = 0;
      const computer = startComputer({ now: () => Date.now() + late });
      computer.login.start();
      computer.browseAs('google-one-account');
      sandbox.control.sonar.goDown(true);
      await computer.login.verbs.startSignIn('google', { anotherAccount: false });
      await computer.waitForState(({ unsent }) => unsent !== null, 'a kept proof');
      await turnings[turning](computer, () => {
        late = 240_000;
      });
      sandbox.control.sonar.goDown(false);
      expect(computer.login.getState().unsent).toBeNull();
      expect(await computer.login.verbs.goOn()).toMatchObject({
        ok: false,
        failure: { code: 'timed-out' },
      });
      computer.browseAs('ignore');
      await computer.login.verbs.startSignIn('google', { anotherAccount: false });
      await computer.waitFor('waiting-for-browser');
      expect(computer.login.getState().accounts).toEqual([]);
    }),
);

test('S2-14: a proof that is kept is used when the person says so, and by no other click', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const computer = startComputer();
    computer.login.start();
    computer.browseAs('google-one-account');
    sandbox.control.sonar.goDown(true);
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    const { unsent } = await computer.waitForState(({ unsent }) => unsent !== null, 'a kept proof');
    expect(unsent).toEqual({
      provider: 'google',
      email: sandbox.description.people.find(({ key }) => key === 'google-one-account')?.email,
    });
    sandbox.control.sonar.goDown(false);
    computer.browseAs('ignore');
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    await computer.waitFor('waiting-for-browser');
    await waitUntil(() => computer.opened.length === 2, 'the browser');
    expect(computer.login.getState().unsent).toBeNull();
  }));

test('S2-14: a proof is not kept when the screen was locked while Sonar was waited for', () =>
  withOffice(async ({ startComputer }) => {
    const gate = Promise.withResolvers<void>();
    let isAsked = false;
    const computer = startComputer({
      fetch: (fetch) => async (input, init) => {
        if (!input.endsWith('/sign-ins')) return fetch(input, init);
        isAsked = true;
        await gate.promise;
        throw Object.assign(new Error('unreachable'), { code: 'ENETUNREACH' });
      },
    });
    computer.login.start();
    computer.browseAs('google-one-account');
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    await waitUntil(() => isAsked, 'Sonar to be asked');
    computer.login.lockScreen();
    gate.resolve();
    await computer.waitForState(
      ({ view }) => view.kind === 'signed-out' && view.failure !== null,
      'the failure',
    );
    expect(computer.login.getState().unsent).toBeNull();
  }));

test('S2-14: accounts that were offered when the screen was locked cannot be opened any more', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    computer.login.start();
    computer.browseAs('google-three-accounts');
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    const { accounts } = await computer.waitFor('choosing');
    computer.login.lockScreen();
    expect(computer.view()).toMatchObject({
      kind: 'signed-out',
      failure: { code: 'ticket-expired', provider: 'google' },
    });
    const chosen = await computer.login.verbs.chooseAccount(accounts[0]?.id ?? '', true);
    expect(chosen).toMatchObject({ ok: false, failure: { code: 'ticket-expired' } });
    expect(computer.login.getState().accounts).toEqual([]);
  }));

test.each([
  ['google-three-accounts', { kind: 'signed-out', failure: { code: 'ticket-expired' } }],
  ['google-no-account', { kind: 'signed-out', failure: { code: 'ticket-expired' } }],
  ['google-one-account', { kind: 'signed-in', failure: null }],
])(
  'S2-14: with the screen locked while Sonar is asked, %s is asked nothing more',
  (person, expected) =>
    withOffice(async ({ startComputer }) => {
      const gate = Promise.withResolvers<void>();
      let isAsked = false;
      const computer = startComputer({
        fetch: (fetch) => async (input, init) => {
          if (input.endsWith('/sign-ins')) {
            isAsked = true;
            await gate.promise;
          }
          return fetch(input, init);
        },
      });
      computer.login.start();
      computer.browseAs(person);
      await computer.login.verbs.startSignIn('google', { anotherAccount: false });
      await waitUntil(() => isAsked, 'Sonar to be asked');
      computer.login.lockScreen();
      gate.resolve();
      await computer.waitForState(({ view }) => view.kind !== 'checking', 'the outcome');
      expect(computer.view()).toMatchObject(expected);
    }),
);

test('S2-14: the screen may be locked while the browser is out', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    computer.login.start();
    computer.browseAs('ignore');
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    await computer.waitFor('waiting-for-browser');
    computer.login.lockScreen();
    computer.browseAs('google-three-accounts');
    await computer.login.verbs.openPageAgain();
    await computer.waitFor('choosing');
  }));
