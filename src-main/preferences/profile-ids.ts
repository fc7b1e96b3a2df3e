import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { moveAside } from './set-aside.ts';

const id = /^[0-9a-f]{16,64}$/;
const mostBytes = 64 * 1024;

/**
 * The ids that the profile of this folder has ever had, the latest last: what stands in front of names in the keychain.
 * A file of its own, to which a line is added once in a profile's life, so that whatever befalls the preferences, what
 * was stored under an earlier id is found.
 */
export interface ProfileIds {
  list(): readonly string[];
  /** Forgets all ids but one. */
  keepOnly(profileId: string): void;
  /** Adds an id if it is not there; false: the disk does not take it. */
  note(profileId: string): boolean;
}

/** Opens the list in `directory`; touches nothing yet. */
export function openProfileIds(directory: string, now: () => number): ProfileIds {
  const path = join(directory, 'profile-ids');
  function list(): readonly string[] {
    const text = read(path) ?? '';
    // Half a line, or NULs in place of one, cost that line only.
    return [...new Set(text.split('\n').filter((line) => id.test(line)))];
  }
  return {
    list,
    keepOnly(profileId) {
      try {
        writeFileSync(`${path}.next`, `${profileId}\n`, { mode: 0o600 });
        renameSync(`${path}.next`, path);
      } catch {
        // They are looked for once more, in vain.
      }
    },
    note(profileId) {
      if (list().includes(profileId)) return true;
      return append(path, `\n${profileId}\n`, now);
    },
  };
}

// Windows has neither flag; there the path has no links or pipes of this kind.
const { O_NOFOLLOW = 0, O_NONBLOCK = 0, O_RDONLY, O_WRONLY, O_APPEND, O_CREAT } = constants;

function read(path: string): string | null {
  return withFile(path, O_RDONLY, (descriptor) => readFileSync(descriptor, 'utf8'));
}

function append(path: string, text: string, now: () => number): boolean {
  const add = () =>
    withFile(path, O_WRONLY | O_APPEND | O_CREAT, (descriptor) => {
      writeSync(descriptor, text);
      return true;
    });
  // A link, a pipe or a directory in its place is put out of the way.
  return add() ?? (moveAside(path, now()) !== null && add() === true);
}

/** Null for a file that cannot be opened, or is none of ours. */
function withFile<T>(path: string, flags: number, use: (descriptor: number) => T): T | null {
  let descriptor: number;
  try {
    descriptor = openSync(path, flags | O_NOFOLLOW | O_NONBLOCK, 0o600);
  } catch {
    return null;
  }
  try {
    const status = fstatSync(descriptor);
    return status.isFile() && status.size <= mostBytes ? use(descriptor) : null;
  } catch {
    return null;
  } finally {
    closeSync(descriptor);
  }
}
