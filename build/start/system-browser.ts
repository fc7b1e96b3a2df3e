import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const systemFolders = ['/usr/bin', '/bin'];

/**
 * Whether `xdg-open` would open no browser: there is none, no default one is set, it would refuse to run as root,
 * or there is no screen for it. An `xdg-open` that somebody put in front of the system's is always left in place.
 */
export function needsBrowserOpener(hasScreen: boolean): boolean {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const first = folders.find((folder) => existsSync(join(folder, 'xdg-open')));
  if (first !== undefined && !systemFolders.includes(first)) return false;
  if (first === undefined || !hasScreen || process.getuid?.() === 0) return true;
  const answer = spawnSync('xdg-settings', ['get', 'default-web-browser'], { encoding: 'utf8' });
  return answer.status !== 0 || answer.stdout.trim() === '';
}
