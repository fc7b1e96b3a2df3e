import { rm } from 'node:fs/promises';

/** What has to end before the folder can go, in this order. */
export interface RemovableData {
  /** Signs everybody out of this computer and takes their credentials out of the keychain. */
  readonly forget: () => Promise<void>;
  /** Ends whatever still writes into the folder. */
  readonly close: () => Promise<void>;
  /** Absolute path of preferences and logs. */
  readonly directory: string;
  /** Names of credentials that the keychain would not give up. */
  readonly leftBehind: () => readonly string[];
}

/**
 * Removes all that one person has on this computer, for the uninstaller and for administrators. Answers false when
 * something stayed: a locked keychain, or a file that another program holds open.
 */
export async function removeData(data: RemovableData): Promise<boolean> {
  await data.forget();
  const isForgotten = data.leftBehind().length === 0;
  await data.close();
  // Without the list of accounts nobody could find again what the keychain still holds.
  if (!isForgotten) return false;
  try {
    await rm(data.directory, { recursive: true, force: true, maxRetries: 3 });
    return true;
  } catch {
    return false;
  }
}
