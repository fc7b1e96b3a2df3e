import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';

/**
 * Writes a text for this person's eyes only (0600), in one step: whoever could read a file that was there before, or
 * had it open, reads nothing of the new one. A link in its place is replaced, and what it leads to stays.
 */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  const beside = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    await writeFile(beside, text, { mode: 0o600, flag: 'wx' });
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
