import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isInstalledAsLocked } from './installed-as-locked.mjs';
import { lastLines, projectRoot } from './run-command.mjs';
import { runNpm } from './run-npm.mjs';
import { say } from './say.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * Brings `node_modules` of a folder to what its lockfile says; does nothing when it is so already.
 * No package's own install script runs: the one that has to (keytar) is run by its own step.
 *
 * @param {string} [folder] the folder of `package.json` and `package-lock.json`; the project's by default
 */
export function installNpmPackages(folder = projectRoot) {
  if (isInstalledAsLocked(folder)) return;
  say('installing npm packages by the lockfile');
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
