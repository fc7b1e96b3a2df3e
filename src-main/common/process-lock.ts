import { lstat, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import lockfile from 'proper-lockfile';
import { unlessAborted } from './within.ts';

/** A living holder touches its lock once a second. */
const touchEveryMs = 1_000;
/** A lock that nobody has touched for so long belonged to a process that is gone; taken over well within 5 s. */
const deadAfterMs = 3_500;
const lookEveryMs = 50;

/**
 * How long proper-lockfile itself may take a lock for alive. Its own judgement compares a file time with the clock of
 * the day, which may jump; we look whether the file time moves, by a clock that does not.
 */
const neverStaleMs = 2 ** 40;

type Release = () => Promise<void>;

/**
 * Runs `action` while no other process (and no other caller in this one) holds the lock `name` in `directory`.
 * Waits until it is free; `signal` ends the waiting with its reason. The signal given to `action` is aborted with
 * `signal`, or when the lock was lost because this process did not get to run for 3.5 s. Where the disk takes no lock no
 * other process can hold one; the callers of this process wait for each other in any case, so that it does not matter
 * to them when a disk takes locks again or none any more.
 */
export async function withProfileLock<T>(
  directory: string,
  name: string,
  action: (signal: AbortSignal) => Promise<T>,
  options: { readonly signal?: AbortSignal } = {},
): Promise<T> {
  const lost = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, lost.signal]) : lost.signal;
  const file = join(directory, encodeURIComponent(name));
  const leaveLine = await standInLine(file, signal);
  try {
    const release = await acquire(file, signal, lost);
    try {
      signal.throwIfAborted();
      return await action(signal);
    } finally {
      // A lock that was lost is not ours to give back.
      await release?.().catch(() => undefined);
    }
  } finally {
    leaveLine();
  }
}

/** Takes the lock on the disk; null where the disk takes none. */
async function acquire(
  file: string,
  signal: AbortSignal,
  lost: AbortController,
): Promise<Release | null> {
  const isDead = createDeathWatch();
  for (;;) {
    signal.throwIfAborted();
    try {
      return await tryLock(file, lost);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' ? !(await makeDirectory(dirname(file))) : code !== 'ELOCKED') {
        return null;
      }
    }
    const status = await readStatus(file);
    if (status !== null && isDead(status) && !(await removeDead(file, status))) return null;
    await pause(lookEveryMs, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

/** The last of this process in line for each lock. */
const lines = new Map<string, Promise<void>>();

/** Waits until all who came before have given back what they wait for. */
async function standInLine(file: string, signal: AbortSignal): Promise<() => void> {
  const before = lines.get(file) ?? Promise.resolve();
  const done = Promise.withResolvers<void>();
  const mine = before.then(() => done.promise);
  lines.set(file, mine);
  void mine.then(() => lines.get(file) === mine && lines.delete(file));
  try {
    await unlessAborted(signal, before);
  } catch (error) {
    done.resolve();
    throw error;
  }
  return done.resolve;
}

async function makeDirectory(directory: string): Promise<boolean> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    return true;
  } catch {
    return false;
  }
}

function tryLock(file: string, lost: AbortController): Promise<Release> {
  return lockfile.lock(file, {
    realpath: false,
    stale: neverStaleMs,
    update: touchEveryMs,
    onCompromised: () => lost.abort(new Error('the lock was taken over')),
  });
}

/** Inode and times of the lock: another value is another holder, or the same one alive. Null: it is free. */
async function readStatus(file: string): Promise<string | null> {
  try {
    const { ino, mtimeNs } = await lstat(`${file}.lock`, { bigint: true });
    return `${ino}:${mtimeNs}`;
  } catch {
    return null;
  }
}

/** Tells whether what it is shown has been the same for too long. */
function createDeathWatch(): (status: string) => boolean {
  let last = '';
  let since = 0;
  return (status) => {
    if (status !== last) {
      last = status;
      since = performance.now();
    }
    return performance.now() - since >= deadAfterMs;
  };
}

/**
 * Removes a dead lock, whatever stands in its place. Only one of those who wait may do so, under a lock of its own and
 * after one more look: else the second would remove the lock that the first has just taken. False: the disk does not
 * give it up, and so takes no other.
 */
async function removeDead(file: string, status: string): Promise<boolean> {
  let release: Release;
  try {
    release = await lockfile.lock(`${file}.takeover`, { realpath: false, stale: deadAfterMs });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ELOCKED';
  }
  try {
    if ((await readStatus(file)) === status) await rm(`${file}.lock`, { recursive: true });
    return true;
  } catch (error) {
    // The holder gave it back in this very moment.
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  } finally {
    await release().catch(() => undefined);
  }
}
