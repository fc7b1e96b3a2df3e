import { installSystemPackages } from './install-system-packages.mjs';
import { checkNodeForScripts, checkNodeToStart } from './node-version.mjs';
import { buildKeytar, installNpmPackages } from './npm-packages.mjs';
import { projectRoot, SetupError, toolsFolder } from './run-command.mjs';

/**
 * Brings a new machine to where a task can run; says why and answers false where it cannot. When nothing is missing it
 * only looks, and takes a fraction of a second.
 *
 * @param {import('../tasks.mjs').Needs} needs
 * @returns {boolean}
 */
export function setUp(needs) {
  try {
    checkNodeToStart();
    installSystemPackages(needs);
    installNpmPackages(projectRoot);
    installNpmPackages(toolsFolder);
    checkNodeForScripts();
    if (needs.keytar) buildKeytar();
    return true;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`set-up: ${error.message}\n`);
    return false;
  }
}
