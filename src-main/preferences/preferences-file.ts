import { lstatSync, readdirSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import Store from 'electron-store';
import type { Document } from './preferences-document.ts';
import { copyAside, type FileContent, lookAtFile, moveAside } from './set-aside.ts';

/** One file of preferences: the only place that knows electron-store. */
export interface PreferencesFile {
  /** Never throws, never waits. */
  read(): FileContent;
  /** Replaces the file in one step (mode 0600); throws when the disk does not take it, and the old file stays. */
  write(document: Document): void;
  /** Whether the disk takes a file of some size here; leaves nothing behind. */
  isWritable(): boolean;
  /** Changes whenever the file was replaced; null: there is none. */
  fingerprint(): string | null;
  /** Moves what is there out of the way; the path it was kept under. */
  moveAside(): string | null;
  /** Keeps a copy; the path it was kept under. */
  copyAside(why: string): string | null;
  /** Removes what a killed writer left behind. */
  removeOrphans(): void;
}

/** As large as the preferences of a person with some accounts. */
const trialBytes = 8 * 1024;

function statusOf(path: string) {
  try {
    return lstatSync(path, { bigint: true });
  } catch {
    return null;
  }
}

/** Opens `name`.json in `directory` (absolute); touches nothing yet. */
export function openPreferencesFile(
  directory: string,
  name: string,
  now: () => number,
): PreferencesFile {
  const path = join(directory, `${name}.json`);
  const nextPath = join(directory, `${name}.next.json`);
  let store: Store<Record<string, unknown>> | undefined;

  /** electron-store writes through a link, and reads (for ever, from a pipe) before it writes. */
  function clearTheWay(): void {
    for (const file of [path, nextPath]) {
      const status = statusOf(file);
      if (status && !status.isFile()) moveAside(file, now());
    }
  }

  return {
    read: () => lookAtFile(path),
    write(document) {
      clearTheWay();
      store ??= new Store<Record<string, unknown>>({
        cwd: directory,
        name: `${name}.next`,
        configFileMode: 0o600,
        accessPropertiesByDotNotation: false,
        // Reading is ours: what it finds must neither stop a write nor find its way into it.
        deserialize: () => ({}),
      });
      const wanted = JSON.parse(JSON.stringify(document)) as Record<string, unknown>;
      store.store = wanted;
      // On a disk that is almost full electron-store may put half a file in place and call it done: so it writes
      // beside the real file, and what it wrote is read again before it counts.
      const written = lookAtFile(nextPath);
      if (written.kind !== 'document' || !isDeepStrictEqual(written.document, wanted)) {
        unlinkSync(nextPath);
        throw new Error('the disk took only a part of the preferences');
      }
      renameSync(nextPath, path);
    },
    isWritable() {
      try {
        clearTheWay();
        // A file that is there all the same is another writer's.
        writeFileSync(nextPath, ' '.repeat(trialBytes), { flag: 'wx', mode: 0o600 });
        unlinkSync(nextPath);
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') tryToRemove(nextPath);
        return false;
      }
    },
    fingerprint() {
      const current = statusOf(path);
      return current ? `${current.ino}:${current.mtimeNs}:${current.size}` : null;
    },
    moveAside: () => moveAside(path, now()),
    copyAside: (why) => copyAside(path, why, now()),
    removeOrphans() {
      for (const entry of listDirectory(dirname(path))) {
        const rest = entry.startsWith(name) ? entry.slice(name.length) : '';
        if (orphanRest.test(rest)) tryToRemove(join(directory, entry));
      }
    },
  };
}

const orphanRest = /^\.next\.json(?:\.tmp-\d{10}[0-9a-f]{6})?$/;

function listDirectory(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

/** A disk that cannot be cleaned is told by the next write. */
function tryToRemove(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // See above.
  }
}
