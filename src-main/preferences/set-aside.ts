import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  constants,
  copyFileSync,
  lstatSync,
  readdirSync,
  renameSync,
  unlinkSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Kept files name people; only the latest stay. */
const keptFiles = 5;

function nameKept(path: string, why: string, now: number): string {
  const time = new Date(now).toISOString().replace(/[:.]/g, '-');
  return `${path}.${why}-${time}-${randomBytes(2).toString('hex')}`;
}

function dropOldest(path: string): void {
  const pattern = /\.(?:broken|version-\d+)-(\d{4}-.*)$/;
  const kept = readdirSync(dirname(path))
    .filter((name) => name.startsWith(`${basename(path)}.`) && pattern.test(name))
    .sort((a, b) => (pattern.exec(a)?.[1] ?? '').localeCompare(pattern.exec(b)?.[1] ?? ''));
  for (const name of kept.slice(0, -keptFiles)) {
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
    dropOldest(path);
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
    dropOldest(path);
    return kept;
  } catch {
    return null;
  }
}
