import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { endProcessGroup } from '../../../services/desktop/child-process.ts';
import { type Keyring, startKeyring } from '../../../services/desktop/keyring.ts';
import { startPrivateScreen } from '../../../services/desktop/private-screen.ts';
import { callOverBus } from '../../../services/desktop/session-bus.ts';
import { outputOf } from '../../e2e/support/capture-output.ts';
import { leftRunning } from '../../support/processes.ts';
import { readLog } from '../../support/read-log.ts';
import { withTempFolder } from '../../support/temp-folder.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { findWindows, pressUntil } from '../../support/xdotool.ts';
import { inNetwork, type Network, resolverConfiguration } from './network.ts';
import { asOrdinaryUser, giveToUser, ordinaryUser, sandboxArguments } from './ordinary-user.ts';
import { createScreenReader, type ScreenReader } from './screen-reader.ts';

const run = promisify(execFile);

/** Chromium tells the whole page to assistive technology at once, and not only when it is asked. */
const reading = '--force-renderer-accessibility';

/** How a packaged app is started. */
export interface AppStart {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** `none` unless said otherwise: a test has to ask for what it reaches. */
  readonly network?: Network;
}

/** A packaged app that runs. */
export interface PackagedApp {
  readonly child: ChildProcess;
  /** Everything it has printed. */
  output(): string;
  /** Waits until it is gone by itself; its exit code. */
  ended(): Promise<number | null>;
}

/** An ordinary user's computer: a screen, a keyring, assistive technology, and a packaged app. */
export interface PackagedDesktop {
  readonly folder: string;
  readonly home: string;
  readonly keyring: Keyring;
  /** What everything on that screen is started with. */
  readonly env: Readonly<Record<string, string>>;
  readonly reader: ScreenReader;
  start(options?: AppStart): PackagedApp;
  /** Runs a program that looks at the screen, and answers what it printed. */
  look(program: string, args: readonly string[]): Promise<string>;
  /** The X window with a title; waits for it. */
  window(title: string): Promise<string>;
  /** Presses a key in a window of the app, as a person would, until the app has ended; its exit code. */
  endBy(app: PackagedApp, window: string, key: string): Promise<number | null>;
  /** Quits the app by the keyboard and waits until nothing of it runs any more; its exit code. */
  quit(app: PackagedApp): Promise<number | null>;
}

/** Runs `use` on a fresh computer with an app directory, and ends everything on it afterwards, whatever happens. */
export function withPackagedApp<T>(
  options: {
    readonly app: string;
    readonly executable: string;
    /** Of its window. */
    readonly title: string;
    /** Folders that come first on the PATH. */
    readonly path?: readonly string[];
  },
  use: (desktop: PackagedDesktop) => Promise<T>,
): Promise<T> {
  return withTempFolder(async (folder) => {
    const ends: (() => Promise<unknown>)[] = [];
    try {
      await chmod(folder, 0o755);
      const home = await makeUserFolder(join(folder, 'home'));
      const runtime = await makeUserFolder(join(folder, 'runtime'));
      const resolverFile = join(folder, 'resolv.conf');
      await writeFile(resolverFile, resolverConfiguration);
      const screen = await startPrivateScreen();
      ends.unshift(() => screen.stop());
      const authority = join(folder, 'x-authority');
      await copyFile(screen.env.XAUTHORITY, authority);
      giveToUser(authority);
      const keyring = await startKeyring(join(folder, 'keyring'), ordinaryUser);
      ends.unshift(() => keyring.stop());
      const path = [...(options.path ?? []), '/usr/local/bin', '/usr/bin', '/bin'];
      const env = {
        HOME: home,
        PATH: path.join(':'),
        LANG: 'en_US.UTF-8',
        LANGUAGE: 'en_US',
        XDG_RUNTIME_DIR: runtime,
        DISPLAY: screen.env.DISPLAY,
        XAUTHORITY: authority,
        ...keyring.env,
        // As GNOME sets it for somebody who uses assistive technology.
        GNOME_ACCESSIBILITY: '1',
      };
      const accessibility = startAsUser(
        ['/usr/libexec/at-spi-bus-launcher', '--launch-immediately'],
        env,
      );
      ends.unshift(() => endProcessGroup(accessibility.child));
      const hasAccessibility = async () => {
        const bus = '/org/freedesktop/DBus';
        const question = ['--dest=org.freedesktop.DBus', bus, 'org.freedesktop.DBus.NameHasOwner'];
        const words = [...question, 'string:org.a11y.Bus'];
        const address = keyring.env.DBUS_SESSION_BUS_ADDRESS;
        return (await callOverBus(address, words, ordinaryUser)).includes('true');
      };
      await waitUntil(hasAccessibility, 'the bus of assistive technology');
      const look = async (program: string, args: readonly string[]) => {
        const { stdout } = await run(program, args, { env: { ...env }, ...ordinaryUser });
        return stdout;
      };
      const desktop: PackagedDesktop = {
        folder,
        home,
        keyring,
        env,
        reader: createScreenReader(look),
        start({ args = [], env: more = {}, network = 'none' } = {}) {
          const program = join(options.app, options.executable);
          const command = [...asOrdinaryUser(), program, ...sandboxArguments, reading, ...args];
          // Without a sandbox an installed app starts only as an AppImage does.
          const asImage =
            sandboxArguments.length === 0
              ? {}
              : { APPDIR: options.app, APPIMAGE: `${options.app}.AppImage` };
          const whole = { ...env, ...asImage, ...more };
          const app = startDetached(inNetwork(network, resolverFile, command), whole);
          ends.unshift(() => endProcessGroup(app.child));
          return app;
        },
        look,
        async window(title) {
          let found: string | undefined;
          await waitUntil(
            async () => {
              [found] = await findWindows(look, ['--name', `^${title}$`]);
              return found !== undefined;
            },
            `a window with the title ${title}`,
            60_000,
          );
          return found ?? '';
        },
        async endBy(app, window, key) {
          let hasEnded = false;
          const end = app.ended().finally(() => {
            hasEnded = true;
          });
          // A window that is going hears none.
          const press = () => look('xdotool', ['windowfocus', window, 'key', key]).catch(() => '');
          await pressUntil(press, () => hasEnded, `the end of the app after ${key}`);
          return end;
        },
        async quit(app) {
          const window = await desktop.window(options.title);
          const exitCode = await desktop.endBy(app, window, 'ctrl+q');
          const isGone = async () => (await leftRunning(options.app)).length === 0;
          await waitUntil(isGone, 'the end of everything that the app had started');
          return exitCode;
        },
      };
      const result = await use(desktop);
      await expectNoFaults(home);
      return result;
    } finally {
      for (const end of ends) await end();
      const isGone = async () => (await leftRunning(folder)).length === 0;
      await waitUntil(isGone, 'the end of everything on that computer');
    }
  });
}

/** Fails when the log of an app says that it did not catch a fault: nothing can be loaded into it to listen for one. */
async function expectNoFaults(home: string): Promise<void> {
  const settings = join(home, '.config');
  for (const name of await readdir(settings).catch(() => [])) {
    if (!existsSync(join(settings, name, 'logs'))) continue;
    const log = await readLog(join(settings, name));
    const faults = log.filter(({ event }) => event === 'fault-not-caught');
    if (faults.length > 0) throw new Error(`${name} logged ${JSON.stringify(faults)}`);
  }
}

/** Makes a folder that is the ordinary user's. */
async function makeUserFolder(path: string): Promise<string> {
  await mkdir(path, { mode: 0o700 });
  giveToUser(path);
  return path;
}

function startAsUser(command: readonly string[], env: Readonly<Record<string, string>>) {
  return startDetached([...asOrdinaryUser(), ...command], env);
}

function startDetached(
  [command = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>>,
): PackagedApp {
  const child = spawn(command, args, {
    env,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const output = outputOf(child);
  const exit = once(child, 'exit') as Promise<[number | null]>;
  return { child, output, ended: async () => (await exit)[0] };
}
