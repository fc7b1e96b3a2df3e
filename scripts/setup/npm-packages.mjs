import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, runCommand, SetupError, say, toolsFolder } from './run-command.mjs';

/**
 * Runs npm with the Node of this process; inside an npm script that is the very npm that the person called.
 *
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string> }} [options]
 */
export function runNpm(args, options = {}) {
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) return runCommand(process.execPath, [npm, ...args], options);
  return runCommand(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options);
}

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

/**
 * Brings `node_modules` of a folder to what its lockfile says; does nothing when it is so already.
 * No package's own install script runs: the one that has to (keytar) is run by its own step.
 *
 * @param {string} folder the one of `package.json` and `package-lock.json`
 */
export function installNpmPackages(folder) {
  if (isInstalledAsLocked(folder)) return;
  say(`installing npm packages by the lockfile${folder === toolsFolder ? ' (tools)' : ''}`);
  if (runNpm(installCommand(folder), { cwd: folder }).ok) return;
  const secondTry = runNpm(installCommand(folder), { cwd: folder });
  if (!secondTry.ok) {
    throw new SetupError(`npm could not install the packages:\n${lastLines(secondTry.output)}`);
  }
}

/**
 * `npm ci` starts by deleting `node_modules`, and Windows deletes no program that runs (our Node does, then).
 *
 * @param {string} folder
 */
function installCommand(folder) {
  const inPlace = process.platform === 'win32' && existsSync(join(folder, 'node_modules'));
  return inPlace ? ['install', '--no-save', '--ignore-scripts'] : ['ci', '--ignore-scripts'];
}
