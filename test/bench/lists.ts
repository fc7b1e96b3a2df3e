import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { generateSeed } from '../../services/seed/generated-seed.ts';
import { copySeed, joinSeeds, type Seed, type SeedAccount } from '../../services/seed/seed.ts';
import { heading, openPage } from '../e2e/support/account-pages.ts';
import type { App } from '../e2e/support/app.ts';
import { clickProvider, type Desktop, withDesktop } from '../e2e/support/desktop.ts';
import {
  bringResponse,
  createCookieJar,
  openStartPage,
  signInAtProvider,
} from '../support/browse.ts';
import { type Bench, interleave, median, quantile, type Row, spreadOf } from './row.ts';

/** A list of the window: where its length stands, as what is read aloud has it. */
interface ShownList {
  readonly selector: string;
  readonly attribute: string;
  /** How much more that attribute counts than there are entries. */
  readonly more: number;
}

const chooserList: ShownList = { selector: 'main li', attribute: 'aria-setsize', more: 0 };
// It counts its heading as well.
const reviewList: ShownList = { selector: 'main table', attribute: 'aria-rowcount', more: 1 };

/** What the benchmark puts into the page before anything of the app runs there. */
interface PageProbe {
  /** Starts at the next state that shows the chooser; or at the next key that is pressed, or at the next click. */
  expect(start: 'chooser' | 'keydown' | 'click', list: ShownList, length: number): void;
  /** How long that list took, milliseconds, without the wait for the screen. */
  shown(): Promise<number>;
  /** Notes each frame from now on. */
  startFrames(): void;
  /** When each frame began since then. */
  stopFrames(): readonly number[];
}

declare global {
  interface Window {
    listProbe: PageProbe;
  }
}

/** Runs in the page. */
function installProbe(): void {
  let result: Promise<number> | undefined;
  let frames: number[] | null = null;
  let onChooser: ((at: number) => void) | null = null;

  async function watch(list: ShownList, length: number, start: Promise<number>): Promise<number> {
    const isThere = () => {
      const value = document.querySelector(list.selector)?.getAttribute(list.attribute);
      return value === `${length + list.more}`;
    };
    const at = await start;
    const built = await new Promise<number>((resolve) => {
      const observer = new MutationObserver(() => {
        if (!isThere()) return;
        observer.disconnect();
        resolve(performance.now());
      });
      observer.observe(document, { attributes: true, childList: true, subtree: true });
    });
    const begun = await new Promise<number>((resolve) =>
      requestAnimationFrame(() => resolve(performance.now())),
    );
    // It comes when that frame is over, before whatever else the page has still to do.
    await scheduler.postTask(() => {}, { priority: 'user-blocking' });
    const ended = performance.now();
    return built - at + (ended - begun);
  }

  window.listProbe = {
    expect(start, list, length) {
      const started = Promise.withResolvers<number>();
      if (start === 'chooser') onChooser = started.resolve;
      else {
        const options = { capture: true, once: true };
        addEventListener(start, ({ timeStamp }) => started.resolve(timeStamp), options);
      }
      result = watch(list, length, started.promise);
    },
    shown: () => result ?? Promise.reject(new Error('Nothing is expected.')),
    startFrames() {
      frames = [];
      requestAnimationFrame(function note(at) {
        if (frames === null) return;
        frames.push(at);
        requestAnimationFrame(note);
      });
    },
    stopFrames() {
      const noted = frames ?? [];
      frames = null;
      return noted;
    },
  };
  // The scripts of the app run after this: its own listener gets each state after the one here.
  document.addEventListener('readystatechange', () => {
    if (document.readyState !== 'interactive') return;
    window.login.onStateChanged((state) => {
      const at = performance.now();
      if (state.includes('"kind":"choosing"')) onChooser?.(at);
    });
  });
}

const sizes = [10, 500, 10_000] as const;
type Size = (typeof sizes)[number];

/** Begins the ids of all that is made for a chooser of this size. */
const copyOf = (size: Size) => `s${sizes.indexOf(size) + 1}`;
const managerKey = 'google-000001';
const personOf = (size: Size) => `${copyOf(size)}-${managerKey}`;

/**
 * An organization with 10,000 accounts, each with an address and an identity that opens it; one in a hundred has an
 * address elsewhere, and the first is an office manager. Beside it, in others, three people who open 10, 500 and 10,000
 * accounts.
 */
function seedLists(): Seed {
  const { accounts, people, ...rest } = generateSeed({ people: 10_000, accounts: 1 });
  const office: Seed = {
    ...rest,
    accounts: accounts.map((account, index) => ({
      ...account,
      isOfficeManager: index === 0,
      addresses:
        index % 100 === 1
          ? [{ email: `person.${index}@elsewhere.example`, purpose: 'sign-in' }]
          : account.addresses,
    })),
    people: people.slice(0, 1),
    links: people.map((person, index) => ({
      identity: person,
      accountId: accounts[index]?.id ?? '',
      email: person.email,
      linkedBy: 'match',
      state: 'active',
    })),
  };
  const choosers = sizes.map((size, index) =>
    copySeed(generateSeed({ people: 1, accounts: size }), index + 1),
  );
  return joinSeeds('lists', [office, ...choosers]);
}

/** A screen draws 60 times in a second. */
const frameMs = 1000 / 60;
const oneFrame = { what: 'one frame', value: frameMs };
const atMostTheLimit = { of: 'ratio', value: 1 } as const;

/**
 * The long lists of the window, in the built app on Electron with real services behind it. What a list takes is timed in
 * the page, by its clock: from its start until the document has the list, known by its length, and then what the frame
 * takes that draws it, from its first callback to its end. The wait between the two for the screen, up to 16.7 ms, is
 * luck and left out.
 *
 * - `chooser-first-paint-*` starts when the page receives the state that shows the chooser. A listener that was there
 *   before the app's own notes it, so that all that the app does with the state counts. The sign-in before it is a real
 *   one; its pages at the provider are asked for without being drawn.
 * - `*-filter-*` starts at the time stamp of a key, a digit or the backspace, that is pressed in the filter, and ends
 *   with the list that this text leaves.
 * - `review-open-*` starts at the time stamp of the click on *Review* and ends with its first rows. Beside it stand its
 *   parts: the service alone, from the request to the end of its answer, and all but drawing, from the page's question to
 *   its answer.
 * - `review-scroll-*` is the time between two frames, in whole ones of the screen, while the wheel turns.
 */
export function measureLists(bench: Bench): Promise<readonly Row[]> {
  const seed = seedLists();
  return withDesktop(
    async (desktop) => {
      const app = await desktop.startApp();
      await app.page.addInitScript(installProbe);
      await app.page.reload();
      bench.note('lists: the chooser');
      const chooser = await measureChooser(bench, desktop, app, seed);
      bench.note('lists: the review');
      const review = await measureReview(bench, desktop, app, seed);
      await app.quit();
      return [...chooser, ...review];
    },
    undefined,
    { seed },
  );
}

async function measureChooser(
  bench: Bench,
  desktop: Desktop,
  app: App,
  seed: Seed,
): Promise<readonly Row[]> {
  const show = async (size: Size) => {
    await expectList(app.page, 'chooser', chooserList, size);
    await signInAs(desktop, app, personOf(size));
    return app.page.evaluate(() => window.listProbe.shown());
  };
  const leave = async () => {
    await app.page.keyboard.press('Escape');
    await heading(app, 'Sign in to Sonar').waitFor();
  };
  const showOnce = (size: Size) => async () => {
    const time = await show(size);
    await leave();
    return time;
  };
  const paints = await interleave(bench.quick ? 5 : 15, {
    '10 accounts': showOnce(10),
    '500 accounts': showOnce(500),
    '10000 accounts': showOnce(10_000),
  });
  const rows: Row[] = sizes.map((size) => ({
    name: `chooser-first-paint-${size}`,
    title: `Chooser with ${count(size)} accounts: first paint`,
    ...middle(paints[`${size} accounts`]),
    limit: size === 10 ? null : { what: 'with 10 accounts', value: median(paints['10 accounts']) },
    goal: size === 10 ? null : { of: 'ratio', value: 1.5 },
  }));
  if (bench.quick) bench.note('lists: the filter of 500 accounts is left out');
  for (const size of bench.quick ? ([10_000] as const) : ([500, 10_000] as const)) {
    await show(size);
    const accounts = seed.accounts.filter(({ id }) => id.startsWith(`${copyOf(size)}-`));
    const keys = await measureKeys(bench, app.page, chooserList, accounts);
    await leave();
    rows.push({
      name: `chooser-filter-${size}`,
      title: `Chooser with ${count(size)} accounts: a key in the filter, p95`,
      ...slowest(keys),
      limit: oneFrame,
      goal: atMostTheLimit,
    });
  }
  return rows;
}

async function measureReview(
  bench: Bench,
  desktop: Desktop,
  app: App,
  seed: Seed,
): Promise<readonly Row[]> {
  const { page } = app;
  await signInAs(desktop, app, managerKey);
  await page.getByText('Online').waitFor();
  const accounts = seed.accounts.filter(({ organizationId }) => organizationId === 'maple');
  const managerId = accounts[0]?.id ?? '';
  const service = watchService('/organization/review');
  const { open, answer } = await interleave(bench.quick ? 5 : 9, {
    async open() {
      await openPage(app, 'My devices');
      await expectList(page, 'click', reviewList, accounts.length);
      await page.getByRole('button', { name: 'Review', exact: true }).click();
      return page.evaluate(() => window.listProbe.shown());
    },
    answer: () =>
      page.evaluate(async (id) => {
        const start = performance.now();
        JSON.parse(await window.login.getReview(id));
        return performance.now() - start;
      }, managerId),
  });
  service.stop();
  const served = median(service.times);
  const title = 'Review of 10,000 addresses';
  const keys = await measureKeys(bench, page, reviewList, accounts);
  const frames = await measureScroll(page, bench.quick ? 60 : 240);
  return [
    {
      name: 'review-open-10000',
      title: `${title}: from the click to its first rows`,
      ...middle(open),
      limit: { what: 'the service alone', value: served },
      goal: null,
    },
    {
      name: 'review-answer-10000',
      title: `${title}: from the page’s question to its answer`,
      ...middle(answer),
      limit: { what: 'the service alone', value: served },
      goal: null,
    },
    {
      name: 'review-filter-10000',
      title: `${title}: a key in the filter, p95`,
      ...slowest(keys),
      limit: oneFrame,
      goal: atMostTheLimit,
    },
    {
      name: 'review-scroll-10000',
      title: `${title}: from frame to frame while scrolling, p95`,
      ...slowest(frames),
      limit: oneFrame,
      goal: atMostTheLimit,
    },
  ];
}

type Figure = Pick<Row, 'unit' | 'ours' | 'peers' | 'runs' | 'spread'>;

function middle(times: readonly number[]): Figure {
  return { ...slowest(times), ours: median(times) };
}

/** All but the slowest twentieth are as fast. */
function slowest(times: readonly number[]): Figure {
  const ours = quantile(times, 0.95);
  return { unit: 'ms', ours, peers: [], runs: times.length, spread: spreadOf(times) };
}

function count(size: Size): string {
  return size.toLocaleString('en');
}

function expectList(
  page: Page,
  start: Parameters<PageProbe['expect']>[0],
  list: ShownList,
  length: number,
): Promise<void> {
  return page.evaluate((args) => window.listProbe.expect(...args), [start, list, length] as const);
}

/** Goes through the provider's pages without drawing them. */
async function signInAs(desktop: Desktop, app: App, key: string): Promise<void> {
  await clickProvider(app.page, 'google');
  const jar = createCookieJar();
  const start = await openStartPage(jar, await desktop.browser.nextUrl());
  const { redirectUrl } = await signInAtProvider(start, key);
  await bringResponse(jar, redirectUrl);
}

/** They narrow each list in three steps and widen it again. */
const strokes = ['4', '6', '8', 'Backspace', 'Backspace', 'Backspace'];

/** What each key in the filter took, in rounds of which the first warms up. */
async function measureKeys(
  bench: Bench,
  page: Page,
  list: ShownList,
  accounts: readonly SeedAccount[],
): Promise<readonly number[]> {
  await page.getByRole('searchbox').focus();
  // The digits of an address stand in the username too.
  const texts = accounts.map(({ name, extension, username }) =>
    [name, extension, username].join(' '),
  );
  const times: number[] = [];
  for (let round = 0; round <= (bench.quick ? 6 : 30); round += 1) {
    let text = '';
    for (const key of strokes) {
      text = key === 'Backspace' ? text.slice(0, -1) : text + key;
      const left = texts.filter((one) => one.includes(text)).length;
      await expectList(page, 'keydown', list, left);
      await page.keyboard.press(key);
      const time = await page.evaluate(() => window.listProbe.shown());
      if (round > 0) times.push(time);
      // What the page puts off until the list is there is done before a hand presses the next key.
      await pause(30);
    }
  }
  return times;
}

/** The times between the frames while the wheel turns so many times. */
async function measureScroll(page: Page, turns: number): Promise<readonly number[]> {
  await page.mouse.move(400, 400);
  await page.evaluate(() => window.listProbe.startFrames());
  for (let turn = 0; turn < turns; turn += 1) await page.mouse.wheel(0, 480);
  const frames = await page.evaluate(() => window.listProbe.stopFrames());
  return frames
    .slice(1)
    .map((at, index) => Math.round((at - (frames[index] ?? at)) / frameMs) * frameMs);
}

/** What the services, which run in this process, take for the requests to a path until `stop`; milliseconds. */
function watchService(path: string): { readonly times: readonly number[]; stop(): void } {
  const begun = new WeakMap<IncomingMessage, number>();
  const times: number[] = [];
  const onStart = (message: unknown) => {
    const { request } = message as { readonly request: IncomingMessage };
    if (request.url?.endsWith(path)) begun.set(request, performance.now());
  };
  const onFinish = (message: unknown) => {
    const { request } = message as { readonly request: IncomingMessage };
    const at = begun.get(request);
    if (at !== undefined) times.push(performance.now() - at);
  };
  subscribe('http.server.request.start', onStart);
  subscribe('http.server.response.finish', onFinish);
  return {
    times,
    stop() {
      unsubscribe('http.server.request.start', onStart);
      unsubscribe('http.server.response.finish', onFinish);
    },
  };
}
