import { existsSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';

/**
 * Whether another running instance of this program holds Chromium's lock in this folder
 * (chrome/browser/process_singleton_*.cc), as far as can be told: numbers of processes are given again. The lock names
 * the computer too, but by a name that may have changed since: Chromium asks the holder itself before it reads it.
 */
export function isHeld(folder: string): boolean {
  // Windows removes this file with the process that opened it.
  if (process.platform === 'win32') return existsSync(join(folder, 'lockfile'));
  const holder = readHolder(folder);
  return holder !== null && holder.pid !== process.pid && isOurProgram(holder.pid);
}

/** The same for a lock that Electron was not asked for yet: one of another computer says nothing of this one. */
export function isHeldHere(folder: string): boolean {
  const isElsewhere = process.platform !== 'win32' && readHolder(folder)?.host !== hostname();
  return !isElsewhere && isHeld(folder);
}

function readHolder(folder: string): { readonly host: string; readonly pid: number } | null {
  const [, host, pid] = /^(.+)-(\d+)$/.exec(readLink(join(folder, 'SingletonLock')) ?? '') ?? [];
  return host === undefined ? null : { host, pid: Number(pid) };
}

function isOurProgram(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    // Gone, or somebody else's: one's own can always be asked.
    return false;
  }
  const program = programOf(pid);
  return program === null || program === programOf(process.pid);
}

/** The name of the program, wherever it lies: an AppImage is mounted anew for each start, and an upgrade replaces it. */
function programOf(pid: number): string | null {
  const path = readLink(`/proc/${pid}/exe`);
  return path === null ? null : basename(path.replace(/ \(deleted\)$/, ''));
}

function readLink(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}
