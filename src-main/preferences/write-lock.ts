import { linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const longestWaitMs = 5_000;
const pauseMs = 3;

/**
 * Runs `action` while no other process writes these preferences, so that of two changes none is lost. The lock is a
 * file that names its holder's process: one that is gone is taken over at once, one that is slow is never robbed.
 * Writing takes milliseconds; who waits in vain for 5 s, or on a disk that takes no lock, goes on without.
 */
export function withWriteLock<T>(directory: string, action: () => T): T {
  const lock = join(directory, 'preferences.lock');
  const isHeld = acquire(lock);
  try {
    return action();
  } finally {
    if (isHeld) remove(lock);
  }
}

function acquire(lock: string): boolean {
  const mine = `${lock}.${process.pid}`;
  const start = performance.now();
  try {
    writeFileSync(mine, String(process.pid), { mode: 0o600 });
    // A link appears with its content or not at all; a file that is created first would be empty for a moment.
    while (!tryLink(mine, lock)) {
      if (performance.now() - start > longestWaitMs) return false;
      removeDead(lock);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
    }
    return true;
  } catch {
    return false;
  } finally {
    remove(mine);
  }
}

function tryLink(mine: string, lock: string): boolean {
  try {
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function removeDead(lock: string): void {
  const holder = readHolder(lock);
  // Read twice: somebody else may have taken over from the dead one in between.
  if (holder !== null && !isAlive(holder) && readHolder(lock) === holder) remove(lock);
}

/** The process id in the lock, 0 for nonsense, null when there is no lock any more. */
function readHolder(lock: string): number | null {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    return Number.isSafeInteger(pid) && pid > 0 ? pid : 0;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  if (pid === 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It is gone already.
  }
}
