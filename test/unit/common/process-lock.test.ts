import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  mkdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { withProfileLock } from '../../../src-main/common/process-lock.ts';
import { otherProcess } from '../../support/other-process.ts';
import { withTempFolder } from '../../support/temp-folder.ts';
import { waitUntil } from '../../support/wait-until.ts';

const limit = { timeout: 90_000 };

function start(...job: Parameters<typeof otherProcess>): ChildProcess {
  return spawn(process.execPath, otherProcess(...job), { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function startHolder(directory: string): Promise<ChildProcess> {
  const child = start('hold-lock', directory);
  await once(child.stdout ?? child, 'data');
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test('of several processes one at a time runs what the lock guards', limit, () =>
  withTempFolder(async (folder) => {
    await writeFile(join(folder, 'counter'), '0');
    const children = [1, 2, 3].map(() => start('count-under-lock', folder, '15'));
    await Promise.all(children.map((child) => once(child, 'exit')));
    expect(await readFile(join(folder, 'counter'), 'utf8')).toBe('45');
  }),
);

test('within one process too, and the answer is the action’s own', () =>
  withTempFolder(async (folder) => {
    let running = 0;
    const answers = await Promise.all(
      [1, 2, 3].map((value) =>
        withProfileLock(folder, 'renew', async () => {
          running += 1;
          expect(running).toBe(1);
          await Promise.resolve();
          running -= 1;
          return value;
        }),
      ),
    );
    expect(answers).toEqual([1, 2, 3]);
  }));

test('locks of different names do not wait for each other', () =>
  withTempFolder(async (folder) => {
    const inner = await withProfileLock(folder, 'session/a', () =>
      withProfileLock(folder, 'session/b', async () => 'both'),
    );
    expect(inner).toBe('both');
  }));

test('an action that throws gives the lock back', () =>
  withTempFolder(async (folder) => {
    const failing = withProfileLock(folder, 'renew', async () => {
      throw new Error('refused');
    });
    await expect(failing).rejects.toThrow('refused');
    expect(await withProfileLock(folder, 'renew', async () => 'free')).toBe('free');
  }));

test('a holder that was killed is taken over', limit, () =>
  withTempFolder(async (folder) => {
    const child = await startHolder(folder);
    await end(child);
    expect(await withProfileLock(folder, 'renew', async () => 'taken over')).toBe('taken over');
  }),
);

test(
  'a dead lock from the future, as a clock that was set back leaves it, is taken over',
  limit,
  () =>
    withTempFolder(async (folder) => {
      await mkdir(join(folder, 'renew.lock'));
      const inTwoDays = Date.now() / 1000 + 172_800;
      await utimes(join(folder, 'renew.lock'), inTwoDays, inTwoDays);
      expect(await withProfileLock(folder, 'renew', async () => 'taken over')).toBe('taken over');
    }),
);

test.concurrent.for([
  ['a file', (lock: string) => writeFile(lock, '')],
  ['a link to nowhere', (lock: string) => symlink('/nowhere/at/all', lock)],
  [
    'a folder into which something was put',
    (lock: string) => mkdir(join(lock, 'in'), { recursive: true }),
  ],
] as const)('S2-18: %s in place of the lock is taken over like a dead one', limit, ([, make]) =>
  withTempFolder(async (folder) => {
    await make(join(folder, 'renew.lock'));
    const signal = AbortSignal.timeout(30_000);
    const ran = await withProfileLock(folder, 'renew', async () => 'ran', { signal });
    expect(ran).toBe('ran');
  }),
);

const module = fileURLToPath(new URL('../../../src-main/common/process-lock.ts', import.meta.url));

test(
  'S2-18, PR-03: a dead lock on a disk that takes nothing any more keeps nobody from running',
  limit,
  ({ skip }) => {
    skip(process.getuid?.() !== 0, 'only root can make a folder that another user cannot change');
    return withTempFolder(async (folder) => {
      await chmod(folder, 0o755);
      await mkdir(join(folder, 'renew.lock'));
      const script = `
      import { withProfileLock } from ${JSON.stringify(module)};
      process.setgroups([]);
      process.setuid(65534);
      await withProfileLock(${JSON.stringify(folder)}, 'renew', async () => process.stdout.write('ran'));`;
      const args = ['--input-type=module', '--eval', script];
      const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 30_000 });
      expect(stdout).toBe('ran');
    });
  },
);

test(
  'a holder that lives is waited for, however long; the caller’s signal ends the waiting',
  limit,
  () =>
    withTempFolder(async (folder) => {
      const child = await startHolder(folder);
      try {
        const patience = new AbortController();
        const waiting = withProfileLock(folder, 'renew', async () => 'never', {
          signal: patience.signal,
        });
        // Longer than a dead holder would be left alone: five signs of life.
        const lock = join(folder, 'renew.lock');
        const seen = new Set<number>();
        await waitUntil(async () => seen.add((await stat(lock)).mtimeMs).size > 5, 'signs of life');
        patience.abort(new Error('enough'));
        await expect(waiting).rejects.toThrow('enough');
      } finally {
        await end(child);
      }
    }),
);

test('who loses the lock is told by the signal of the action', limit, () =>
  withTempFolder(async (folder) => {
    const ended = await withProfileLock(folder, 'renew', async (signal) => {
      await rename(join(folder, 'renew.lock'), join(folder, 'stolen'));
      await waitUntil(() => signal.aborted, 'the loss is noticed');
      return 'told';
    });
    expect(ended).toBe('told');
    await rm(join(folder, 'stolen'), { recursive: true });
  }),
);

test('where the disk takes no lock the callers of one process still wait for each other', () =>
  withTempFolder(async (folder) => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const profile = join(file, 'profile');
    let running = 0;
    const run = () =>
      withProfileLock(profile, 'renew', async () => {
        running += 1;
        expect(running).toBe(1);
        await Promise.resolve();
        running -= 1;
      });
    const patience = new AbortController();
    const held = Promise.withResolvers<void>();
    const first = withProfileLock(profile, 'renew', () => held.promise);
    const { signal } = patience;
    const impatient = withProfileLock(profile, 'renew', async () => 'never', { signal });
    const rest = [run(), run()];
    patience.abort(new Error('enough'));
    await expect(impatient).rejects.toThrow('enough');
    held.resolve();
    await Promise.all([first, ...rest]);
  }));

test('a disk that takes no lock does not keep the action from running', () =>
  withTempFolder(async (folder) => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const ran = await withProfileLock(join(file, 'profile'), 'renew', async () => 'ran');
    expect(ran).toBe('ran');
  }));

test('whoever comes when the disk takes locks again waits for the one who runs without', () =>
  withTempFolder(async (folder) => {
    const profile = join(folder, 'profile');
    await writeFile(profile, 'no folder can be made here');
    const order: string[] = [];
    const held = Promise.withResolvers<void>();
    const runs = Promise.withResolvers<void>();
    const first = withProfileLock(profile, 'renew', async () => {
      runs.resolve();
      await held.promise;
      order.push('first');
    });
    await runs.promise;
    await rm(profile);
    await mkdir(profile);
    const second = withProfileLock(profile, 'renew', async () => void order.push('second'));
    // Long enough to take a lock that is free.
    await pause(300);
    held.resolve();
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'second']);
  }));
