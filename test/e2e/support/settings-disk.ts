import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import type { AppCommand } from '../../../scripts/electron/electron-here.ts';
import { withTempFolder } from '../../support/temp-folder.ts';
import type { App } from './app.ts';
import { builtApp, type Desktop, withDesktop, wrapElectron } from './desktop.ts';

/** What the disk with the settings folder does for apps that are started from now on. */
export type DiskState = 'works' | 'read-only' | 'full';

/** The disk that the settings folder of one test lies on. */
export interface SettingsDisk {
  /** The settings folder, as long as the disk works. */
  readonly folder: string;
  set(state: DiskState): Promise<void>;
}

/**
 * Runs a program whose settings folder lies on a disk that is as the test says: in a mount namespace, because neither
 * rights nor a disk of the machine's own would stop root. A full disk is a copy of the folder with a file that takes
 * all that is left.
 */
const mountDisk = `
set -e
disk=$1
shift
case $(cat "$disk/state") in
  read-only)
    mount --bind "$disk/settings" "$disk/settings"
    mount -o remount,bind,ro "$disk/settings" ;;
  full)
    mount -t tmpfs -o size=256k tmpfs "$disk/full"
    cp -a "$disk/settings/." "$disk/full"
    head -c 1M /dev/zero > "$disk/full/filler" 2>/dev/null || true
    mount --bind "$disk/full" "$disk/settings" ;;
esac
exec "$@"
`;

function onDisk(app: AppCommand, disk: string): Promise<AppCommand> {
  return wrapElectron(app, disk, ['unshare', '--mount', 'sh', '-c', mountDisk, 'sh', disk]);
}

/** Runs `use` on a fresh computer whose settings folder lies on a disk of its own. */
export function withSettingsDisk<T>(
  use: (desktop: Desktop, disk: SettingsDisk) => Promise<T>,
): Promise<T> {
  return withTempFolder(async (folder) => {
    const settings = join(folder, 'settings');
    await mkdir(settings, { mode: 0o700 });
    await mkdir(join(folder, 'full'));
    const set = (state: DiskState) => writeFile(join(folder, 'state'), state);
    await set('works');
    return withDesktop(
      (desktop) => {
        const env = { ...desktop.env, SONAR_LOGIN_USER_DATA: settings };
        const onThisDisk: Desktop = {
          ...desktop,
          env,
          startApp: (options = {}) =>
            desktop.startApp({ ...options, env: { ...env, ...options.env } }),
          ask: (args, more = {}, faults = []) => desktop.ask(args, { ...env, ...more }, faults),
        };
        return use(onThisDisk, { folder: settings, set });
      },
      await onDisk(builtApp(), folder),
    );
  });
}

/** The built app on the very disk of a running one. */
export function besides({ pid }: App, folder: string): Promise<AppCommand> {
  return wrapElectron(builtApp(), folder, ['nsenter', '--mount', '--target', String(pid)]);
}

/** Lets the read-only disk of a running app take changes again. */
export function repairDisk({ pid }: App, { folder }: SettingsDisk): void {
  const remount = ['mount', '-o', 'remount,bind,rw', folder];
  execFileSync('nsenter', ['--mount', '--target', String(pid), ...remount]);
}

/** Why a disk cannot be mounted for one program alone here; null: it can. */
function findMountObstacle(): string | null {
  if (process.platform !== 'linux') return 'only Linux can mount a disk for one program alone';
  const { status, stderr } = spawnSync('unshare', ['--mount', 'true'], { encoding: 'utf8' });
  return status === 0 ? null : `a mount namespace cannot be used here: ${stderr?.trim()}`;
}

const obstacle = findMountObstacle();

/** Leaves the test out, and says why, where no disk can be mounted for one program alone. */
export function needsMounts({ skip }: TestContext): void {
  if (obstacle !== null) skip(obstacle);
}
