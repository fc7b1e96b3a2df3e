import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, readFileSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { endProcessGroup } from '../../../services/desktop/child-process.ts';
import { type Keyring, startKeyring } from '../../../services/desktop/keyring.ts';
import { startPrivateScreen } from '../../../services/desktop/private-screen.ts';
import { callOverBus, type UserIds } from '../../../services/desktop/session-bus.ts';
import { outputOf } from '../../e2e/support/app.ts';
import { leftRunning } from '../../support/processes.ts';
import { readLog } from '../../support/read-log.ts';
import { withTempFolder } from '../../support/temp-folder.ts';
import type { TestAuthority } from '../../support/test-authority.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { findWindows, pressUntil } from '../../support/xdotool.ts';

/** The network that an app is started in. */
type Network = 'ours' | 'none' | 'black-hole';

/** A resolver of the network that is kept for documentation (RFC 5737). */
const resolver = '192.0.2.53';

/**
 * Runs a command in a network of its own, in which only loopback answers. `$1` says what the rest does: nothing is there,
 * or every packet goes out by a cable at whose other end nobody listens, questions for names included.
 */
const enter = `
set -e
ip link set lo up
if [ "$1" = black-hole ]; then
  ip link add cable type veth peer name end
  # An address of its own that comes up late would be a change of the network, which ends requests.
  ip link set cable addrgenmode none
  ip link set end addrgenmode none
  ip link set cable arp off
  ip link set cable up
  ip link set end up
  ip address add 198.51.100.2/24 dev cable
  ip route add default dev cable
  mount --bind "$2" /etc/resolv.conf
fi
shift 2
exec "$@"
`;

/** What the file that `inNetwork` is given has to hold. */
const resolverConfiguration = `nameserver ${resolver}\n`;

/** A command, started in such a network. */
function inNetwork(
  network: Network,
  resolverFile: string,
  command: readonly string[],
): readonly string[] {
  if (network === 'ours') return command;
  const own = ['unshare', '--net', '--mount', 'sh', '-c', enter, 'sh'];
  return [...own, network, resolverFile, ...command];
}

/** Why an app cannot be given a network of its own here; null: it can. */
export function findNetworkObstacle(): string | null {
  if (process.platform !== 'linux') return 'only Linux gives an app a network of its own';
  if (process.getuid?.() !== 0) return 'a network of its own needs root, and this is not root';
  const [command = '', ...args] = inNetwork('black-hole', '/etc/hosts', ['true']);
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? null : `a network of its own cannot be made here: ${stderr?.trim()}`;
}

/** Debian's user who owns nothing. */
const nobody = 65_534;

/** Who runs the packaged app: an ordinary user, also where the tests run as root. */
export const ordinaryUser: UserIds = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};

/** Gives a file or folder to the ordinary user. */
export function giveToUser(path: string): void {
  const { uid, gid } = ordinaryUser;
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

/** What goes before a command so that the ordinary user runs it. */
export function asOrdinaryUser(): readonly string[] {
  const { uid, gid } = ordinaryUser;
  if (uid === undefined) return [];
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
}

/** Why Chromium's sandbox cannot be used by the ordinary user here; null: it can. */
function findSandboxObstacle(): string | null {
  const [command = 'unshare', ...args] = [...asOrdinaryUser(), 'unshare', '--user', 'true'];
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? null : `the kernel refuses user namespaces: ${stderr?.trim()}`;
}

const obstacle = findSandboxObstacle();
// Beside what is measured: standard output may be a program's.
console.error(
  `The packaged app runs as ${ordinaryUser.uid === undefined ? userInfo().username : 'nobody'}, ${
    obstacle === null ? 'with Chromium’s sandbox' : `WITHOUT Chromium’s sandbox: ${obstacle}`
  }.`,
);

/** The arguments of the app that follow from that. */
export const sandboxArguments: readonly string[] = obstacle === null ? [] : ['--no-sandbox'];

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
    /** Further arguments of its screen. */
    readonly screen?: readonly string[];
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
      const screen = await startPrivateScreen(undefined, options.screen);
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

/** Lets the person with this home folder trust a test's authority: in their own certificate database, as Chromium reads it. */
export async function trustAuthority(
  { look }: Pick<PackagedDesktop, 'look'>,
  home: string,
  { file }: Pick<TestAuthority, 'file'>,
): Promise<void> {
  const database = join(home, '.pki', 'nssdb');
  await look('mkdir', ['-p', database]);
  await look('certutil', ['-d', `sql:${database}`, '-N', '--empty-password']);
  await look('certutil', ['-d', `sql:${database}`, '-A', '-t', 'C,,', '-n', 'test', '-i', file]);
}

/** Makes a folder that is the ordinary user's. */
export async function makeUserFolder(path: string): Promise<string> {
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

/** Something on the screen as assistive technology is told of it. */
interface ShownThing {
  readonly role: string;
  readonly name: string;
}

/** Reads windows and acts on them as a screen reader does, from outside the app. */
interface ScreenReader {
  tree(): Promise<readonly ShownThing[]>;
  /** Waits until something with this role and a name like that is there; its name. */
  waitFor(role: string, name: string | RegExp, limitMs?: number): Promise<string>;
  /** Presses it, once it is there. */
  press(role: string, name: string): Promise<void>;
  /** Where it is on the screen, once it is there. */
  place(role: string, name: string): Promise<Area>;
}

/** A part of the screen, in pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Handed over as text: whoever runs it may not be let into the project's folder. */
const readerScript = readFileSync(join(import.meta.dirname, 'at-spi.py'), 'utf8');
/** Debian's own, which has the library. */
const python = '/usr/bin/python3';

/** `look` runs a program on the person's screen and bus. */
function createScreenReader(
  look: (program: string, args: readonly string[]) => Promise<string>,
): ScreenReader {
  async function tree(): Promise<readonly ShownThing[]> {
    return JSON.parse(await look(python, ['-c', readerScript, 'tree']));
  }
  async function waitFor(role: string, name: string | RegExp, limitMs = 60_000) {
    const isIt = (thing: ShownThing) =>
      thing.role === role &&
      (typeof name === 'string' ? thing.name === name : name.test(thing.name));
    let shown: readonly ShownThing[] = [];
    try {
      await waitUntil(
        async () => {
          shown = await tree();
          return shown.some(isIt);
        },
        `${role} "${name}"`,
        limitMs,
      );
    } catch (error) {
      const list = shown.map((thing) => `  ${thing.role} "${thing.name}"`).join('\n');
      throw new Error(`There is no ${role} "${name}" on the screen:\n${list}`, { cause: error });
    }
    return shown.find(isIt)?.name ?? '';
  }
  return {
    tree,
    waitFor,
    async press(role, name) {
      await waitFor(role, name);
      await look(python, ['-c', readerScript, 'press', role, name]);
    },
    async place(role, name) {
      await waitFor(role, name);
      const found = await look(python, ['-c', readerScript, 'place', role, name]);
      const [x = 0, y = 0, width = 0, height = 0]: number[] = JSON.parse(found);
      return { x, y, width, height };
    },
  };
}
