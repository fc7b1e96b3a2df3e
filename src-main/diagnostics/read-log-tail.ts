import { readSync } from 'node:fs';
import { withOpenFile } from '../common/open-file.ts';

const maxTailBytes = 64 * 1024;

/** The last whole lines of a file, oldest first; none when it cannot be read. Follows no link, waits on no pipe. */
export function readLogTail(path: string): readonly string[] {
  try {
    return withOpenFile(path, (file, { size }) => readTail(file, size)) ?? [];
  } catch {
    return [];
  }
}

function readTail(file: number, size: number): readonly string[] {
  const start = Math.max(0, size - maxTailBytes);
  const bytes = Buffer.alloc(size - start);
  const count = readSync(file, bytes, 0, bytes.length, start);
  const lines = bytes.subarray(0, count).toString('utf8').split('\n');
  // Cut in the middle, the first line is none.
  return (start > 0 ? lines.slice(1) : lines).filter((line) => line !== '');
}
