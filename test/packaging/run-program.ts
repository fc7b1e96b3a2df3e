import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The project's folder. */
export const project = join(import.meta.dirname, '..', '..');

/** Runs a program to its end, with the Node of the tests first on the PATH, and answers all that it said. */
export function runProgram(
  program: string,
  args: readonly string[],
  options: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {},
) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: project,
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
      ...options.env,
    },
    ...(options.input === undefined ? {} : { input: options.input }),
  });
  if (error !== undefined) throw error;
  return { status, output: `${stdout}${stderr}` };
}

/** A folder of the test's own; `remove` deletes it. */
export function makeFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'sonar-packaging-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
