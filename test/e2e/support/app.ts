import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { AppCommand } from '../../../build/electron/app-command.ts';
import { endProcessGroup } from '../../../sandbox/desktop/child-process.ts';
import { waitUntil } from '../../support/wait-until.ts';

/** The app, started as a person would and driven from outside. */
export interface App {
  /** The page of the window; another one after `crashPage`. */
  readonly page: Page;
  readonly pid: number;
  /** Everything it has printed. */
  output(): string;
  /** Closes the window as a person would, and waits until the app is gone; its exit code. */
  quit(): Promise<number | null>;
  /** Waits until the app is gone by itself; its exit code. */
  ended(): Promise<number | null>;
  signal(name: NodeJS.Signals): void;
  /** Lets the process of the page die, and waits until the app has loaded the page again. */
  crashPage(): Promise<void>;
  /** Ends it in any case. */
  kill(): Promise<void>;
}

/** A started program whose window has not been looked for. */
export interface Program {
  readonly child: ChildProcess;
  output(): string;
  ended(): Promise<number | null>;
}

/** Starts an app on Electron without waiting for a window. */
export function startProgram(
  app: AppCommand,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Program {
  const child = spawn(app.command, [...app.args, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let printed = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const exit = once(child, 'exit') as Promise<[number | null]>;
  return {
    child,
    output: () => printed,
    ended: async () => (await exit)[0],
  };
}

/** Starts an app on Electron, with a debugging port of its own, and waits for its window. */
export async function startApp(
  app: AppCommand,
  env: Readonly<Record<string, string | undefined>>,
  args: readonly string[] = [],
): Promise<App> {
  const program = startProgram(app, ['--remote-debugging-port=0', ...args], env);
  const { child, output, ended } = program;
  try {
    let endpoint = '';
    await waitUntil(
      () => {
        if (child.exitCode !== null) throw new Error(`The app ended: ${output()}`);
        endpoint = /DevTools listening on (ws:\S+)/.exec(output())?.[1] ?? '';
        return endpoint !== '';
      },
      'the debugging port of the app',
      60_000,
    );
    let opened = await openWindow(endpoint, output);
    return {
      get page() {
        return opened.page;
      },
      pid: child.pid ?? 0,
      output,
      ended,
      async quit() {
        // The window may be gone before it can say so.
        await opened.page.close().catch(() => {});
        return ended();
      },
      signal: (name) => child.kill(name),
      async crashPage() {
        const { page, browser } = opened;
        const client = await page.context().newCDPSession(page);
        const crashed = page.waitForEvent('crash');
        // The page does not live to answer.
        client.send('Page.crash').catch(() => {});
        await crashed;
        await browser.close();
        opened = await openWindow(endpoint, output);
      },
      async kill() {
        await opened.browser.close().catch(() => {});
        await endProcessGroup(child);
      },
    };
  } catch (error) {
    await endProcessGroup(child);
    throw error;
  }
}

/** The window, as a debugger reaches it. */
interface OpenedWindow {
  readonly browser: Browser;
  readonly page: Page;
}

async function openWindow(endpoint: string, output: () => string): Promise<OpenedWindow> {
  await waitUntil(() => isWindowThere(endpoint), `the app's window; it said: ${output()}`, 60_000);
  const browser = await connect(endpoint, 3);
  try {
    return { browser, page: await findWindow(browser, output) };
  } catch (error) {
    await browser.close().catch(() => {});
    throw error;
  }
}

async function findWindow(browser: Browser, output: () => string): Promise<Page> {
  const pages = () => browser.contexts().flatMap((context) => context.pages());
  const find = () => pages().find((page) => page.url().endsWith('/index.html'));
  await waitUntil(() => find() !== undefined, `the app's window; it said: ${output()}`, 60_000);
  const page = find();
  if (page === undefined) throw new Error('The window is gone again.');
  page.setDefaultTimeout(20_000);
  await page.getByRole('main').waitFor();
  return page;
}

/** Whether the app's page is there; a debugger that comes while the page is being replaced may wait for ever. */
async function isWindowThere(endpoint: string): Promise<boolean> {
  const { host } = new URL(endpoint);
  try {
    const answer = await fetch(`http://${host}/json/list`);
    const targets = (await answer.json()) as readonly { url: string }[];
    return targets.some(({ url }) => url.endsWith('/index.html'));
  } catch {
    // Chromium is still on its way up: it refuses, or answers half a list. It is asked again.
    return false;
  }
}

/** Connects a debugger; a connection that is not greeted is made anew. */
async function connect(endpoint: string, tries: number): Promise<Browser> {
  try {
    return await chromium.connectOverCDP(endpoint, { timeout: 20_000 });
  } catch (error) {
    if (tries <= 1) throw error;
    return connect(endpoint, tries - 1);
  }
}
