/**
 * Runs before every npm script (its pre-hook) and brings a new machine to where the script can run.
 * Plain JavaScript without packages: it runs on whatever Node (20 or later) the machine has. When nothing is
 * missing it only looks, and takes a fraction of a second.
 */
import { buildKeytar } from './build-keytar.mjs';
import { installSystemPackages } from './install-system-packages.mjs';
import { checkNodeForScripts, checkNodeToStart } from './node-version.mjs';
import { installNpmPackages } from './npm-packages.mjs';
import { SetupError } from './setup-error.mjs';
import { needsOf } from './task-needs.mjs';

try {
  const needs = needsOf(process.env.npm_lifecycle_event);
  checkNodeToStart();
  installSystemPackages(needs);
  installNpmPackages();
  checkNodeForScripts();
  if (needs.keytar) buildKeytar();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`set-up: ${error.message}\n`);
  process.exitCode = 1;
}
