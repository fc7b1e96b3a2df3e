import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError, toolsFolder } from './run-command.mjs';

const oldestToStart = [20, 0];
/** From here on Node runs TypeScript by itself; the scripts need that where no Node package fits the machine. */
const oldestForScripts = [22, 18];

/** Refuses a Node that cannot even run the set-up. */
export function checkNodeToStart() {
  if (!isAtLeast(oldestToStart)) {
    throw new SetupError(`Node ${process.versions.node} is too old: Node 20 or later is needed.`);
  }
}

/**
 * After the npm packages are there: the scripts run on the Node that came with them, or, where none of those
 * packages fits this machine, on the machine's own, which then has to be recent enough.
 */
export function checkNodeForScripts() {
  if (packagedNode() || isAtLeast(oldestForScripts)) return;
  throw new SetupError(
    `There is no packaged Node for ${process.platform} ${process.arch}, so the machine's own runs the scripts: ` +
      `Node 22.18 or later is needed (24 is best), this is ${process.versions.node}.`,
  );
}

/** The folder of the packaged Node (with `bin` and `include`), or `undefined` where none fits this machine. */
export function packagedNode() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const folder = join(toolsFolder, 'node_modules', `node-${system}-${process.arch}`);
  return existsSync(join(folder, 'bin')) ? folder : undefined;
}

/** @param {readonly number[]} oldest */
function isAtLeast(oldest) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldest;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}
