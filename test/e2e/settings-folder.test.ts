import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { expect, type TestContext, test } from 'vitest';
import { projectRoot } from '../../scripts/common/run-captured.ts';
import type { AppCommand } from '../../scripts/electron/electron-here.ts';
import { endProcessGroup } from '../../services/desktop/child-process.ts';
import { isAlive } from '../support/processes.ts';
import { readLog } from '../support/read-log.ts';
import { withTempFolder } from '../support/temp-folder.ts';
import { waitUntil } from '../support/wait-until.ts';
import { addAccount, heading } from './support/account-pages.ts';
import { type App, startProgram } from './support/app.ts';
import {
  type Answer,
  builtApp,
  type Desktop,
  readKeyringItems,
  signIn,
  withDesktop,
  wrapElectron,
} from './support/desktop.ts';

/** What the disk with the settings folder does for apps that are started from now on. */
type DiskState = 'works' | 'read-only' | 'full';

/** The disk that the settings folder of one test lies on. */
interface SettingsDisk {
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
function withSettingsDisk<T>(
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
function besides({ pid }: App, folder: string): Promise<AppCommand> {
  return wrapElectron(builtApp(), folder, ['nsenter', '--mount', '--target', String(pid)]);
}

/** Lets the read-only disk of a running app take changes again. */
function repairDisk({ pid }: App, { folder }: SettingsDisk): void {
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
function needsMounts({ skip }: TestContext): void {
  if (obstacle !== null) skip(obstacle);
}

/** A notice in the window, as whoever listens finds it. */
function notice({ page }: App, title: string): Locator {
  return page.getByRole('region', { name: title });
}

const unsaved = 'Changes aren’t kept on this computer';

async function isOnline(app: App, name: string): Promise<void> {
  await heading(app, name).waitFor();
  await app.page.getByText('Online').first().waitFor();
}

/** Starts the app once more beside a running one; how it ended. */
async function startAgain(desktop: Desktop, command = desktop.command): Promise<Answer> {
  const program = startProgram(command, [], desktop.env);
  try {
    return { exitCode: await program.ended(), output: program.output() };
  } finally {
    await endProcessGroup(program.child);
  }
}

/** What the log says of the settings, one word each time. */
async function loggedSettings(profile: string): Promise<readonly (string | undefined)[]> {
  const log = await readLog(profile);
  return log.filter(({ event }) => event === 'settings-file').map(({ settings }) => settings);
}

function complaints(output: string): readonly string[] {
  return output.split('\n').filter((line) => line.startsWith('Sonar cannot start: '));
}

test.for(['read-only', 'full'] as const)(
  'B-05, B-35: a new settings folder that is %s: the window opens, signs in, and says what is not kept',
  (state, context) => {
    needsMounts(context);
    return withSettingsDisk(async (desktop, disk) => {
      await disk.set(state);
      const app = await desktop.startApp();
      await heading(app, 'Sign in to Sonar').waitFor();
      await notice(app, unsaved).waitFor();
      await app.page.getByRole('status').getByText(unsaved).waitFor();
      await signIn(desktop, app, 'google-one-account');
      await isOnline(app, 'Ana Silva');
      await notice(app, unsaved).getByText('until you quit').waitFor();
      // An item of a profile that nobody will know could never be removed again.
      expect(await readKeyringItems(desktop)).toEqual([]);
      expect(await app.quit()).toBe(0);

      await disk.set('works');
      const after = await desktop.startApp();
      await heading(after, 'Sign in to Sonar').waitFor();
      expect(await notice(after, unsaved).count()).toBe(0);
      expect(await after.quit()).toBe(0);
    });
  },
);

test.for(['read-only', 'full'] as const)(
  'B-35: a settings folder that becomes %s: who was signed in stays so, who comes new until quit',
  (state, context) => {
    needsMounts(context);
    return withSettingsDisk(async (desktop, disk) => {
      const before = await desktop.startApp();
      await signIn(desktop, before, 'google-one-account');
      await isOnline(before, 'Ana Silva');
      expect(await before.quit()).toBe(0);
      expect(await readKeyringItems(desktop)).toHaveLength(2);

      await disk.set(state);
      const app = await desktop.startApp();
      await isOnline(app, 'Ana Silva');
      await notice(app, unsaved).waitFor();
      await addAccount(desktop, app, 'microsoft-one-account');
      await isOnline(app, 'Adam Novak');
      expect(await readKeyringItems(desktop)).toHaveLength(2);
      expect(await app.quit()).toBe(0);

      await disk.set('works');
      const after = await desktop.startApp();
      await isOnline(after, 'Ana Silva');
      expect(await after.page.getByText('Adam Novak').count()).toBe(0);
      expect(await notice(after, unsaved).count()).toBe(0);
      expect(await after.quit()).toBe(0);
      // What is said of a disk is said to it, and only while it can be told: these are the starts on one that works.
      expect(await loggedSettings(disk.folder)).toEqual([]);
    });
  },
);

test('a disk that takes changes again is used again: what was held until quit is kept', (context) => {
  needsMounts(context);
  return withSettingsDisk(async (desktop, disk) => {
    await disk.set('read-only');
    const app = await desktop.startApp();
    await signIn(desktop, app, 'google-one-account');
    await isOnline(app, 'Ana Silva');
    expect(await readKeyringItems(desktop)).toEqual([]);
    repairDisk(app, disk);
    // Tried again every half minute.
    await notice(app, unsaved).waitFor({ state: 'detached', timeout: 90_000 });
    await waitUntil(
      async () => (await readKeyringItems(desktop)).length === 2,
      'the credentials in the keyring',
    );
    expect(await app.quit()).toBe(0);

    await disk.set('works');
    const after = await desktop.startApp();
    await isOnline(after, 'Ana Silva');
    expect(await after.quit()).toBe(0);
    expect(await loggedSettings(disk.folder)).toEqual(['saved']);
  });
});

test('a settings folder that cannot be made is told in the window', (context) => {
  needsMounts(context);
  return withSettingsDisk(async (desktop, disk) => {
    await disk.set('read-only');
    const missing = join(disk.folder, 'not', 'there');
    const app = await desktop.startApp({ env: { SONAR_LOGIN_USER_DATA: missing } });
    await notice(app, unsaved).waitFor();
    expect(await app.quit()).toBe(0);
  });
});

test.for(['works', 'read-only', 'full'] as const)(
  'a second start beside a running app ends with 0, and the first window stays, the disk: %s',
  (state, context) => {
    needsMounts(context);
    return withSettingsDisk(async (desktop, disk) => {
      await disk.set(state);
      const app = await desktop.startApp();
      await heading(app, 'Sign in to Sonar').waitFor();
      const { exitCode, output } = await startAgain(desktop, await besides(app, desktop.folder));
      expect({ exitCode, complaints: complaints(output) }).toEqual({ exitCode: 0, complaints: [] });
      await heading(app, 'Sign in to Sonar').waitFor();
      expect(await app.quit()).toBe(0);
    });
  },
);

test('DL-06: a disk that works again while the app runs does not let a second one in', (context) => {
  needsMounts(context);
  return withSettingsDisk(async (desktop, disk) => {
    await disk.set('read-only');
    const app = await desktop.startApp();
    await notice(app, unsaved).waitFor();
    await disk.set('works');
    expect(await startAgain(desktop)).toMatchObject({ exitCode: 0 });
    expect(await app.quit()).toBe(0);
  });
});

test('B-05: where no folder can be written at all the start ends with one line and code 73', (context) => {
  needsMounts(context);
  return withSettingsDisk(async (desktop, disk) => {
    await disk.set('read-only');
    const nowhere = { XDG_RUNTIME_DIR: undefined, TMPDIR: disk.folder };
    const { exitCode, output } = await desktop.ask([], nowhere);
    expect({ exitCode, lines: complaints(output) }).toEqual({
      exitCode: 73,
      lines: [expect.stringContaining('no folder')],
    });
  });
});

test.for([
  ['renderer', 'index.html is missing'],
  ['preload', 'index.cjs is missing'],
] as const)(
  'without the files of its %s the start ends with one line and code 70',
  ([missing, words]) =>
    withTempFolder((folder) =>
      withDesktop(async (desktop) => {
        await cp(join(projectRoot, 'dist'), join(folder, 'dist'), { recursive: true });
        await cp(join(projectRoot, 'package.json'), join(folder, 'package.json'));
        await rm(join(folder, 'dist', missing), { recursive: true });
        const { exitCode, output } = await desktop.ask([]);
        expect({ exitCode, lines: complaints(output) }).toEqual({
          exitCode: 70,
          lines: [expect.stringContaining(words)],
        });
      }, builtApp(folder)),
    ),
);

test('PR-01, B-22: a settings file that was damaged is told until somebody has read it', () =>
  withDesktop(async (desktop) => {
    const profile = join(desktop.folder, 'profile');
    const first = await desktop.startApp();
    await signIn(desktop, first, 'google-one-account');
    await isOnline(first, 'Ana Silva');
    expect(await first.quit()).toBe(0);

    await writeFile(join(profile, 'preferences.json'), '{ "version": ');
    const restored = 'Your settings were repaired';
    const second = await desktop.startApp();
    await isOnline(second, 'Ana Silva');
    await notice(second, restored).waitFor();
    expect(await second.quit()).toBe(0);
    const third = await desktop.startApp();
    await notice(third, restored).getByRole('button', { name: 'Got it' }).click();
    await notice(third, restored).waitFor({ state: 'detached' });
    expect(await third.quit()).toBe(0);

    await writeFile(join(profile, 'preferences.json'), '[]');
    await writeFile(join(profile, 'accounts-backup.json'), '[]');
    const reset = 'Your settings were lost';
    const fourth = await desktop.startApp();
    await heading(fourth, 'Sign in to Sonar').waitFor();
    expect(await notice(fourth, restored).count()).toBe(0);
    await notice(fourth, reset).getByRole('button', { name: 'Got it' }).click();
    await notice(fourth, reset).waitFor({ state: 'detached' });
    expect(await fourth.quit()).toBe(0);
    const fifth = await desktop.startApp();
    await heading(fifth, 'Sign in to Sonar').waitFor();
    expect(await notice(fifth, reset).count()).toBe(0);
    expect(await fifth.quit()).toBe(0);

    expect(await loggedSettings(profile)).toEqual(['restored', 'restored', 'reset']);
    expect((await readdir(profile)).filter((name) => name.includes('.broken-'))).toHaveLength(3);
  }));

/** Chromium's files of a running app, as one that ended without a word leaves them. */
async function leaveLock(profile: string, holder: string): Promise<void> {
  await mkdir(profile, { recursive: true, mode: 0o700 });
  const socket = join(profile, 'socket-of-before');
  await writeFile(socket, '');
  await symlink(holder, join(profile, 'SingletonLock'));
  await symlink(socket, join(profile, 'SingletonSocket'));
  await symlink('4711', join(profile, 'SingletonCookie'));
}

test.each([
  ['of a process that is gone', `${hostname()}-4194303`],
  ['of another computer', 'another-computer-1'],
])('B-20, DL-06: with the lock %s left behind the app starts', (_, holder) =>
  withDesktop(async (desktop) => {
    await leaveLock(join(desktop.folder, 'profile'), holder);
    const app = await desktop.startApp();
    await heading(app, 'Sign in to Sonar').waitFor();
    expect(await app.quit()).toBe(0);
  }),
);

test('B-20, DL-06: a living stranger whose number stands in the lock is left alone', () =>
  withDesktop(async (desktop) => {
    const stranger = spawn('sleep', ['600'], { stdio: 'ignore' });
    await once(stranger, 'spawn');
    try {
      await leaveLock(join(desktop.folder, 'profile'), `${hostname()}-${stranger.pid}`);
      const app = await desktop.startApp();
      await heading(app, 'Sign in to Sonar').waitFor();
      expect(await isAlive(stranger.pid ?? 0)).toBe(true);
      expect(await app.quit()).toBe(0);
    } finally {
      stranger.kill();
    }
  }));

test('B-21: a first app that hangs is replaced by the second start', () =>
  withDesktop(async (desktop) => {
    const first = await desktop.startApp();
    await heading(first, 'Sign in to Sonar').waitFor();
    first.signal('SIGSTOP');
    try {
      const second = await desktop.startApp();
      await heading(second, 'Sign in to Sonar').waitFor();
      expect(await second.quit()).toBe(0);
    } finally {
      first.signal('SIGCONT');
    }
  }));
