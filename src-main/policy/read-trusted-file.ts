import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import type { RejectReason } from './policy-layer.ts';

/** Whose files are believed and how large they may be, in bytes. */
export interface FileTrust {
  /** The only owner whose files count: 0 (root), or the user that runs a test. */
  readonly trustedUid: number;
  readonly maximumBytes: number;
}

/** What was found at a path; `absent` is not an error, `failed` means that nobody can tell. */
export type TrustedFile =
  | { readonly status: 'read'; readonly bytes: Buffer }
  | { readonly status: 'absent' }
  | { readonly status: 'refused' | 'failed'; readonly reason: RejectReason };

const writableByOthers = 0o022;

/** Reads a file that only its trusted owner can have written. Never waits: a FIFO or device is refused, not read. */
export function readTrustedFile(path: string, trust: FileTrust): TrustedFile {
  let file: number | null = null;
  try {
    // Without O_NONBLOCK, opening a FIFO waits for a writer for ever.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = fstatSync(file);
    const reason = stats.isFile() ? distrustOf(stats, trust.trustedUid) : 'not-a-file';
    if (reason !== null) return { status: 'refused', reason };
    if (stats.size > trust.maximumBytes) return { status: 'refused', reason: 'too-large' };
    return readBounded(file, trust.maximumBytes);
  } catch (error) {
    return isAbsence(error) ? { status: 'absent' } : { status: 'failed', reason: 'unreadable' };
  } finally {
    if (file !== null) closeSync(file);
  }
}

/** Why a file or directory cannot be believed: somebody other than its trusted owner may have written it. */
export function distrustOf(stats: Stats, trustedUid: number): RejectReason | null {
  if (stats.uid !== trustedUid) return 'not-owned-by-root';
  return (stats.mode & writableByOthers) === 0 ? null : 'writable-by-others';
}

/** True when an error says that there is no such file. */
export function isAbsence(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function readBounded(file: number, maximumBytes: number): TrustedFile {
  const buffer = Buffer.alloc(maximumBytes + 1);
  let length = 0;
  while (length < buffer.length) {
    const count = readSync(file, buffer, length, buffer.length - length, null);
    if (count === 0) return { status: 'read', bytes: buffer.subarray(0, length) };
    length += count;
  }
  // It grew after its size was looked at.
  return { status: 'refused', reason: 'too-large' };
}
