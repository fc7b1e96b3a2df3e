import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packagedNode } from './node-version.mjs';
import { runNpm } from './npm-packages.mjs';
import { lastLines, projectRoot, runCommand, SetupError, say } from './run-command.mjs';

const keytar = join(projectRoot, 'node_modules', 'keytar');
const binary = join(keytar, 'build', 'Release', 'keytar.node');
const stamp = join(keytar, 'build', 'loads');

/**
 * The Node-API that keytar is written for, as its package.json declares. Without being told, node-gyp takes the newest
 * that the building Node knows, and a Node or an Electron that knows less crashes on loading what comes out.
 */
const nodeApi = 3;

/** Makes keytar's native part once per installed keytar, Node and Node-API; every later Node and Electron loads it. */
export function buildKeytar() {
  const node = nodeOfScripts();
  // The Node-API is named, so that what was built for another one is built anew.
  const wanted = `${process.platform}-${process.arch} ${node.version} napi-${nodeApi}`;
  if (existsSync(binary) && readStamp() === wanted) return;
  say('building keytar');
  const built =
    process.platform === 'linux' ? buildFromSource(node) : runNpm(['rebuild', 'keytar']);
  const loaded = runCommand(node.program, ['--eval', `require(${JSON.stringify(binary)})`]);
  if (!loaded.ok) {
    const reason = lastLines((built.ok ? loaded : built).output);
    throw new SetupError(`keytar could not be built:\n${reason}`);
  }
  writeFileSync(stamp, wanted);
}

/**
 * With the headers of the packaged Node, so that node-gyp downloads nothing; given by environment, because that is
 * what node-gyp takes when a person's npm settings name other headers.
 *
 * @param {ReturnType<typeof nodeOfScripts>} node
 */
function buildFromSource(node) {
  rmSync(join(keytar, 'build'), { recursive: true, force: true });
  const env = node.headers ? { npm_config_nodedir: node.headers } : {};
  return runCommand(node.program, [nodeGyp(), 'rebuild', `--napi_build_version=${nodeApi}`], {
    cwd: keytar,
    env,
  });
}

function nodeOfScripts() {
  const headers = packagedNode();
  if (!headers) return { program: process.execPath, version: process.version, headers };
  const { version } = JSON.parse(readFileSync(join(headers, 'package.json'), 'utf8'));
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  return { program: join(headers, 'bin', program), version: `v${version}`, headers };
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
