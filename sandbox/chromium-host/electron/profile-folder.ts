import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { profilePrefix } from '../chromium-process.ts';

/** The folder for profiles of windows, below `userData`; what a killed run left there is removed. */
export function profileFolder(userData: string): string {
  const folder = join(userData, 'chromium-host');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith(profilePrefix))) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
  return folder;
}
