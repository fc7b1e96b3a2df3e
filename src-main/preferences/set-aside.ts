import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  constants,
  copyFileSync,
  fchmodSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  unlinkSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { withOpenFile } from '../common/private-file.ts';
import type { Document } from './preferences-document.ts';

/** What is under the path: nothing, a JSON object, or something else. */
export type FileContent =
  | { readonly kind: 'absent' }
  | { readonly kind: 'document'; readonly document: Document }
  | { readonly kind: 'broken' };

const maxFileBytes = 4 * 1024 * 1024;
const broken: FileContent = { kind: 'broken' };

function isObject(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(bytes: Buffer): FileContent {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    return isObject(value) ? { kind: 'document', document: value } : broken;
  } catch {
    return broken;
  }
}

function makePrivate(descriptor: number): void {
  try {
    fchmodSync(descriptor, 0o600);
  } catch {
    // Somebody else's, such as root's who has restored it: the next write makes one of our own.
  }
}

/**
 * Reads a file that belongs to us alone and takes other people's rights away from it. Never follows a link, never
 * waits on a pipe, never throws.
 */
export function lookAtFile(path: string): FileContent {
  try {
    const content = withOpenFile(path, (file, { size, mode }) => {
      if (size > maxFileBytes) return broken;
      if ((mode & 0o077) !== 0) makePrivate(file);
      return parse(readFileSync(file));
    });
    return content ?? broken;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? { kind: 'absent' } : broken;
  }
}

/** Kept files name people; only the latest stay. */
const keptFiles = 5;

function nameKept(path: string, why: string, now: number): string {
  const time = new Date(now).toISOString().replace(/[:.]/g, '-');
  return `${path}.${why}-${time}-${randomBytes(2).toString('hex')}`;
}

const keptName = /\.(?:broken|version-\d+)-(\d{4}-.*)$/;

/** Drops all kept files of `path` but the latest `count`. */
function dropOldest(path: string, count: number): void {
  const kept = readdirSync(dirname(path))
    .filter((name) => name.startsWith(`${basename(path)}.`) && keptName.test(name))
    .sort((a, b) => (keptName.exec(a)?.[1] ?? '').localeCompare(keptName.exec(b)?.[1] ?? ''));
  for (const name of kept.slice(0, Math.max(kept.length - count, 0))) {
    const file = join(dirname(path), name);
    // A directory that somebody put there is theirs.
    if (!lstatSync(file).isDirectory()) unlinkSync(file);
  }
}

/** Moves whatever is at `path` out of the way, a link or directory itself and not what it leads to; never throws. */
export function moveAside(path: string, now: number): string | null {
  const kept = nameKept(path, 'broken', now);
  try {
    renameSync(path, kept);
    dropOldest(path, keptFiles);
    return kept;
  } catch {
    return null;
  }
}

/** Keeps a copy of the file at `path` before it is written anew; never throws. */
export function copyAside(path: string, why: string, now: number): string | null {
  const kept = nameKept(path, why, now);
  try {
    copyFileSync(path, kept, constants.COPYFILE_EXCL);
    chmodSync(kept, 0o600);
    dropOldest(path, keptFiles);
    return kept;
  } catch {
    return null;
  }
}

/** Removes every kept file of `path`, for a computer on which nobody's name may stay; never throws. */
export function dropKept(path: string): void {
  try {
    dropOldest(path, 0);
  } catch {
    // A disk that cannot be cleaned is told by the next write.
  }
}
