import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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
