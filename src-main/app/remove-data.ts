import { rmSync } from 'node:fs';

/** What has to end before the folder can go, in this order. */
export interface RemovableData {
  /** Signs everybody out of this computer and takes their credentials out of the keychain. */
  readonly forget: () => Promise<void>;
  /** Names of credentials that the keychain would not give up. */
  readonly leftBehind: () => readonly string[];
  /** Ends whatever of ours still writes into the folder. */
  readonly close: () => Promise<void>;
  /** Absolute path of preferences and logs; Electron keeps its own files there too, until the process ends. */
  readonly directory: string;
}

/**
 * Removes all that one person has on this computer, for the uninstaller and for administrators. The folder goes with
 * the end of the process. Answers false when the keychain kept something: then the folder stays, because without the
 * list of accounts nobody could find it again.
 */
export async function removeData(data: RemovableData): Promise<boolean> {
  await data.forget();
  const isForgotten = data.leftBehind().length === 0;
  await data.close();
  if (isForgotten) process.once('exit', () => removeFolder(data.directory));
  return isForgotten;
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
