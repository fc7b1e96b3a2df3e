import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { lock } from 'proper-lockfile';

/** Longer than any build, download or packaging takes on a slow machine. */
const longestWaitMs = 10 * 60_000;
const lookEveryMs = 200;

/**
 * Runs `action` while no other process holds the lock at `path` (absolute, in a folder of ours); the lock of a process
 * that has died is taken over. Rejects when it is not free within ten minutes.
 */
export async function withFileLock<T>(path: string, action: () => Promise<T>): Promise<T> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const release = await lock(folder, {
    lockfilePath: path,
    retries: {
      retries: longestWaitMs / lookEveryMs,
      factor: 1,
      minTimeout: lookEveryMs,
      maxTimeout: lookEveryMs,
    },
  });
  try {
    return await action();
  } finally {
    await release();
  }
}
