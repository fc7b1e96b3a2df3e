import {
  constants,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { withOpenFile } from '../common/private-file.ts';
import { lookAtFile, moveAside } from './set-aside.ts';

/** An id, and the folder in which it was noted, as JSON; older lines are of the folder that the list lies in. */
const noted = /^([0-9a-f]{16,64})(?: (".*"))?$/;
const mostBytes = 64 * 1024;

/**
 * The ids that the profile of this folder has ever had, the latest last: what stands in front of names in the keychain.
 * A file of its own, to which a line is added once in a profile's life, so that whatever befalls the preferences, what
 * was stored under an earlier id is found.
 */
interface ProfileIds {
  list(): readonly string[];
  /** Those by which the settings of another folder go, from which this one was copied: what they name is in use there. */
  inUseElsewhere(): readonly string[];
  /** Forgets all ids but one. */
  keepOnly(profileId: string): void;
  /** Adds an id if it is not there; false: the disk does not take it. */
  note(profileId: string): boolean;
}

/** Opens the list in `directory`; touches nothing yet. */
export function openProfileIds(directory: string, now: () => number): ProfileIds {
  const path = join(directory, 'profile-ids');
  const ownFolder = JSON.stringify(directory);
  const lineOf = (profileId: string) => `${profileId} ${ownFolder}`;

  function readLines(): readonly { readonly id: string; readonly folder: string }[] {
    const text = read(path) ?? '';
    // Half a line, or NULs in place of one, cost that line only.
    return text.split('\n').flatMap((line) => {
      const [, id, folder = ownFolder] = noted.exec(line) ?? [];
      return id === undefined ? [] : [{ id, folder }];
    });
  }
  return {
    list: () => [...new Set(readLines().map(({ id }) => id))],
    inUseElsewhere: () =>
      readLines()
        .filter(({ id, folder }) => folder !== ownFolder && isInUse(folder, id))
        .map(({ id }) => id),
    keepOnly(profileId) {
      try {
        // What lies there may be a link or a pipe, and is neither written through nor waited for.
        rmSync(`${path}.next`, { force: true });
        writeFileSync(`${path}.next`, `${lineOf(profileId)}\n`, { mode: 0o600, flag: 'wx' });
        renameSync(`${path}.next`, path);
      } catch {
        // They are looked for once more, in vain.
      }
    },
    note(profileId) {
      if (readLines().some(({ id, folder }) => id === profileId && folder === ownFolder))
        return true;
      return append(path, `\n${lineOf(profileId)}\n`, now);
    },
  };
}

/** Whether the settings in a folder, named as JSON, go by an id; those that are there and cannot be read may. */
function isInUse(folder: string, id: string): boolean {
  try {
    const content = lookAtFile(join(JSON.parse(folder), 'preferences.json'));
    return content.kind === 'document'
      ? content.document.profileId === id
      : content.kind === 'broken';
  } catch {
    return false;
  }
}

const { O_WRONLY, O_APPEND, O_CREAT } = constants;

function read(path: string): string | null {
  return withFile(path, (file) => readFileSync(file, 'utf8'));
}

function append(path: string, text: string, now: () => number): boolean {
  const add = () => {
    const flags = O_WRONLY | O_APPEND | O_CREAT;
    return withFile(path, (file) => writeSync(file, text) > 0, flags) === true;
  };
  // A link, a pipe or a directory in its place is put out of the way.
  return add() || (moveAside(path, now()) !== null && add());
}

/** Null for a file that cannot be opened, or is none of ours. */
function withFile<T>(path: string, use: (file: number) => T, flags?: number): T | null {
  try {
    const ifSmall = (file: number, { size }: Stats) => (size <= mostBytes ? use(file) : null);
    return withOpenFile(path, ifSmall, flags === undefined ? {} : { flags });
  } catch {
    return null;
  }
}
