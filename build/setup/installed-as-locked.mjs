import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} Entry */

/**
 * Whether `node_modules` holds what the lockfile says. npm writes `node_modules/.package-lock.json` as the last
 * act of an installation, so that a broken-off one never looks complete.
 *
 * @param {string} folder
 * @returns {boolean}
 */
export function isInstalledAsLocked(folder) {
  const installed = readEntries(join(folder, 'node_modules', '.package-lock.json'));
  const locked = readEntries(join(folder, 'package-lock.json'));
  if (!installed || !locked) return false;
  for (const path of installed.keys()) if (!locked.has(path)) return false;
  for (const [path, entry] of locked) {
    const found = installed.get(path);
    if (path === '') continue;
    // A package for another system or processor is in the lockfile and rightly not on the disk.
    if (!found && (entry.optional || entry.devOptional)) continue;
    if (found?.version !== entry.version || found?.integrity !== entry.integrity) return false;
  }
  return true;
}

/**
 * @param {string} file
 * @returns {Map<string, Entry> | undefined} by path in the folder; `undefined` when there is no such file
 */
function readEntries(file) {
  try {
    return new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')).packages));
  } catch {
    return undefined;
  }
}
