import { spawn } from 'node:child_process';
import { chown, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endProcessGroup } from '../../../services/desktop/child-process.ts';
import { waitUntil } from '../../support/wait-until.ts';

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
