import { randomBytes } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, type Stats } from 'node:fs';
import { open, rename, rm, writeFile } from 'node:fs/promises';

// Windows has neither flag; there a path has no links or pipes of this kind.
const { O_NOFOLLOW = 0, O_NONBLOCK = 0, O_RDONLY } = constants;

/** How a file is opened; reading by default. */
interface OpenOptions {
  readonly flags?: number;
  /** True: a link is as good as what it leads to. */
  readonly followsLinks?: boolean;
}

/**
 * Hands an open file to `use` and closes it afterwards; null for what is no file: never waits on a pipe, and follows no
 * link unless told to. Throws what opening and `use` throw. A file that it makes is this person's alone.
 */
export function withOpenFile<T>(
  path: string,
  use: (file: number, status: Stats) => T,
  { flags = O_RDONLY, followsLinks = false }: OpenOptions = {},
): T | null {
  const file = openSync(path, flags | O_NONBLOCK | (followsLinks ? 0 : O_NOFOLLOW), 0o600);
  try {
    const status = fstatSync(file);
    return status.isFile() ? use(file, status) : null;
  } finally {
    closeSync(file);
  }
}

/**
 * Makes a file that is not there yet, for this person's eyes only (0600); throws `EEXIST` where anything is, a link that
 * leads nowhere as well. Of a content that could not be written nothing stays.
 */
export async function makePrivateFile(path: string, content: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.close();
  } catch (error) {
    await file.close().catch(() => {});
    await rm(path, { force: true });
    throw error;
  }
}

/**
 * Writes a content for this person's eyes only (0600), in one step: somebody who could read the file before, or had
 * it open, reads nothing of the new one. A link in its place is replaced, and what it leads to stays.
 */
export async function writePrivateFile(path: string, content: string | Uint8Array): Promise<void> {
  const beside = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    await writeFile(beside, content, { mode: 0o600, flag: 'wx' });
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
