import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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

/** The hash of a file of any size, as bytes. */
export async function hashFile(path: string, algorithm: 'sha256' | 'sha512'): Promise<Buffer> {
  const hash = createHash(algorithm);
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest();
}

/** A hash over the names and contents of files and of all files in folders; what is not there counts as such. */
export async function hashInputs(root: string, inputs: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const file of await filesOf(join(root, input))) {
      hash
        .update(`${file}\0`)
        .update(await readFile(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

async function filesOf(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return files.map((entry) => join(entry.parentPath, entry.name)).sort();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOTDIR') return [path];
    if (code === 'ENOENT') return [];
    throw error;
  }
}
