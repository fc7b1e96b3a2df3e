import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/**
 * Where Electron keeps its own files and lock when the settings folder takes none: the same folder at every start of
 * this user with this settings folder, so that a second start meets the first.
 */
export function nameSpareFolder(settingsFolder: string): string {
  const { uid } = userInfo();
  const hash = createHash('sha256').update(`${uid} ${settingsFolder}`).digest('hex').slice(0, 16);
  return join(process.env.XDG_RUNTIME_DIR || tmpdir(), `sonar-login-${hash}`);
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
    // Windows keeps temporary files per user and has neither of these.
    return (
      process.platform === 'win32' || (status.uid === userInfo().uid && (status.mode & 0o077) === 0)
    );
  } catch {
    return false;
  }
}
