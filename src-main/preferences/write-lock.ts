import { linkSync, lstatSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { moveAside } from './set-aside.ts';

/**
 * How the lock stands for the caller: `held` by it; `busy`, for a living process has it; `none`, for the
 * disk takes no lock, and so nobody else can have it.
 */
type WriteLock = 'held' | 'busy' | 'none';

/** Others write for milliseconds. Longer than this nobody is waited for: the window's own thread is the one that waits. */
const patienceMs = 40;
/** A lock whose holder cannot be told from a stranger with the same number is its own no longer than this. */
const strangerAfterMs = 2_000;

/**
 * Runs `action` while no other process writes these preferences, so that of two changes none is lost, and tells it when
 * that could not be had. The lock is a file that names its holder's process, by its number and by when it began, for
 * numbers are given again: one that is gone is taken over at once, one that is slow is never robbed.
 */
export function withWriteLock<T>(
  directory: string,
  action: (lock: WriteLock) => T,
  waitMs: number = patienceMs,
): T {
  const file = join(directory, 'preferences.lock');
  const lock = acquire(file, waitMs);
  try {
    return action(lock);
  } finally {
    if (lock === 'held') remove(file);
  }
}

function acquire(file: string, waitMs: number): WriteLock {
  const mine = `${file}.${process.pid}`;
  const start = performance.now();
  try {
    // What a process of the same number has left is not written over, nor through.
    remove(mine);
    const content = `${process.pid} ${beginningOf(process.pid) ?? ''}`;
    writeFileSync(mine, content, { mode: 0o600, flag: 'wx' });
    // A link appears with its content or not at all; a file that is created first would be empty for a moment.
    while (!tryLink(mine, file)) {
      if (!removeDead(file, mine) && performance.now() - start >= waitMs) return 'busy';
    }
    return 'held';
  } catch {
    return 'none';
  } finally {
    remove(mine);
  }
}

function tryLink(mine: string, file: string): boolean {
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Whether the way may be free now; throws when what stands in it is none of ours and cannot be moved. */
function removeDead(file: string, mine: string): boolean {
  const holder = readHolder(file);
  if (holder === null) return true;
  if (isHolding(holder, ageMs(file, mine))) return false;
  if (holder === foreign || holder === unreadable) {
    if (moveAside(file, Date.now()) === null) throw new Error('the lock cannot be moved');
    return true;
  }
  // Read twice: somebody else may have taken over from the dead one in between.
  if (readHolder(file) === holder) remove(file);
  return true;
}

/** In place of a holder: a link, a pipe or a folder, which none of us has made. */
const foreign = 'foreign';
/** The same: a file that this person may not read, such as one of a start as root. */
const unreadable = 'unreadable';

/** What the lock says; null when there is no lock any more. Never waits on a pipe. */
function readHolder(file: string): string | null {
  try {
    return lstatSync(file).isFile() ? readFileSync(file, 'utf8') : foreign;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : unreadable;
  }
}

function isHolding(holder: string, age: number): boolean {
  if (holder === unreadable) return age < strangerAfterMs;
  const [, number = '0', beginning = ''] = /^(\d{1,10})(?: (\d*))?$/.exec(holder) ?? [];
  const pid = Number(number);
  // Our own process writes in one go: while it asks, it does not hold.
  if (pid === 0 || pid === process.pid || !isAlive(pid)) return false;
  const now = beginningOf(pid);
  if (now !== null && beginning !== '') return now === beginning;
  return age < strangerAfterMs;
}

/** How old the lock is, by the disk's own clock. One that was made after it was asked for is as good as old. */
function ageMs(file: string, mine: string): number {
  try {
    const age = lstatSync(mine).mtimeMs - lstatSync(file).mtimeMs;
    return age < -strangerAfterMs ? Number.POSITIVE_INFINITY : age;
  } catch {
    return 0;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * When a process began, in ticks since the computer started (proc_pid_stat(5), field 22); empty for one that has ended
 * and is only still counted, null where nobody tells.
 */
function beginningOf(pid: number): string | null {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is a name in brackets, which may hold blanks and brackets itself.
    const [state = '', ...rest] = status.slice(status.lastIndexOf(')') + 2).split(' ');
    return 'ZX'.includes(state) ? '' : (rest[18] ?? null);
  } catch {
    return null;
  }
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It is gone already.
  }
}
