import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SandboxDescription } from '../../../services/sandbox-description.ts';

const program = join(import.meta.dirname, '../../../services/index.ts');

let directory: string;
let child: ChildProcess | undefined;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sandbox-command-'));
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await rm(directory, { recursive: true, force: true });
});

interface Run {
  /** Resolves with every line of standard output, once the program has ended. */
  readonly lines: Promise<string[]>;
  readonly firstLine: Promise<string>;
  readonly ended: Promise<{ readonly code: number | null; readonly errors: string }>;
}

function run(...commandLine: string[]): Run {
  const started = spawn(process.execPath, [program, ...commandLine], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child = started;
  let errors = '';
  started.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const reader = createInterface({ input: started.stdout });
  const all: string[] = [];
  reader.on('line', (line) => all.push(line));
  const ended = once(started, 'close').then(([code]) => ({ code: code as number | null, errors }));
  return {
    lines: ended.then(() => all),
    firstLine: once(reader, 'line').then(([line]) => String(line)),
    ended,
  };
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  'prints one JSON line, runs, and ends cleanly at %s',
  async (signal) => {
    const config = join(directory, 'app.json');
    const sandbox = run('--port', '0', '--data', join(directory, 'data'), '--config', config);
    const description = JSON.parse(await sandbox.firstLine) as SandboxDescription;
    expect(description.config).toBe(config);
    expect(JSON.parse(await readFile(config, 'utf8')).google).toEqual(description.google);
    expect((await fetch(description.control)).status).toBe(200);
    child?.kill(signal);
    expect(await sandbox.ended).toEqual({ code: 0, errors: '' });
    expect(await sandbox.lines).toHaveLength(1);
  },
);

test.each([
  [['--prot', '0'], '--prot'],
  [['--people', 'many'], '--people'],
])('%j ends with exit code 64 and names the option', async (commandLine, option) => {
  const sandbox = run(...commandLine, '--data', directory);
  const { code, errors } = await sandbox.ended;
  expect(code).toBe(64);
  expect(errors).toContain(option);
  expect(await sandbox.lines).toEqual([]);
});

test('a data directory that cannot be used ends with exit code 78 and names it', async () => {
  const file = join(directory, 'a-file');
  await writeFile(file, '');
  const { code, errors } = await run('--data', file).ended;
  expect(code).toBe(78);
  expect(errors).toContain('--data');
  expect(errors).toContain(file);
});
