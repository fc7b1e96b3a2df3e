import { join } from 'node:path';
import lockfile from 'proper-lockfile';

const staleMs = 2_000;
const longestWaitMs = 500;
const pauseMs = 5;

/**
 * Runs `action` while no other process writes these preferences, so that of two changes none is lost. Writing takes
 * a millisecond; who cannot get the lock within half a second, or on a disk that takes none, goes on without.
 */
export function withWriteLock<T>(directory: string, action: () => T): T {
  const release = tryLock(directory);
  try {
    return action();
  } finally {
    try {
      release?.();
    } catch {
      // It was taken from us; the file itself is replaced in one step in any case.
    }
  }
}

function tryLock(directory: string): (() => void) | null {
  const start = performance.now();
  while (performance.now() - start < longestWaitMs) {
    try {
      return lockfile.lockSync(join(directory, 'preferences'), {
        realpath: false,
        stale: staleMs,
        onCompromised: () => undefined,
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') return null;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
    }
  }
  return null;
}
