import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packagedNode } from './node-version.mjs';
import {
  lastLines,
  projectRoot,
  runCommand,
  SetupError,
  say,
  toolsFolder,
} from './run-command.mjs';

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
