import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import {
  bringResponse,
  createCookieJar,
  openStartPage,
  signInAtProvider,
} from '../support/browse.ts';
import { waitUntil } from '../support/wait-until.ts';
import { type Computer, withOffice } from './support/start-office.ts';

const program = new URL('support/other-user.mjs', import.meta.url).pathname;

const isRoot = process.getuid?.() === 0;
const obstacle =
  process.platform !== 'linux'
    ? 'only Linux shows arguments to other users'
    : isRoot
      ? null
      : 'needs a second user, whom only root can become';

/** What somebody else's process found and was answered. */
interface Attack {
  readonly found: string | null;
  readonly location: string | null;
  readonly answers: readonly number[];
}

/** Runs the other user's program to its end. */
async function attackAs(person: string, authorizationUrl: string): Promise<Attack> {
  const attacker = spawn(process.execPath, [program, person, authorizationUrl], {
    cwd: '/',
    env: {},
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  attacker.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  await once(attacker, 'close');
  return JSON.parse(printed) as Attack;
}

/** Runs `use` while a process has the address in its arguments, as `xdg-open` and the browser have. */
async function withBrowserProcess<T>(url: string, use: () => Promise<T>): Promise<T> {
  const browser = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)', url], {
    stdio: 'ignore',
  });
  try {
    await once(browser, 'spawn');
    return await use();
  } finally {
    browser.kill('SIGKILL');
  }
}

async function untilWaiting(computer: Computer, openings: number): Promise<string> {
  await waitUntil(() => computer.opened.length === openings, 'an opened address');
  return computer.opened.at(-1) ?? '';
}

async function signInWithPassword(computer: Computer, username: string, password: string) {
  computer.login.start();
  await computer.login.verbs.signInWithPassword(username, password);
  return (await computer.waitFor('signed-in')).accountId;
}

test.skipIf(obstacle !== null)(
  `S2-01: another user of the computer, who finds the address among the processes, opens nothing and links nothing${
    obstacle === null ? '' : ` (not run: ${obstacle})`
  }`,
  () =>
    withOffice(async ({ sandbox, startComputer }) => {
      const victim = sandbox.description.people.find(({ key }) => key === 'google-one-account');
      const computer = startComputer();
      computer.browseAs('absent');
      const accountId = await signInWithPassword(
        computer,
        victim?.sonarUsername ?? '',
        victim?.sonarPassword ?? '',
      );
      const { verbs } = computer.login;
      const before = await verbs.getAccountSecurity(accountId);
      expect(await verbs.turnOnProvider(accountId, 'google')).toMatchObject({ ok: true });
      const address = await untilWaiting(computer, 1);

      // Before the person's own browser has come.
      const first = await withBrowserProcess(address, () => attackAs('google-no-account', ''));
      expect(first).toEqual({ found: address, location: null, answers: [403] });

      // And with all that they might learn of the request: its state, their own code for it.
      const jar = createCookieJar();
      const authorizationUrl = await openStartPage(jar, address);
      const second = await withBrowserProcess(address, () =>
        attackAs('google-no-account', authorizationUrl),
      );
      expect(second).toEqual({ found: address, location: null, answers: [403, 403] });
      expect(computer.view()).toMatchObject({ kind: 'waiting-for-browser', failure: null });
      expect(await verbs.getAccountSecurity(accountId)).toEqual(before);
      expect(computer.steps.filter(({ step }) => step === 'stranger-refused')).toHaveLength(1);

      // The person themselves goes on as if nothing had been.
      const { redirectUrl } = await signInAtProvider(authorizationUrl, 'google-one-account');
      await bringResponse(jar, redirectUrl);
      expect(await computer.waitFor('confirming-link')).toMatchObject({
        identity: { email: victim?.email },
      });
    }),
);

test('S2-01: a browser of the same person that found the address second ends the attempt, and nothing is linked', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    computer.browseAs('absent');
    computer.login.start();
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    const address = await untilWaiting(computer, 1);
    await openStartPage(createCookieJar(), address);
    await computer.waitForState(
      ({ view }) => view.kind === 'waiting-for-browser' && view.browserOpened,
      'the browser',
    );
    await bringResponse(createCookieJar(), address);
    await computer.waitForState(
      ({ view }) => view.kind === 'signed-out' && view.failure?.code === 'opened-elsewhere',
      'opened-elsewhere',
    );
    computer.browseAs('google-one-account');
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    await computer.waitFor('signed-in');
  }));

test('S2-01: an answer from a browser that never opened the page is told in the window, and the right one signs in', () =>
  withOffice(async ({ startComputer }) => {
    const exchanged: string[] = [];
    const computer = startComputer({
      fetch: (fetch) => (input, init) => {
        if (input.endsWith('/token')) exchanged.push(input);
        return fetch(input, init);
      },
    });
    computer.browseAs('absent');
    computer.login.start();
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    const jar = createCookieJar();
    const authorizationUrl = await openStartPage(jar, await untilWaiting(computer, 1));
    const { redirectUrl } = await signInAtProvider(authorizationUrl, 'google-no-account');
    await bringResponse(createCookieJar(), redirectUrl);
    await computer.waitForState(
      ({ view }) =>
        view.kind === 'waiting-for-browser' && view.failure?.code === 'browser-not-recognized',
      'browser-not-recognized',
    );
    expect(exchanged).toEqual([]);
    await computer.login.verbs.openPageAgain();
    expect(computer.view()).toMatchObject({ kind: 'waiting-for-browser', failure: null });
    const again = await openStartPage(jar, await untilWaiting(computer, 2));
    const own = await signInAtProvider(again, 'google-one-account');
    await bringResponse(jar, own.redirectUrl);
    await computer.waitFor('signed-in');
    expect(exchanged).toHaveLength(1);
    expect(
      computer.steps.filter(({ step }) => step === 'answer-not-taken').map(({ code }) => code),
    ).toEqual(['browser-not-recognized']);
  }));

test('S2-01, B-07: a system that says it has opened a browser is not believed, and not called a failure', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    computer.browseAs('absent');
    computer.login.start();
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    const address = await untilWaiting(computer, 1);
    await computer.login.verbs.openPageAgain();
    expect(computer.view()).toMatchObject({ browserOpened: false, failure: null });
    expect(computer.steps.map(({ step }) => step)).toEqual(['started']);
    await openStartPage(createCookieJar(), address);
    await computer.waitForState(
      ({ view }) => view.kind === 'waiting-for-browser' && view.browserOpened,
      'the browser',
    );
  }));

test('LB-15: an app that ends while the browser is out is not there for its answer, and the next one is not confused', () =>
  withOffice(async ({ startComputer }) => {
    const evening = startComputer();
    evening.browseAs('absent');
    evening.login.start();
    await evening.login.verbs.startSignIn('google', { anotherAccount: false });
    const jar = createCookieJar();
    const authorizationUrl = await openStartPage(jar, await untilWaiting(evening, 1));
    const { redirectUrl } = await signInAtProvider(authorizationUrl, 'google-one-account');
    await evening.quit();
    const morning = startComputer();
    morning.login.start();
    await expect.poll(() => bringResponse(jar, redirectUrl).catch(() => 'refused')).toBe('refused');
    expect(morning.view()).toEqual({ kind: 'signed-out', failure: null });
    morning.browseAs('google-one-account');
    await morning.login.verbs.startSignIn('google', { anotherAccount: false });
    await morning.waitFor('signed-in');
  }));

test('S2-01: that a browser opened is believed of its request alone, and a late failure of the system means nothing', () =>
  withOffice(async ({ startComputer }) => {
    const browserStarted = Promise.withResolvers<void>();
    const computer = startComputer({ browserStarted: browserStarted.promise });
    computer.browseAs('absent');
    computer.login.start();
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    const address = await untilWaiting(computer, 1);
    expect(computer.steps.map(({ step }) => step)).toEqual(['started']);
    expect(computer.view()).toMatchObject({ browserOpened: false, failure: null });
    await openStartPage(createCookieJar(), address);
    await computer.waitForState(
      ({ view }) => view.kind === 'waiting-for-browser' && view.browserOpened,
      'the browser',
    );
    browserStarted.reject(new Error('xdg-open ended with 3'));
    await new Promise(setImmediate);
    expect(computer.view()).toMatchObject({ browserOpened: true, failure: null });
    expect(computer.steps.map(({ step }) => step)).toEqual(['started', 'browser-opened']);
  }));

test('B-13: a browser that insists on TLS is told in the window until it comes without', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    computer.browseAs('absent');
    computer.login.start();
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    const address = await untilWaiting(computer, 1);
    await fetch(address.replace('http:', 'https:')).catch(() => null);
    await computer.waitForState(
      ({ view }) =>
        view.kind === 'waiting-for-browser' && view.failure?.code === 'browser-wants-https',
      'browser-wants-https',
    );
    await openStartPage(createCookieJar(), address);
    await computer.waitForState(
      ({ view }) => view.kind === 'waiting-for-browser' && view.failure === null,
      'the browser',
    );
  }));

test('B-14: an answer of this attempt that holds nothing is told in the window, and the attempt goes on', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    computer.browseAs('absent');
    computer.login.start();
    await computer.login.verbs.startSignIn('microsoft', { anotherAccount: false });
    const jar = createCookieJar();
    const authorizationUrl = await openStartPage(jar, await untilWaiting(computer, 1));
    const { searchParams } = new URL(authorizationUrl);
    const approved = new URL(searchParams.get('redirect_uri') ?? '');
    approved.search = new URLSearchParams({
      admin_consent: 'True',
      tenant: 'x',
      state: searchParams.get('state') ?? '',
    }).toString();
    await bringResponse(jar, approved.href);
    await computer.waitForState(
      ({ view }) =>
        view.kind === 'waiting-for-browser' && view.failure?.code === 'answer-incomplete',
      'answer-incomplete',
    );
    const { redirectUrl } = await signInAtProvider(authorizationUrl, 'microsoft-one-account');
    await bringResponse(jar, redirectUrl);
    await computer.waitFor('signed-in');
  }));

test('S2-21: a window that was taken over opens a few pages, whatever it asks for, and is told why no more', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const person = sandbox.description.people.find(({ key }) => key === 'google-one-account');
    const computer = startComputer();
    computer.browseAs('absent');
    const accountId = await signInWithPassword(
      computer,
      person?.sonarUsername ?? '',
      person?.sonarPassword ?? '',
    );
    const { verbs } = computer.login;
    const refusal = { ok: false, failure: { code: 'too-many-tries', retryAt: expect.any(String) } };
    const opens = [
      () => verbs.turnOnProvider(accountId, 'google'),
      () => verbs.startSignIn('microsoft', { anotherAccount: true }),
      () => verbs.openPageAgain(),
      () => verbs.openHelpPage('help'),
    ];
    for (let call = 0; call < 80; call += 1) {
      await opens[call % opens.length]?.();
      // The attempt of this call gets as far as the browser.
      if (call % opens.length < 2) {
        await computer.waitForState(
          () => computer.opened.length >= 10 || computer.steps.at(-1)?.step === 'started',
          'the attempt',
        );
      }
    }
    expect(computer.opened).toHaveLength(10);
    expect(await verbs.openHelpPage('help')).toEqual(refusal);
    await verbs.startSignIn('google', { anotherAccount: true });
    await computer.waitForState(
      ({ view }) => view.kind === 'waiting-for-browser' && view.failure?.code === 'too-many-tries',
      'the refusal',
    );
    // The way on that opens nothing.
    expect(await verbs.copyLink()).toEqual({ ok: true, value: null });
    await openStartPage(createCookieJar(), computer.copied.at(-1) ?? '');
    await computer.waitForState(
      ({ view }) => view.kind === 'waiting-for-browser' && view.browserOpened,
      'the browser',
    );
  }));
