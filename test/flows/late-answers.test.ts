import { expect, test } from 'vitest';
import type { Fetch } from '../../src-main/network/network.ts';
import { waitUntil } from '../support/wait-until.ts';
import { createFakeKeychain } from './support/fake-keychain.ts';
import { type Computer, withOffice } from './support/start-office.ts';

/** Holds back answers to one kind of request, from when it is told to until it is told to let go. */
function createHold(path: string) {
  let gate: PromiseWithResolvers<void> | null = null;
  let held = 0;
  const fetch =
    (next: Fetch): Fetch =>
    async (input, init) => {
      const response = await next(input, init);
      if (gate !== null && new URL(input).pathname.endsWith(path)) {
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
    expect(computer.copied).toEqual(['https://help.example/help']);
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
