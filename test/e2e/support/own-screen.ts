import { execFile, spawn } from 'node:child_process';
import { chown, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { endProcessGroup } from '../../../services/desktop/child-process.ts';
import { startPrivateScreen } from '../../../services/desktop/private-screen.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { findWindows } from '../../support/xdotool.ts';

const run = promisify(execFile);

/** A screen of one test's own with a window manager: there is a window in front, and it has the keyboard. */
export interface OwnScreen {
  /** For the apps that are to appear on it. */
  readonly env: { readonly DISPLAY: string; readonly XAUTHORITY: string };
  /** The process whose window has the keyboard; null: none has it. */
  frontProcess(): Promise<number | null>;
  /** The title of the window that has the keyboard. */
  frontTitle(): Promise<string>;
  /** Clicks on a window of a process in the task bar, so to speak. */
  activate(pid: number): Promise<void>;
  /** Puts the windows of a process away, as their button does. */
  minimize(pid: number): Promise<void>;
  /** Presses keys, named as in X (`Return`, `ctrl+a`), on the window that has the keyboard. */
  press(...keys: readonly string[]): Promise<void>;
  type(text: string): Promise<void>;
}

/** Runs `use` on a screen of its own, and takes it away afterwards. */
export async function withOwnScreen<T>(use: (screen: OwnScreen) => Promise<T>): Promise<T> {
  const { env, stop } = await startPrivateScreen();
  // The window manager behaves as it was delivered, not as the person before this machine likes it.
  const own = { ...process.env, ...env, XDG_CONFIG_HOME: '/nonexistent' };
  const manager = spawn('openbox', ['--sm-disable'], { detached: true, stdio: 'ignore', env: own });
  const runThere = async (program: string, args: readonly string[]) =>
    (await run(program, args, { env: own })).stdout;
  const ask = async (...words: readonly string[]) => (await runThere('xdotool', words)).trim();
  /** What is asked while no window has the keyboard fails. */
  const askFront = (question: string) => ask('getactivewindow', question).catch(() => '');
  async function windowOf(pid: number): Promise<string> {
    const [window] = await findWindows(runThere, ['--pid', String(pid), '--class', '.']);
    if (window === undefined) throw new Error(`The process ${pid} shows no window.`);
    return window;
  }
  try {
    await waitUntil(() => hasManager(ask), 'the window manager');
    return await use({
      env,
      frontProcess: async () => Number(await askFront('getwindowpid')) || null,
      frontTitle: () => askFront('getwindowname'),
      activate: async (pid) => void (await ask('windowactivate', '--sync', await windowOf(pid))),
      minimize: async (pid) => void (await ask('windowminimize', await windowOf(pid))),
      press: async (...keys) => void (await ask('key', '--clearmodifiers', ...keys)),
      type: async (text) => void (await ask('type', '--delay', '5', text)),
    });
  } finally {
    await endProcessGroup(manager);
    await stop();
  }
}

/** Without one the question for the desktop is refused. */
async function hasManager(ask: (question: string) => Promise<string>): Promise<boolean> {
  return ask('get_num_desktops').then(
    () => true,
    () => false,
  );
}

/** A real compositor without hardware. */
export interface WaylandScreen {
  /** What an app needs to draw on it and not on X. */
  readonly env: Readonly<Record<string, string | undefined>>;
  stop(): Promise<void>;
}

/** Sway refuses to run as root; to root any other user will do. */
const nobodyId = 65_534;

/** Starts Sway on a screen in memory. */
export async function startWaylandScreen(): Promise<WaylandScreen> {
  const folder = await mkdtemp(join(tmpdir(), 'sonar-wayland-'));
  const config = join(folder, 'config');
  await writeFile(config, 'xwayland disable\n');
  const asNobody = process.getuid?.() === 0;
  if (asNobody) await Promise.all([folder, config].map((path) => chown(path, nobodyId, nobodyId)));
  const user = ['setpriv', `--reuid=${nobodyId}`, `--regid=${nobodyId}`, '--clear-groups'];
  const [command = 'sway', ...args] = [...(asNobody ? user : []), 'sway', '--config', config];
  const child = spawn(command, args, {
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      XDG_RUNTIME_DIR: folder,
      WLR_BACKENDS: 'headless',
      WLR_RENDERER: 'pixman',
      WLR_LIBINPUT_NO_DEVICES: '1',
    },
    stdio: 'ignore',
    detached: true,
  });
  const stop = async () => {
    await endProcessGroup(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    let display: string | undefined;
    await waitUntil(async () => {
      if (child.exitCode !== null) throw new Error(`Sway ended with ${child.exitCode}`);
      display = (await readdir(folder)).find((name) => /^wayland-\d+$/.test(name));
      return display !== undefined;
    }, 'a Wayland socket');
    const env = { WAYLAND_DISPLAY: display, XDG_RUNTIME_DIR: folder, XDG_SESSION_TYPE: 'wayland' };
    return { env: { ...env, DISPLAY: undefined }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
