import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packagedNode } from './node-version.mjs';
import { lastLines, projectRoot, runCommand } from './run-command.mjs';
import { runNpm } from './run-npm.mjs';
import { say } from './say.mjs';
import { SetupError } from './setup-error.mjs';

const keytar = join(projectRoot, 'node_modules', 'keytar');
const binary = join(keytar, 'build', 'Release', 'keytar.node');
const stamp = join(keytar, 'build', 'loads');

/**
 * Makes keytar's native part, once per installed keytar: it speaks Node-API, so that one build serves the
 * packaged Node, the machine's and Electron alike.
 */
export function buildKeytar() {
  const wanted = `${process.platform}-${process.arch}`;
  if (existsSync(binary) && readStamp() === wanted) return;
  say('building keytar');
  const built = process.platform === 'linux' ? buildFromSource() : runNpm(['rebuild', 'keytar']);
  const loaded = runCommand(process.execPath, ['--eval', `require(${JSON.stringify(binary)})`]);
  if (!loaded.ok) {
    const reason = lastLines((built.ok ? loaded : built).output);
    throw new SetupError(`keytar could not be built:\n${reason}`);
  }
  writeFileSync(stamp, wanted);
}

/** With the headers of the packaged Node, so that node-gyp downloads nothing. */
function buildFromSource() {
  rmSync(join(keytar, 'build'), { recursive: true, force: true });
  const node = packagedNode();
  const program = node ? join(node, 'bin', 'node') : process.execPath;
  // By environment, because that is what node-gyp takes when a person's npm settings name other headers.
  const env = node ? { npm_config_nodedir: node } : {};
  return runCommand(program, [nodeGyp(), 'rebuild'], { cwd: keytar, env });
}

/** npm brings node-gyp along and names it to the scripts that it runs. */
function nodeGyp() {
  const named = process.env.npm_config_node_gyp;
  const npm = process.env.npm_execpath ?? '';
  const beside = join(dirname(npm), '..', 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  const found = [named, beside].find((path) => path && existsSync(path));
  if (!found) throw new SetupError('node-gyp was not found beside npm: run this through npm.');
  return found;
}

function readStamp() {
  try {
    return readFileSync(stamp, 'utf8');
  } catch {
    return undefined;
  }
}
