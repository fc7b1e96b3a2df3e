import { existsSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { makeSpareFolder, nameSpareFolder } from './spare-folder.ts';

/** What a start of the app finds: it is the first, another one runs, or no disk takes the lock that would tell. */
export type Instance = 'first' | 'second' | 'no-lock';

/**
 * Claims to be the only running instance for this user and this folder of settings. A second start only wakes the
 * first: nothing is taken from its arguments, of which any program could be the author. Electron keeps its own files
 * where the lock is: in the settings folder, or where that takes none, in the spare one.
 */
export function claimSingleInstance(settingsFolder: string): Instance {
  const spare = nameSpareFolder(settingsFolder);
  // Whoever started while the settings folder took no lock is still the first when it takes one again.
  const places = isHeld(spare) ? [spare] : [settingsFolder, spare];
  for (const place of places) {
    if (place === spare ? !makeSpareFolder(spare) : !existsSync(place)) continue;
    app.setPath('userData', place);
    if (app.requestSingleInstanceLock()) return 'first';
    // Electron answers the same for a lock that another one holds and for one that cannot be made.
    if (isHeld(place)) return 'second';
  }
  return 'no-lock';
}

/** Places Electron's own files for an app that only answers a question, whether another one runs or not. */
export function placeBeside(settingsFolder: string): void {
  const spare = nameSpareFolder(settingsFolder);
  if (existsSync(settingsFolder)) app.setPath('userData', settingsFolder);
  else if (makeSpareFolder(spare)) app.setPath('userData', spare);
}

/** Whether another running instance holds Chromium's lock in this folder (chrome/browser/process_singleton_*.cc). */
function isHeld(folder: string): boolean {
  // Windows removes this file with the process that opened it.
  if (process.platform === 'win32') return existsSync(join(folder, 'lockfile'));
  const [, host, pid] = /^(.+)-(\d+)$/.exec(readLink(join(folder, 'SingletonLock')) ?? '') ?? [];
  return host === hostname() && Number(pid) !== process.pid && isOurs(Number(pid));
}

/** Whether a process lives and is this program, as far as can be told: numbers are given again. */
function isOurs(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const program = readLink(`/proc/${pid}/exe`);
  return program === null || program === readLink('/proc/self/exe');
}

function readLink(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

/** Calls `listener` when a second start was made; many at once count as one. */
export function onSecondStart(listener: () => void): void {
  let isWaiting = false;
  app.on('second-instance', () => {
    if (isWaiting) return;
    isWaiting = true;
    setImmediate(() => {
      isWaiting = false;
      listener();
    });
  });
}
