import { expect, test } from 'vitest';
import { sandboxPassword } from '../../services/seed/default-seed.ts';
import type { Fetch } from '../../src-main/network/bounded-fetch.ts';
import { helpPages } from '../../src-main/product.ts';
import { waitUntil } from '../support/wait-until.ts';
import { createFakeKeychain } from './support/fake-keychain.ts';
import { type Computer, withOffice } from './support/start-office.ts';

/** Holds back answers to one kind of request, from when it is told to until it is told to let go. */
function createHold(path: string, onAsked: (path: string) => void = () => {}) {
  let gate: PromiseWithResolvers<void> | null = null;
  let held = 0;
  const fetch =
    (next: Fetch): Fetch =>
    async (input, init) => {
      const { pathname } = new URL(input);
      onAsked(pathname);
      const response = await next(input, init);
      if (gate !== null && pathname.endsWith(path)) {
        held += 1;
        await gate.promise;
      }
      return response;
    };
  return {
    fetch,
    hold() {
      gate = Promise.withResolvers<void>();
    },
    release() {
      gate?.resolve();
      gate = null;
    },
    /** Waits until an answer is being held. */
    untilHeld: () => waitUntil(() => held > 0, 'an answer that is held back'),
  };
}

/** What comes of opening a page where there is no browser. */
function noBrowser(): Promise<never> {
  const failed = Promise.reject(new Error('xdg-open ended with 3'));
  failed.catch(() => {});
  return failed;
}

async function signIn(computer: Computer): Promise<string> {
  computer.login.start();
  computer.browseAs('google-one-account');
  await computer.login.verbs.startSignIn('google', { anotherAccount: false });
  const { accountId } = await computer.waitFor('signed-in');
  await waitUntil(() => computer.stored().length === 1, 'a stored session');
  return accountId;
}

test('signing out while a renewal is under way leaves no credential behind', () =>
  withOffice(async ({ startComputer }) => {
    const { credentials, names } = createFakeKeychain();
    const refresh = createHold('/sessions/refresh');
    const computer = startComputer({ credentials, fetch: refresh.fetch });
    const accountId = await signIn(computer);
    refresh.hold();
    const renewing = computer.login.verbs.retrySession(accountId);
    await refresh.untilHeld();
    await computer.login.verbs.signOut(accountId);
    refresh.release();
    await renewing;
    await computer.login.flush();
    expect([...names]).toEqual([]);
    expect(computer.login.getState().accounts[0]?.session.status).toBe('signed-out');
  }));

test('signing in again while a renewal is under way keeps the new session over a restart', () =>
  withOffice(async ({ startComputer }) => {
    const { credentials } = createFakeKeychain();
    const refresh = createHold('/sessions/refresh');
    const computer = startComputer({ credentials, fetch: refresh.fetch });
    const accountId = await signIn(computer);
    refresh.hold();
    const renewing = computer.login.verbs.retrySession(accountId);
    await refresh.untilHeld();
    await computer.login.verbs.signOut(accountId);
    await signIn(computer);
    refresh.release();
    await renewing;
    await computer.quit();
    const morning = startComputer({ credentials });
    morning.login.start();
    await morning.waitForState(
      ({ accounts }) => accounts[0]?.session.status === 'online',
      'online',
    );
  }));

test('a token that the provider rotates while the last session is signed out is not stored', () =>
  withOffice(async ({ startComputer }) => {
    const { credentials, names } = createFakeKeychain();
    const rotation = createHold('/token');
    const computer = startComputer({ credentials, fetch: rotation.fetch });
    const accountId = await signIn(computer);
    computer.setPolicy({ reverifyHours: 0 });
    rotation.hold();
    const renewing = computer.login.verbs.retrySession(accountId);
    await rotation.untilHeld();
    await computer.login.verbs.signOut(accountId);
    rotation.release();
    await renewing;
    await computer.login.flush();
    expect([...names]).toEqual([]);
  }));

test('an answer that comes before the system says that it started the browser is taken up at once', () =>
  withOffice(async ({ startComputer }) => {
    const browserStarted = Promise.withResolvers<void>();
    const exchange = createHold('/token');
    const computer = startComputer({
      browserStarted: browserStarted.promise,
      fetch: exchange.fetch,
    });
    computer.login.start();
    computer.browseAs('google-one-account');
    exchange.hold();
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    await exchange.untilHeld();
    browserStarted.resolve();
    await new Promise(setImmediate);
    expect(computer.view().kind).toBe('checking');
    exchange.release();
    await computer.waitFor('signed-in');
  }));

test('cancelled when the answer is here but the system has not said that it started the browser: it stays so', () =>
  withOffice(async ({ startComputer }) => {
    const browserStarted = Promise.withResolvers<void>();
    const exchange = createHold('/token');
    const computer = startComputer({
      browserStarted: browserStarted.promise,
      fetch: exchange.fetch,
    });
    computer.login.start();
    computer.browseAs('google-one-account');
    exchange.hold();
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    await waitUntil(() => computer.landed() === 1, 'the landing page');
    await computer.login.verbs.cancelSignIn();
    browserStarted.resolve();
    exchange.release();
    await new Promise(setImmediate);
    expect(computer.view()).toMatchObject({ kind: 'signed-out', failure: { code: 'cancelled' } });
    await signIn(computer);
  }));

test('a browser that is told to have failed when the answer is here already: nobody hears of it', () =>
  withOffice(async ({ startComputer }) => {
    const browserStarted = Promise.withResolvers<void>();
    const computer = startComputer({ browserStarted: browserStarted.promise });
    const accountId = await signIn(computer);
    browserStarted.reject(new Error('xdg-open ended with 3'));
    await new Promise(setImmediate);
    expect(computer.view()).toMatchObject({ kind: 'signed-in', accountId, failure: null });
    expect(computer.steps.map(({ step }) => step)).not.toContain('browser-not-opened');
  }));

test('the address of a help page for which no browser opens can be copied', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer({ browserStarted: noBrowser() });
    const { verbs } = computer.login;
    computer.browseAs('absent');
    computer.login.start();
    expect(await verbs.openHelpPage('help')).toEqual({
      ok: false,
      failure: { code: 'browser-not-opened' },
    });
    expect(await verbs.copyLink()).toEqual({ ok: true, value: null });
    expect(computer.copied).toEqual([helpPages.help]);
  }));

test('a browser that cannot be started is told in the view and noted, and so is each further try', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer({ browserStarted: noBrowser() });
    const { verbs } = computer.login;
    computer.browseAs('absent');
    computer.login.start();
    await verbs.startSignIn('google', { anotherAccount: false });
    const isTold = () =>
      computer.waitForState(
        ({ view }) =>
          view.kind === 'waiting-for-browser' && view.failure?.code === 'browser-not-opened',
        'the failure',
      );
    await isTold();
    expect(await verbs.openPageAgain()).toEqual({ ok: true, value: null });
    await isTold();
    expect(computer.steps.filter(({ step }) => step === 'browser-not-opened')).toMatchObject([
      { code: 'browser-not-opened' },
      { code: 'browser-not-opened' },
    ]);
    expect(await verbs.copyLink()).toEqual({ ok: true, value: null });
  }));

/** What is asked in the name of an account while its person leaves. */
const asking = {
  renewal: (computer: Computer, accountId: string) => computer.login.verbs.retrySession(accountId),
  security: (computer: Computer, id: string) => computer.login.verbs.getAccountSecurity(id),
  devices: (computer: Computer, id: string) => computer.login.verbs.getDevices(id),
  review: (computer: Computer, id: string) => computer.login.verbs.getReview(id),
  export: (computer: Computer, id: string) => computer.login.verbs.exportReview(id),
  everywhere: (computer: Computer, id: string) => computer.login.verbs.signOutEverywhere(id),
  provisioning: (computer: Computer) =>
    computer.login.softphone.getProvisioning().then(
      () => ({ ok: true }),
      ({ code }) => ({ ok: false, failure: { code } }),
    ),
} as const;

const leaving = {
  signOut: (computer: Computer, id: string) => computer.login.verbs.signOut(id),
  removeAccount: (computer: Computer, id: string) => computer.login.verbs.removeAccount(id),
  forgetEverybody: (computer: Computer) => computer.login.forgetEverybody(),
} as const;

const done = { ok: true, value: null };
const cancelled = { ok: false, failure: { code: 'cancelled' } };

test.each([
  ['renewal', '/sessions/refresh', done],
  ['renewal', '/token', done],
  ['renewal', '/sessions/reverify', done],
  ['security', '/me', cancelled],
  ['security', '/me/security', cancelled],
  ['devices', '/me/devices', cancelled],
  ['review', '/organization/review', cancelled],
  ['export', '/organization/export', cancelled],
  ['everywhere', '/sessions/sign-out-everywhere', cancelled],
  ['provisioning', '/me/provisioning', { ok: false, failure: { code: 'session-expired' } }],
] as const)(
  'S2-28: %s, left while %s is on its way: the answer changes nothing, and nothing further is asked',
  (what, path, expected) =>
    withOffice(async ({ startComputer }) => {
      for (const way of ['signOut', 'removeAccount', 'forgetEverybody'] as const) {
        const asked: string[] = [];
        const answer = createHold(path, (pathname) => asked.push(pathname));
        const { credentials, names } = createFakeKeychain();
        const computer = startComputer({ credentials, fetch: answer.fetch });
        computer.setPolicy({ reverifyHours: 0 });
        computer.login.start();
        computer.browseAs('google-office-manager');
        await computer.login.verbs.startSignIn('google', { anotherAccount: false });
        const { accountId } = await computer.waitFor('signed-in');
        await computer.login.flush();
        answer.hold();
        const asking_ = asking[what](computer, accountId);
        await answer.untilHeld();
        await leaving[way](computer, accountId);
        const view = computer.view();
        const before = computer.index.list();
        asked.length = 0;
        answer.release();
        expect(await asking_).toMatchObject(expected);
        await computer.login.flush();
        expect(asked).toEqual([]);
        expect(computer.saved).toEqual([]);
        expect(computer.view()).toEqual(view);
        expect(computer.index.list()).toEqual(before);
        expect([...names]).toEqual([]);
        await computer.quit();
      }
    }),
);

test('S2-28: a token that the provider rotates for a session that is left is kept for the other one of the identity', () =>
  withOffice(async ({ startComputer }) => {
    const keychain = createFakeKeychain();
    const rotation = createHold('/token');
    const computer = startComputer({ credentials: keychain.credentials, fetch: rotation.fetch });
    const { verbs } = computer.login;
    computer.login.start();
    computer.browseAs('microsoft-three-accounts');
    const opened: string[] = [];
    for (const position of [0, 1]) {
      await verbs.startSignIn('microsoft', { anotherAccount: false });
      const { accounts } = await computer.waitFor('choosing');
      opened.push(accounts.filter(({ id }) => !opened.includes(id))[position]?.id ?? '');
      await verbs.chooseAccount(opened.at(-1) ?? '', false);
      await computer.waitFor('signed-in');
      await computer.login.flush();
    }
    const [first = '', second = ''] = opened;
    const key = [...keychain.names].find((name) => name.startsWith('identity/')) ?? '';
    const before = await keychain.peek(key);
    computer.setPolicy({ reverifyHours: 0 });
    rotation.hold();
    const renewing = verbs.retrySession(first);
    await rotation.untilHeld();
    await verbs.signOut(first);
    rotation.release();
    await renewing;
    await computer.login.flush();
    expect(await keychain.peek(key)).not.toBe(before);
    await verbs.retrySession(second);
    expect(computer.login.getState().accounts.find(({ id }) => id === second)).toMatchObject({
      session: { status: 'online' },
      confirmWith: null,
    });
  }));

test('S2-28: an account that was removed while the softphone thought about the switch does not come back', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    const { verbs } = computer.login;
    computer.login.start();
    computer.browseAs('google-three-accounts');
    const opened: string[] = [];
    for (const position of [0, 1]) {
      await verbs.startSignIn('google', { anotherAccount: false });
      const { accounts } = await computer.waitFor('choosing');
      opened.push(accounts[position]?.id ?? '');
      await verbs.chooseAccount(opened.at(-1) ?? '', false);
      await computer.waitFor('signed-in');
      await computer.login.flush();
    }
    const [first = '', second = ''] = opened;
    const thinking = Promise.withResolvers<boolean>();
    computer.login.softphone.mayChange(({ kind }) => kind !== 'switch' || thinking.promise);
    expect(computer.index.getActiveId()).toBe(second);
    const switching = verbs.switchAccount(first);
    await verbs.removeAccount(first);
    thinking.resolve(true);
    expect(await switching).toMatchObject({ ok: false, failure: { code: 'not-found' } });
    expect(computer.index.list().map(({ summary }) => summary.id)).toEqual([second]);
  }));

/** How somebody comes to what opens a session, to the moment in which the service is asked for it. */
const openings = {
  '/sign-ins': async ({ login, browseAs }: Computer) => {
    browseAs('google-one-account');
    await login.verbs.startSignIn('google', { anotherAccount: false });
    return () => {};
  },
  '/sign-ins/choose': async ({ login, browseAs, waitFor }: Computer) => {
    browseAs('google-three-accounts');
    await login.verbs.startSignIn('google', { anotherAccount: false });
    const { accounts } = await waitFor('choosing');
    return () => void login.verbs.chooseAccount(accounts[0]?.id ?? '', true);
  },
  '/sign-ins/link': async ({ login, browseAs, waitFor }: Computer) => {
    browseAs('google-no-account');
    await login.verbs.startSignIn('google', { anotherAccount: false });
    await waitFor('linking');
    return () => void login.verbs.linkAccount('ines.gagnon', sandboxPassword);
  },
  '/sessions': async ({ login }: Computer) => {
    return () => void login.verbs.signInWithPassword('ines.gagnon', sandboxPassword);
  },
} as const;

test.each(Object.keys(openings) as readonly (keyof typeof openings)[])(
  'S2-28, S2-05: a session that %s opens for somebody who has left is ended at the service',
  (path) =>
    withOffice(async ({ sandbox, startComputer }) => {
      const answer = createHold(path);
      const { credentials, names } = createFakeKeychain();
      const computer = startComputer({ credentials, fetch: answer.fetch });
      computer.login.start();
      if (path === '/sign-ins') answer.hold();
      const ask = await openings[path](computer);
      if (path !== '/sign-ins') answer.hold();
      ask();
      await answer.untilHeld();
      await computer.login.verbs.cancelSignIn();
      expect(computer.view()).toMatchObject({ kind: 'signed-out', failure: { code: 'cancelled' } });
      const events = () => sandbox.control.sonar.readAudit().map(({ what }) => what);
      expect(events()).toContain('signed-in');
      expect(events()).not.toContain('signed-out');
      answer.release();
      await waitUntil(() => events().includes('signed-out'), 'the session to be ended');
      expect(computer.view()).toMatchObject({ kind: 'signed-out', failure: { code: 'cancelled' } });
      expect(computer.index.list()).toEqual([]);
      expect([...names]).toEqual([]);
    }),
);

test('S2-28, S2-05: what the service cannot be told of a session that came too late it is told later', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const answer = createHold('/sign-ins');
    const { credentials, names } = createFakeKeychain();
    let isDeaf = true;
    const computer = startComputer({
      credentials,
      fetch: (next) =>
        answer.fetch(async (input, init) => {
          if (isDeaf && input.endsWith('/sessions/sign-out')) throw new Error('reset');
          return next(input, init);
        }),
    });
    computer.login.start();
    answer.hold();
    await openings['/sign-ins'](computer);
    await answer.untilHeld();
    await computer.login.verbs.cancelSignIn();
    answer.release();
    await waitUntil(() => names.size === 1, 'its token to be kept');
    await computer.login.flush();
    isDeaf = false;
    computer.login.wake();
    await waitUntil(() => names.size === 0, 'its token to be gone');
    const events = sandbox.control.sonar.readAudit().map(({ what }) => what);
    expect(events).toContain('signed-out');
    expect(computer.index.pendingRemovals()).toEqual([]);
    expect(computer.login.getState().settingsNotices).toEqual([]);
  }));
