import { execFile } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { constants, openSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import type { LoginBridge } from '../../preload/contract/verbs.ts';
import { type App, startApp } from '../e2e/support/app.ts';
import { builtApp, clickProvider, type Desktop, withDesktop } from '../e2e/support/desktop.ts';
import {
  bringResponse,
  createCookieJar,
  openStartPage,
  signInAtProvider,
  visit,
} from '../support/browse.ts';
import type { PeerName, PeerSettings, Peers } from './peers.ts';
import { type Bench, interleave, median, type Row, spreadOf } from './row.ts';

const rounds = { quick: 8, full: 30 } as const;

/**
 * A person is in the browser for seconds, in which an app may get ready for the answer; this is the least of it. It
 * lies between two measurements.
 */
const inBrowserMs = 150;
/** What a sign-in leaves to be done (credentials stored, an account removed) is over by then. */
const settleMs = 200;

type ProviderName = 'google' | 'microsoft';

const people = { google: 'google-one-account', microsoft: 'microsoft-one-account' } as const;
/** Where each stand-in has its page. */
const pages = { google: '/o/oauth2/v2/auth?', microsoft: '/oauth2/v2.0/authorize?' } as const;

/**
 * The rows of a sign-in: the built app, unpackaged, through its window, `xdg-open`, the real loopback redirect and the
 * keyring, against the stand-ins over HTTP, which run in this process. The browser is a plain HTTP client here.
 *
 * - `click-to-browser`: from the click in the window (its event's own time) to the request for the provider's page, which
 *   comes by way of the app's start page. Limit: from the start of a bare `xdg-open` with the same page's address, by
 *   Electron too. Behind `xdg-open` both have the same: a shell that hands the address to this process by a pipe, where
 *   it is requested at once. A real browser adds the same to both.
 * - `callback-to-session`: from the moment at which the browser sends the authorization response to the redirect URI, to
 *   the frame in which the window shows the session; the time of the stand-ins is part of it. Limit: the same by hand,
 *   see `peers.ts`, to the frame with the name in its window.
 * - `callback-to-id-token` and `callback-to-id-token-microsoft`: from the same moment until the ID token is verified. Ours
 *   ends when the Sonar service gets the request with it, which is a little later. Peers end when their call returns.
 *
 * After each sign-in of ours the account is removed, so that each begins as on a computer on which nobody is signed in.
 */
export function measureSignIn(bench: Bench): Promise<readonly Row[]> {
  return withDesktop(async (desktop) => {
    const opener = await startOpener(desktop);
    const arrivals = watchArrivals();
    try {
      bench.note('sign-in: starting the app and its peers');
      const [app, peers] = await Promise.all([desktop.startApp(), startPeers(desktop)]);
      try {
        const at = { opener, arrivals };
        return await measure(bench, createOurs(at, app), createPeers(at, peers));
      } finally {
        await peers.kill();
      }
    } finally {
      arrivals.stop();
      opener.close();
    }
  });
}

async function measure(bench: Bench, ours: Ours, peers: MeasuredPeers): Promise<readonly Row[]> {
  const clicks: number[] = [];
  const proofs: number[] = [];
  let address = '';
  const measured = await interleave(bench.quick ? rounds.quick : rounds.full, {
    async session() {
      const signIn = await ours.signIn('google');
      clicks.push(signIn.clickToBrowser);
      proofs.push(signIn.callbackToProof);
      address = signIn.address;
      return signIn.callbackToSession;
    },
    byHand: () => peers.signIn('by-hand'),
    xdgOpen: () => peers.openBrowser(address),
    googleLibrary: () => peers.signIn('google-auth-library'),
    openIdClient: () => peers.signIn('openid-client'),
    microsoft: async () => (await ours.signIn('microsoft')).callbackToProof,
    msal: () => peers.signIn('msal'),
  });
  // As `interleave` does with what it returns: the first is to warm.
  const figures = { ...measured, clicks: clicks.slice(1), proofs: proofs.slice(1) };
  const against = (what: string, values: readonly number[]) => ({ what, value: median(values) });
  const ms = (values: readonly number[]) => ({
    unit: 'ms',
    ours: median(values),
    runs: values.length,
    spread: spreadOf(values),
  });
  return [
    {
      name: 'click-to-browser',
      title: 'Click on a provider to the browser’s request for its page',
      ...ms(figures.clicks),
      limit: against('bare xdg-open of the same address', figures.xdgOpen),
      peers: [],
      goal: { of: 'difference', value: 30 },
    },
    {
      name: 'callback-to-session',
      title: 'Callback received to session shown, whole',
      ...ms(figures.session),
      limit: against('by hand, against the same services', figures.byHand),
      peers: [],
      goal: { of: 'ratio', value: 1.5 },
    },
    {
      name: 'callback-to-id-token',
      title: 'Callback received to verified ID token (Google)',
      ...ms(figures.proofs),
      limit: null,
      peers: [
        against('google-auth-library', figures.googleLibrary),
        against('openid-client', figures.openIdClient),
      ],
      goal: { of: 'peer-ratio', bound: 'at-least', value: 1 },
    },
    {
      name: 'callback-to-id-token-microsoft',
      title: 'Callback received to verified ID token (Microsoft)',
      ...ms(figures.microsoft),
      limit: null,
      peers: [against('MSAL acquireTokenInteractive', figures.msal)],
      goal: { of: 'peer-ratio', bound: 'at-least', value: 10 },
    },
  ];
}

/** What both sides are measured with. */
interface Surroundings {
  readonly opener: Opener;
  readonly arrivals: Arrivals;
}

/** Milliseconds of the clock that is the same for all processes of this machine (CLOCK_MONOTONIC). */
function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** The product, as a person uses it. */
interface Ours {
  signIn(provider: ProviderName): Promise<{
    readonly clickToBrowser: number;
    readonly callbackToProof: number;
    readonly callbackToSession: number;
    /** Of the provider's page, as the browser has requested it. */
    readonly address: string;
  }>;
}

function createOurs({ opener, arrivals }: Surroundings, { page }: App): Ours {
  return {
    async signIn(provider) {
      const toShared = await readClockOf(page);
      await noteNextClick(page);
      const opened = opener.next();
      const asked = arrivals.next(({ url }) => url?.includes(pages[provider]) === true);
      const jar = createCookieJar();
      // A browser waits for nobody who drives the window.
      const [address] = await Promise.all([
        opened.then((url) => openStartPage(jar, url)),
        clickProvider(page, provider),
      ]);
      const person = people[provider];
      const { redirectUrl } = await signInAtProvider(address, person, { cookieJar: jar });
      const clickToBrowser = (await asked) - toShared(await readClick(page));
      await notePainted(page, 'Online');
      await pause(inBrowserMs);

      const proved = arrivals.next(
        ({ method, url }) => method === 'POST' && url?.endsWith('/sign-ins') === true,
      );
      const start = now();
      const landing = bringResponse(jar, redirectUrl);
      const callbackToProof = (await proved) - start;
      const callbackToSession = toShared(await readPainted(page)) - start;
      await landing;
      await removeAccounts(page);
      await pause(settleMs);
      return { clickToBrowser, callbackToProof, callbackToSession, address };
    },
  };
}

/** What stands in a page between two calls. */
interface InPage {
  readonly login: LoginBridge;
  click: Promise<number>;
  painted: Promise<number>;
}

async function noteNextClick(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { promise, resolve } = Promise.withResolvers<number>();
    const onClick = (event: MouseEvent) => resolve(event.timeStamp);
    addEventListener('click', onClick, { capture: true, once: true });
    (globalThis as unknown as InPage).click = promise;
  });
}

function readClick(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as unknown as InPage).click);
}

/** Has the page note when it has painted the first frame with this text. */
async function notePainted(page: Page, text: string): Promise<void> {
  await page.evaluate((wanted) => {
    const { promise, resolve } = Promise.withResolvers<number>();
    const observer = new MutationObserver(() => {
      if (!document.body.textContent.includes(wanted)) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        // Its message comes after the frame that is being made now.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    (globalThis as unknown as InPage).painted = promise;
  }, text);
}

function readPainted(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as unknown as InPage).painted);
}

/**
 * How a page's time becomes that of `now`. Both are held against the computer's clock, which changes each millisecond:
 * the least that each is ahead of it is what it is ahead of it.
 */
async function readClockOf(page: Page): Promise<(pageTime: number) => number> {
  const ofPage = await page.evaluate(() => {
    const end = performance.now() + 4;
    let least = Number.POSITIVE_INFINITY;
    while (performance.now() < end) least = Math.min(least, performance.now() - Date.now());
    return least;
  });
  const end = now() + 4;
  let own = Number.POSITIVE_INFINITY;
  while (now() < end) own = Math.min(own, now() - Date.now());
  return (pageTime) => pageTime - ofPage + own;
}

async function removeAccounts(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { login } = globalThis as unknown as InPage;
    const state = JSON.parse(await login.getState());
    if (!state.ok) return;
    for (const { id } of state.value.accounts) await login.removeAccount(id);
  });
}

/** The programs of `peers.ts`, measured as ours are. */
interface MeasuredPeers {
  signIn(name: PeerName): Promise<number>;
  openBrowser(url: string): Promise<number>;
}

function createPeers({ opener, arrivals }: Surroundings, { page, inMain }: App): MeasuredPeers {
  return {
    async signIn(name) {
      const toShared = await readClockOf(page);
      const url = await inMain(
        (_electron, peer) => (globalThis as unknown as InMain).peers.begin(peer),
        name,
      );
      const send = await signInFor(name, url);
      await notePainted(page, 'Signed in');
      await pause(inBrowserMs);
      const start = now();
      const landing = send();
      const finished = await inMain(() => (globalThis as unknown as InMain).peers.finished());
      const end = name === 'by-hand' ? toShared(await readPainted(page)) : finished;
      await landing;
      await pause(settleMs);
      return end - start;
    },
    async openBrowser(url) {
      const asked = arrivals.next((request) => request.url?.includes(pages.google) === true);
      const opened = opener.next();
      const started = await inMain(
        (_electron, address) => (globalThis as unknown as InMain).peers.openBrowser(address),
        url,
      );
      await visit(createCookieJar(), await opened);
      return (await asked) - started;
    },
  };
}

/** Goes to the provider for a peer; answers how the browser brings what came of it. */
async function signInFor(name: PeerName, url: string): Promise<() => Promise<unknown>> {
  const jar = createCookieJar();
  if (name !== 'msal') {
    const { redirectUrl } = await signInAtProvider(url, people.google, { cookieJar: jar });
    return () => bringResponse(jar, redirectUrl);
  }
  // MSAL has the provider's page post the answer; what it would post is taken from the query that others get.
  const asked = new URL(url);
  asked.searchParams.set('response_mode', 'query');
  const { redirectUrl } = await signInAtProvider(asked.href, people.microsoft, { cookieJar: jar });
  const { origin, searchParams } = new URL(redirectUrl);
  return () => visit(jar, `${origin}/`, { method: 'POST', body: searchParams });
}

interface InMain {
  readonly peers: Peers;
}

const page = `<!doctype html><meta charset="utf-8"><title>Peers</title><main>Peers</main>`;
const preload = `require('electron').ipcRenderer.on('name', (_event, name) => {
  document.querySelector('main').textContent = name && 'Signed in: ' + name;
});
`;

/** Bundles the peers as the product is bundled, and starts them. */
async function startPeers({ folder, env, sandbox }: Desktop): Promise<App> {
  const outDir = join(folder, 'peers');
  await mkdir(outDir);
  await writeFile(
    join(outDir, 'package.json'),
    '{ "name": "peers", "type": "module", "main": "peers.js" }',
  );
  await writeFile(join(outDir, 'index.html'), page);
  await writeFile(join(outDir, 'preload.cjs'), preload);
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: join(import.meta.dirname, 'peers.ts'),
      outDir,
      emptyOutDir: false,
      target: 'node20',
      minify: true,
    },
  });
  const { google, microsoft, sonar } = sandbox.description;
  const settings: PeerSettings = { google, microsoft, sonar };
  return startApp(builtApp(outDir), { ...env, BENCH_PEERS: JSON.stringify(settings) });
}

/** What stands behind `xdg-open`. */
interface Opener {
  /** The next address that is opened. */
  next(): Promise<string>;
  close(): void;
}

async function startOpener({ folder, browser }: Desktop): Promise<Opener> {
  const pipe = join(folder, 'opened.pipe');
  await promisify(execFile)('mkfifo', ['-m', '600', pipe]);
  // Open for both, so that it does not end when a shell has closed it.
  const fd = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
  const socket = new Socket({ fd, readable: true, writable: false });
  const waiting: ((url: string) => void)[] = [];
  createInterface({ input: socket }).on('line', (url) => waiting.shift()?.(url));
  await browser.setOpener(`printf '%s\\n' "$1" > '${pipe}'`);
  return {
    next: () => new Promise((resolve) => waiting.push(resolve)),
    close: () => void socket.destroy(),
  };
}

/** Requests to the stand-ins, as they come in. */
interface Arrivals {
  /** When the next one that `isWanted` has come. */
  next(isWanted: (request: IncomingMessage) => boolean): Promise<number>;
  stop(): void;
}

function watchArrivals(): Arrivals {
  const channel = 'http.server.request.start';
  const waiting = new Set<(request: IncomingMessage, at: number) => void>();
  const onRequest = (message: unknown) => {
    const at = now();
    const { request } = message as { readonly request: IncomingMessage };
    for (const look of waiting) look(request, at);
  };
  subscribe(channel, onRequest);
  return {
    next: (isWanted) =>
      new Promise((resolve) => {
        const look = (request: IncomingMessage, at: number) => {
          if (!isWanted(request)) return;
          waiting.delete(look);
          resolve(at);
        };
        waiting.add(look);
      }),
    stop: () => unsubscribe(channel, onRequest),
  };
}
