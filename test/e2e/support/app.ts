import { type ChildProcess, spawn } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type Browser,
  chromium,
  type ElectronApplication,
  _electron as electron,
  type Page,
} from 'playwright-core';
import type { AppCommand } from '../../../scripts/electron/electron-here.ts';
import { endProcessGroup } from '../../../services/desktop/child-process.ts';
import { within } from '../../../src-main/common/within.ts';
import { pageProcess } from '../../support/processes.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { observerArguments, watchForFaults } from './faults.ts';

/** Listens to what programs print that somebody else starts. */
export interface OutputCapture {
  /** Everything that this program has printed, from its first byte on. */
  of(child: ChildProcess): () => string;
  /** Leaves programs alone that start from now on. */
  stop(): void;
}

/** Everything a program prints on both streams from now on. */
export function outputOf(child: ChildProcess): () => string {
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
  }
  return () => printed;
}

/** Playwright gives its program away only when it has said the first things; this hears those too. */
function captureOutput(): OutputCapture {
  const outputs = new Map<ChildProcess, () => string>();
  const onStart = (message: unknown) => {
    const { process: child } = message as { process: ChildProcess };
    child.once('spawn', () => outputs.set(child, outputOf(child)));
  };
  subscribe('child_process', onStart);
  return {
    of: (child) => outputs.get(child) ?? (() => ''),
    stop: () => void unsubscribe('child_process', onStart),
  };
}

/** How a program ended: its exit code, or the signal that ended it. */
export type Exit = number | NodeJS.Signals;

/** The app, started as a person would and driven from outside. */
export interface App {
  /** The page of the window; another one after `crashPage`. */
  readonly page: Page;
  /** The main process of the app itself. */
  readonly pid: number;
  /** Runs a function in the main process, with Electron as its first argument: for what only the system sees. */
  readonly inMain: ElectronApplication['evaluate'];
  /** Everything it has printed. */
  output(): string;
  /** Declares a fault that the test means to happen; any other fails the test at its end, and so does its absence. */
  expectFault(pattern: RegExp): void;
  /** Closes the window as a person would, and waits until the app is gone; how it ended. */
  quit(): Promise<Exit>;
  /** Waits until the app is gone by itself, with all that holds its output; how it ended. */
  ended(): Promise<Exit>;
  signal(name: NodeJS.Signals): void;
  /** Lets the process of the page die, by `kill` or as a crash, and waits until the app has loaded the page again. */
  crashPage(kill?: () => Promise<void>): Promise<void>;
  /** Ends it in any case. */
  kill(): Promise<void>;
}

/** A started program whose window has not been looked for. */
export interface Program {
  readonly child: ChildProcess;
  output(): string;
  expectFault(pattern: RegExp): void;
  ended(): Promise<Exit>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** How long a start may take on a machine that does other things as well. */
const startLimitMs = 60_000;
/** The app promises to end within 5 s of being asked. */
const endLimitMs = 8_000;
/** How long a test waits for an end: less than its own limit, which does not say what was waited for. */
const goneLimitMs = 60_000;

/** What npm, vitest and a developer's shell put into the environment, and no person's session has. */
const notOfAPerson =
  /^(npm_|NODE_|VITEST|ELECTRON_|SONAR_|INIT_CWD$|(TEST|DEV|PROD|MODE|SSR|BASE_URL)$)/;

function environmentOf(env: Environment): Record<string, string> {
  const inherited = Object.entries(process.env).filter(([name]) => !notOfAPerson.test(name));
  const all = Object.entries({ ...Object.fromEntries(inherited), ...env });
  return Object.fromEntries(
    all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Starts an app on Electron as it is started without a driver: no port is opened, no window is waited for. */
export function startProgram(app: AppCommand, args: readonly string[], env: Environment): Program {
  const child = spawn(app.command, [...observerArguments, ...app.args, ...args], {
    env: environmentOf(env),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const output = outputOf(child);
  return { child, output, expectFault: watchForFaults(output), ended: exitOf(child, output) };
}

/**
 * What holds the app back until playwright is connected. Playwright loads it by itself only where it looks for
 * Electron by itself too, and then nothing can be put around Electron.
 */
const playwright = dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'));
const loader = join(playwright, 'lib', 'server', 'electron', 'loader.js');

/** Starts an app on Electron, connected to its main process and its window, and waits for the window. */
export async function startApp(
  app: AppCommand,
  env: Environment,
  args: readonly string[] = [],
): Promise<App> {
  const capture = captureOutput();
  const launched = await electron
    .launch({
      executablePath: app.command,
      args: ['-r', loader, ...observerArguments, ...app.args, ...args],
      env: environmentOf(env),
      // As root the command itself leaves it out.
      chromiumSandbox: true,
      timeout: startLimitMs,
    })
    .finally(capture.stop);
  const child = launched.process();
  const output = capture.of(child);
  const expectFault = watchForFaults(output);
  const ended = exitOf(child, output);
  const kill = () => end(child, ended);
  try {
    let page = await whenShown(() => launched.firstWindow({ timeout: startLimitMs }), output);
    let again: Browser | undefined;
    return {
      get page() {
        return page;
      },
      pid: child.pid ?? 0,
      inMain: launched.evaluate.bind(launched) as App['inMain'],
      output,
      expectFault,
      ended,
      quit() {
        // Not waited for: an app that ends meanwhile may never answer.
        void closeWindows(launched);
        return ended();
      },
      signal: (name) => child.kill(name),
      async crashPage(kill = () => crash(page)) {
        expectFault(/^page gone: (crashed|killed)/);
        const before = await pageProcess(child.pid ?? 0);
        const died = page.waitForEvent('crash');
        await kill();
        await died;
        await waitUntil(async () => {
          const now = await pageProcess(child.pid ?? 0);
          return now !== null && now !== before && (await hasLivingPage(launched));
        }, `a page again; it said: ${output()}`);
        // To playwright a page that died stays dead; who connects now sees a new one.
        await again?.close();
        const browser = await chromium.connectOverCDP(debuggingAddress(output()));
        again = browser;
        page = await whenShown(async () => findPage(browser), output);
      },
      async kill() {
        await again?.close();
        await kill();
      },
    };
  } catch (error) {
    await kill();
    throw error;
  }
}

/** Waits until a program is gone, with all that holds its output. */
function exitOf(child: ChildProcess, output: () => string): () => Promise<Exit> {
  const exit = once(child, 'close') as Promise<[number, null] | [null, NodeJS.Signals]>;
  return async () => {
    const [code, signal] = await within(goneLimitMs, exit, () => {
      const end = child.exitCode ?? child.signalCode;
      const state =
        end === null ? 'still runs' : `ended with ${end}, and something holds its output`;
      throw new Error(`Waited in vain for the end: the app ${state}; it said: ${output()}`);
    });
    return code ?? signal;
  };
}

/** The page that `find` answers, once it shows something. */
async function whenShown(find: () => Promise<Page>, output: () => string): Promise<Page> {
  try {
    const page = await find();
    page.setDefaultTimeout(20_000);
    await page.getByRole('main').waitFor({ timeout: startLimitMs });
    return page;
  } catch (cause) {
    throw new Error(`The window shows nothing; the app said: ${output()}`, { cause });
  }
}

/** As the button of the window does it. */
async function closeWindows(launched: ElectronApplication): Promise<void> {
  await launched
    .evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.close();
    })
    // The app may be gone before it can answer.
    .catch(() => {});
}

async function crash(page: Page): Promise<void> {
  const client = await page.context().newCDPSession(page);
  // The page does not live to answer.
  client.send('Page.crash').catch(() => {});
}

function hasLivingPage(launched: ElectronApplication): Promise<boolean> {
  return launched.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some(
      ({ webContents }) => !webContents.isCrashed() && !webContents.isLoading(),
    ),
  );
}

function debuggingAddress(output: string): string {
  return /DevTools listening on (ws:\S+)/.exec(output)?.[1] ?? '';
}

function findPage(browser: Browser): Page {
  const pages = browser.contexts().flatMap((context) => context.pages());
  const page = pages.find((candidate) => candidate.url().endsWith('/index.html'));
  if (page === undefined) throw new Error('The window is gone.');
  return page;
}

/** Asks the app to end, as the system does when the person logs out; what is left after that is ended with force. */
async function end(child: ChildProcess, ended: () => Promise<unknown>): Promise<void> {
  child.kill('SIGTERM');
  const limit = new AbortController();
  await Promise.race([
    ended(),
    pause(endLimitMs, undefined, { signal: limit.signal }).catch(() => {}),
  ]);
  limit.abort();
  await endProcessGroup(child);
}
