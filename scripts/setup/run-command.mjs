import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * One line about a step that takes a while; on standard error, so that what a script prints stays clean.
 *
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`set-up: ${line}\n`);
}

/** A set-up step that cannot go on; its message is one or two lines that say what the person can do. */
export class SetupError extends Error {}

/** The absolute path of the project's folder, without a slash at the end. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/**
 * The folder of the packages that are only worked with and cannot stand among the project's: Node itself, which nobody
 * who installs the module may get, the older Electron's declarations, and what runs on an older compiler only.
 */
export const toolsFolder = join(projectRoot, 'scripts', 'tools');

/**
 * Runs one command to its end, silently.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, cwd?: string, limitMs?: number }} [options] `env` is added to ours; `limitMs` kills a command that hangs.
 * @returns {{ ok: boolean, output: string }} `output` is what it printed on both streams.
 */
export function runCommand(command, args, options = {}) {
  const result = spawnSync(command, args, {
    cwd: options.cwd ?? projectRoot,
    env: { ...process.env, ...options.env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: options.limitMs,
    maxBuffer: 64 * 1024 * 1024,
  });
  const output = `${result.stdout ?? ''}${result.stderr ?? ''}`;
  return {
    ok: result.status === 0,
    output: result.error ? `${output}\n${result.error.message}` : output,
  };
}

/**
 * The last lines of a long output, for an error message.
 *
 * @param {string} output
 * @returns {string}
 */
export function lastLines(output) {
  return output.trim().split('\n').slice(-15).join('\n');
}
