import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

const maxTailBytes = 64 * 1024;

/** The last whole lines of a file, oldest first; none when it cannot be read. Follows no link, waits on no pipe. */
export function readLogTail(path: string): readonly string[] {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  let descriptor: number;
  try {
    descriptor = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch {
    return [];
  }
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile()) return [];
    const start = Math.max(0, status.size - maxTailBytes);
    const bytes = Buffer.alloc(status.size - start);
    const count = readSync(descriptor, bytes, 0, bytes.length, start);
    const lines = bytes.subarray(0, count).toString('utf8').split('\n');
    // Cut in the middle, the first line is none.
    return (start > 0 ? lines.slice(1) : lines).filter((line) => line !== '');
  } catch {
    return [];
  } finally {
    closeSync(descriptor);
  }
}
