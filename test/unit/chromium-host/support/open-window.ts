import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { LoginBridge } from '../../../../preload/contract.ts';
import { waitUntil } from '../../../support/wait-until.ts';

declare global {
  interface Window {
    readonly login: LoginBridge;
  }
}

/** Something that the fixture's main module told. */
export interface Told {
  readonly event: string;
  readonly data: unknown;
}

/** A running host, which nobody has connected to. */
export interface RunningHost {
  readonly process: ChildProcess;
  readonly told: readonly Told[];
  readonly errors: readonly string[];
  /** Waits until the main module has told `event`; the first such. */
  until(event: string): Promise<Told>;
  /** Waits until it has ended; its exit code. */
  exited(): Promise<number | null>;
}

/** A running host with a client of the DevTools protocol. */
export interface OpenWindow extends RunningHost {
  readonly page: Page;
  readonly browser: Browser;
}

/** What a start needs. */
export interface HostPlace {
  /** With `renderer/` and `preload/`; also for preferences. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

const limitMs = 60_000;

/** Starts the host with the fixture's main module. */
export async function startHost(place: HostPlace, args: readonly string[]): Promise<RunningHost> {
  const config = join(place.folder, 'config.json');
  await writeFile(
    config,
    '{"sonar":{"baseUrl":"https://sonar.invalid"},"google":{"clientId":"g"},"microsoft":{"clientId":"m"}}',
  );
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../fixture/launch.ts'), ...args],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        HOME: place.folder,
        SONAR_LOGIN_CONFIG: config,
        SONAR_LOGIN_USER_DATA: join(place.folder, 'user-data'),
        TEST_BUNDLES: place.folder,
        ...place.env,
      },
    },
  );
  const told: Told[] = [];
  const errors: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('{')) told.push(JSON.parse(line) as Told);
  });
  createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
  return {
    process: child,
    told,
    errors,
    async until(event) {
      const find = () => told.find((one) => one.event === event);
      await waitUntil(
        () => find() !== undefined || child.exitCode !== null,
        `the main module to tell ${event}`,
        limitMs,
      );
      const found = find();
      if (found === undefined) throw new Error(`It ended without ${event}: ${errors.join('\n')}`);
      return found;
    },
    async exited() {
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      return child.exitCode;
    },
  };
}

/** Starts the host with a port for DevTools, connects to it, and waits until its page has got the state. */
export async function openWindow(place: HostPlace): Promise<OpenWindow> {
  const host = await startHost(place, ['--remote-debugging-port=0']);
  await host.until('painted');
  return { ...host, ...(await connect(host)) };
}

/** Connects to the window of a running host that has a port for DevTools, and waits until its page has got the state. */
async function connect(host: RunningHost): Promise<Pick<OpenWindow, 'page' | 'browser'>> {
  const prefix = 'DevTools listening on ';
  await waitUntil(() => host.errors.some((line) => line.startsWith(prefix)), 'DevTools', limitMs);
  const line = host.errors.find((one) => one.startsWith(prefix)) ?? '';
  const browser = await chromium.connectOverCDP(line.slice(prefix.length));
  const pages = () => browser.contexts().flatMap((context) => context.pages());
  await waitUntil(() => pages().length > 0, 'the page', limitMs);
  const [page] = pages();
  if (page === undefined) throw new Error('There is no page');
  await page.waitForFunction(
    () => (document.querySelector('#state')?.textContent ?? 'waiting') !== 'waiting',
    undefined,
    { timeout: limitMs },
  );
  return { page, browser };
}

/** Runs `use` with an open window and ends it afterwards, whatever happens. */
export async function withWindow(
  place: HostPlace,
  use: (window: OpenWindow) => Promise<void>,
): Promise<void> {
  const window = await openWindow(place);
  try {
    await use(window);
  } finally {
    window.process.kill('SIGTERM');
    await window.exited();
  }
}
