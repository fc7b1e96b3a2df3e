import { rmSync } from 'node:fs';
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
 * Removes all that one person has on this computer, for the uninstaller and for administrators. The folder goes with
 * the end of the process. Not complete when the keychain kept something: then the folder stays, because without
 * its lists nobody could find it again.
 */
export async function removeData(data: RemovableData): Promise<Removal> {
  await data.forget();
  const isForgotten = data.leftBehind().length === 0;
  const { trouble, others } = await data.removeLeftovers();
  await data.close();
  const isComplete = isForgotten && trouble === null;
  if (isComplete) process.once('exit', () => data.directories.forEach(removeFolder));
  return { isComplete, others };
}

function removeFolder(directory: string): void {
  try {
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    // Windows: a file of the ending process is still open. What is ours is small and named.
    console.error(`Not everything could be removed: ${directory}`, (error as Error).message);
    process.exitCode = 1;
  }
}
