import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmdirSync,
  rmSync,
  unlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sweep } from '../credentials/keychain-leftovers.ts';

/**
 * Where Electron keeps its own files and lock when the settings folder takes none: the same folder at every start of
 * this user with this settings folder, so that a second start meets the first.
 */
export function nameSpareFolder(settingsFolder: string): string {
  const text = `${userId()} ${settingsFolder}`;
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return join(runtimeFolder() ?? tmpdir(), `sonar-login-${hash}`);
}

/** The spare folder if it was made, and is this user's: it goes with the settings folder. */
export function ownSpareFolder(settingsFolder: string): readonly string[] {
  const spare = nameSpareFolder(settingsFolder);
  return isOwnFolder(spare) ? [spare] : [];
}

/** This user's own folder for the session (XDG Base Directory Specification); `su` may leave another user's in its place. */
function runtimeFolder(): string | null {
  const folder = process.env.XDG_RUNTIME_DIR ?? '';
  return folder !== '' && isOwnFolder(folder) ? folder : null;
}

/** -1 where the system has no numbers for users, but folders for temporary files of their own. */
function userId(): number {
  return process.getuid?.() ?? -1;
}

/** Makes the spare folder, or takes the one that is there; false when there can be none. */
export function makeSpareFolder(path: string): boolean {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return isOwnFolder(path);
  } catch {
    return false;
  }
}

/** Whether it is there and this user's alone: others can write where it lies, and so make one by its name. */
export function isOwnFolder(path: string): boolean {
  try {
    const status = lstatSync(path);
    if (!status.isDirectory()) return false;
    return userId() === -1 || (status.uid === userId() && (status.mode & 0o077) === 0);
  } catch {
    return false;
  }
}

/** What has to end before the folder can go, in this order. */
interface RemovableData {
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
  /** False: a softphone may keep something of its own in there, which stays, and with it the folder. */
  readonly areWhollyOurs: boolean;
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
  process.once('exit', () =>
    data.directories.forEach(data.areWhollyOurs ? removeFolder : removeOwnRest),
  );
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

/** Removes what was written until the end, and the folder if nothing else is in it. */
function removeOwnRest(directory: string): void {
  removeOwnFiles(directory);
  try {
    rmdirSync(directory);
  } catch {
    // It holds what is not ours, or is gone.
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
