/**
 * `node scripts/run.mjs TASK [ARGUMENT]...`: what every npm script calls. Brings the machine to where the task can run,
 * and runs it on the Node that came with the packages. Plain JavaScript without packages, as the set-up is: it runs on
 * whatever Node (20 or later) the machine has.
 */
import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installSystemPackages } from './setup/install-system-packages.mjs';
import { checkNodeForScripts, checkNodeToStart, packagedNode } from './setup/node-version.mjs';
import { buildKeytar, installNpmPackages } from './setup/npm-packages.mjs';
import { projectRoot, SetupError, toolsFolder } from './setup/run-command.mjs';
import { everything, tasks } from './tasks.mjs';

const [name = '', ...given] = process.argv.slice(2);
const task = tasks[name];
if (name === 'setup') {
  process.exitCode = setUp(everything) ? 0 : 1;
} else if (task === undefined) {
  const names = ['setup', ...Object.keys(tasks)].join(', ');
  process.stderr.write(`run: there is no task "${name}"; there are ${names}\n`);
  process.exitCode = 64;
} else if (!setUp(task.needs)) {
  process.exitCode = 1;
} else {
  await run(join(projectRoot, task.file), [...(task.args ?? []), ...given]);
}

/**
 * Brings a new machine to where a task can run; says why and answers false where it cannot. When nothing is missing it
 * only looks, and takes a fraction of a second.
 *
 * @param {import('./tasks.mjs').Needs} needs
 * @returns {boolean}
 */
function setUp(needs) {
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

/**
 * @param {string} file
 * @param {readonly string[]} args
 */
async function run(file, args) {
  const folder = packagedNode();
  const program = folder && join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (program === undefined || realpathSync(program) === realpathSync(process.execPath)) {
    process.argv.splice(1, process.argv.length, file, ...args);
    await import(pathToFileURL(file).href);
    return;
  }
  // npm started this on the machine's own Node. What the task starts by name finds the packaged one, as the task does.
  const path = [dirname(program), process.env.PATH].join(delimiter);
  const env = { ...process.env, PATH: path };
  const child = spawn(program, [file, ...args], { stdio: 'inherit', env });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  endWithNpm();
  child.on('exit', (code, signal) => {
    process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
  });
}

/** npm gives a signal to its shell alone, which dies of it; the task looks whether we are still there. */
function endWithNpm() {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(1);
  }, 200).unref();
}
