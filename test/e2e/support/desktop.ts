import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import {
  type AppCommand,
  appCommand,
  electronHere,
} from '../../../scripts/electron/electron-here.ts';
import type { DescribedPerson } from '../../../services/sandbox-description.ts';
import {
  type Sandbox,
  type SandboxOptions,
  startSandbox,
} from '../../../services/start-sandbox.ts';
import { readKeyringItems as readItems, startKeyring } from '../../support/keyring.ts';
import { withTempFolder } from '../../support/temp-folder.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { findWindows } from '../../support/xdotool.ts';
import { type App, type Exit, startApp, startProgram } from './app.ts';
import { type SystemBrowser, startSystemBrowser } from './system-browser.ts';

/** Writes a program that starts Electron by `words`, and answers the command with it instead of Electron. */
export async function wrapElectron(
  { command, args }: AppCommand,
  folder: string,
  words: readonly string[],
): Promise<AppCommand> {
  const program = join(folder, 'electron');
  const quoted = [...words, command].map((word) => `'${word.replaceAll("'", "'\\''")}'`);
  // Each step becomes the next: the process that is started is the app.
  await writeFile(program, `#!/bin/sh\nexec ${quoted.join(' ')} "$@"\n`, { mode: 0o755 });
  return { command: program, args };
}

const run = promisify(execFile);

/**
 * Presses Enter in the native box over the app's window, which no debugger reaches, until it is gone. `pid`: the app's
 * own process; `title`: that of both, so that there is a box where there are two.
 */
export async function confirmBox(pid: number, title: string): Promise<void> {
  let isPressed = false;
  await waitUntil(async () => {
    const [, box] = await windowsOf(pid, title);
    if (box === undefined) return isPressed;
    isPressed = true;
    // There is no window manager, so that nobody else gives it the keys; another window may take them away again.
    const press = ['windowfocus', '--sync', box, 'key', '--clearmodifiers', 'Return'];
    // It may be gone already.
    await run('timeout', ['5', 'xdotool', ...press]).catch(() => {});
    return false;
  }, `a box that is called ${title} and goes away`);
}

/** The windows of the app with this title by their ids, from the bottom to the top. */
function windowsOf(pid: number, title: string): Promise<readonly string[]> {
  const runHere = async (program: string, args: readonly string[]) =>
    (await run(program, args)).stdout;
  return findWindows(runHere, ['--all', '--pid', `${pid}`, '--name', `^${title}$`]);
}

/** Label and attributes of every item in the keyring, whoever stored it, as text; asked from outside the app. */
export async function readKeyringItems({ keyring }: Desktop): Promise<readonly string[]> {
  const items = await readItems(keyring.env.DBUS_SESSION_BUS_ADDRESS);
  return items.map(({ text }) => text);
}

/** What the app said on both streams, and how it ended. */
export interface Answer {
  readonly exitCode: Exit;
  readonly output: string;
}

/** The built app, unpackaged, on the Electron that is here. */
export function builtApp(main?: string): AppCommand {
  const electron = electronHere();
  if (electron === undefined) throw new Error('There is no Electron: npm test fetches it.');
  return appCommand(electron, main);
}

type Keyring = Awaited<ReturnType<typeof startKeyring>>;

/** One person's computer: keyring, browser, profile; and the services it talks to. */
export interface Desktop {
  readonly folder: string;
  /** How the app is started on it. */
  readonly command: AppCommand;
  readonly sandbox: Sandbox;
  readonly keyring: Keyring;
  readonly browser: SystemBrowser;
  /** The environment of the app; `null` takes a variable away. */
  readonly env: Readonly<Record<string, string | undefined>>;
  startApp(options?: {
    readonly env?: Readonly<Record<string, string | undefined>>;
    readonly args?: readonly string[];
  }): Promise<App>;
  /** Runs the app to its end, for a question on the command line; `faults`: as for `expectFault`. */
  ask(
    args: readonly string[],
    env?: Readonly<Record<string, string | undefined>>,
    faults?: readonly RegExp[],
  ): Promise<Answer>;
  person(key: string): DescribedPerson;
}

/** Runs `use` on a fresh computer and ends everything on it afterwards, whatever happens. */
export function withDesktop<T>(
  use: (desktop: Desktop) => Promise<T>,
  command: AppCommand = builtApp(),
  options: Pick<SandboxOptions, 'registrar' | 'seed'> = {},
): Promise<T> {
  return withTempFolder(async (folder) => {
    const ends: (() => Promise<unknown>)[] = [];
    const apps: App[] = [];
    try {
      const [sandbox, keyring, browser] = await Promise.all([
        startSandbox({ ...options, dataDirectory: join(folder, 'sandbox') }),
        startKeyring(join(folder, 'keyring')),
        startSystemBrowser(folder),
      ]);
      ends.push(
        () => sandbox.close(),
        () => keyring.stop(),
        () => browser.close(),
      );
      const env = {
        ...keyring.env,
        PATH: `${browser.binFolder}:${process.env.PATH ?? ''}`,
        SONAR_LOGIN_CONFIG: sandbox.description.config,
        SONAR_LOGIN_USER_DATA: join(folder, 'profile'),
        // What is to start with the computer is written there: never into the folder of whoever runs the tests.
        XDG_CONFIG_HOME: join(folder, 'configuration'),
        SONAR_LOGIN_KEYCHAIN_SERVICE: `Sonar test ${randomUUID()}`,
        LANG: 'en_US.UTF-8',
        LANGUAGE: 'en_US',
      };
      return await use({
        folder,
        command,
        sandbox,
        keyring,
        browser,
        env,
        async startApp(options = {}) {
          const app = await startApp(command, { ...env, ...options.env }, options.args);
          apps.push(app);
          // Last started, first ended.
          ends.unshift(() => app.kill());
          return app;
        },
        async ask(args, more = {}, faults = []) {
          const program = startProgram(command, args, { ...env, ...more });
          for (const fault of faults) program.expectFault(fault);
          const exitCode = await program.ended();
          return { exitCode, output: program.output() };
        },
        person(key) {
          const found = sandbox.description.people.find((person) => person.key === key);
          if (found === undefined) throw new Error(`nobody is called ${key}`);
          return found;
        },
      });
    } catch (error) {
      for (const app of apps) console.error(await describeWindow(app));
      throw error;
    } finally {
      for (const end of ends) await end();
    }
  });
}

/** What a window shows, for whoever wonders why a test failed. */
async function describeWindow({ page, output }: App): Promise<string> {
  const shown = await page
    .locator('body')
    .ariaSnapshot({ timeout: 5_000 })
    .catch(() => 'nothing, it is gone');
  return `The window shows:\n${shown}\nThe app said: ${output()}`;
}

const providerNames = { google: 'Google', microsoft: 'Microsoft' } as const;

/** Clicks "Sign in with …" in the window. */
export async function clickProvider(page: Page, provider: 'google' | 'microsoft'): Promise<void> {
  const name = `Sign in with ${providerNames[provider]}`;
  // An alert may offer the same once more.
  await page.getByRole('button', { name }).first().click();
}

/** Goes through the provider's page in the browser: one click on the person, if the picker is shown. */
export async function signInInBrowser(desktop: Desktop, key: string): Promise<Page> {
  const page = await desktop.browser.nextPage();
  const { name } = desktop.person(key);
  await page.getByRole('button', { name }).first().click();
  return page;
}

/** The whole way from the sign-in screen to whatever Sonar answers. */
export async function signIn(desktop: Desktop, app: App, key: string): Promise<void> {
  await clickProvider(app.page, desktop.person(key).provider);
  await signInInBrowser(desktop, key);
}
