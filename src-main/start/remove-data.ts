import { existsSync, lstatSync, readdirSync, realpathSync, rmSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Sweep } from '../credentials/keychain-leftovers.ts';

/** What has to end before the folder can go, in this order. */
export interface RemovableData {
  /** Signs everybody out of this computer and takes their credentials out of the keychain. */
  readonly forget: () => Promise<void>;
  /** Names of credentials that the keychain would not give up. */
  readonly leftBehind: () => readonly string[];
  /** Removes what the settings do not know of, and counts what belongs to other settings folders. */
  readonly removeLeftovers: () => Promise<Sweep>;
  /** Ends whatever of ours still writes into the folder. */
  readonly close: () => Promise<void>;
  /** Absolute paths of preferences and logs, where Electron keeps its own files until the process ends, and of its spare place. */
  readonly directories: readonly string[];
}

/** What came of a removal. */
export interface Removal {
  readonly isComplete: boolean;
  /** Items in the keychain that belong to other settings folders, and stay; null: nobody could count. */
  readonly others: number | null;
}

/**
 * Removes all that one person has on this computer, for the uninstaller and for administrators. What is of the person
 * goes at once, so that what is said of it is known; the folder itself, in which Electron has files open, goes with the
 * end of the process. Not complete when the keychain kept something: then the folder stays, because without
 * its lists nobody could find it again.
 */
export async function removeData(data: RemovableData): Promise<Removal> {
  await data.forget();
  const isForgotten = data.leftBehind().length === 0;
  const { trouble, others } = await data.removeLeftovers();
  await data.close();
  if (!isForgotten || trouble !== null) return { isComplete: false, others };
  const isComplete = data.directories.map(removeOwnFiles).every(Boolean);
  process.once('exit', () => data.directories.forEach(removeFolder));
  return { isComplete, others };
}

/** What names people: settings, what was kept aside of them, logs. */
const ownFiles = /^(?:preferences|accounts-backup|profile-ids|logs)(?:\.|$)/;

/** False: the disk has not given up all of it. */
function removeOwnFiles(directory: string): boolean {
  try {
    const names = existsSync(directory) ? readdirSync(directory) : [];
    for (const name of names.filter((each) => ownFiles.test(each))) {
      rmSync(join(directory, name), { recursive: true, force: true, maxRetries: 3 });
    }
    return true;
  } catch {
    return false;
  }
}

/** A folder that is a link goes with what it leads to: what is in there is ours. */
function removeFolder(directory: string): void {
  try {
    rmSync(realpathSync(directory), { recursive: true, force: true, maxRetries: 3 });
    if (lstatSync(directory, { throwIfNoEntry: false })) unlinkSync(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    // Windows: a file of the ending process is still open. What is ours is gone already.
    console.error(`Not everything could be removed: ${directory}`, (error as Error).message);
  }
}
