import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isAlive } from '../support/processes.ts';
import { heading } from './support/account-pages.ts';
import { withDesktop } from './support/desktop.ts';

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
