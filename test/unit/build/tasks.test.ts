import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../../scripts/common/run-captured.ts';
import { everything, tasks } from '../../../scripts/tasks.mjs';

const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

test('every npm script is a task of the same name, and every task an npm script', () => {
  expect(Object.keys(scripts).sort()).toEqual(['setup', ...Object.keys(tasks)].sort());
  for (const [name, command] of Object.entries(scripts)) {
    expect(command).toBe(`node scripts/run.mjs ${name}`);
  }
});

test.each(Object.entries(tasks))('the task %s runs a file that is there', (_, { file }) => {
  expect(existsSync(join(projectRoot, file))).toBe(true);
});

test('the sandbox and the checks need no system package and no keytar', () => {
  for (const name of ['sandbox', 'check']) {
    expect(tasks[name]?.needs).toMatchObject({ groups: [], keytar: false });
  }
});

test('start needs nothing that only packaging or tests need, or that the desktop has', () => {
  for (const group of ['packaging', 'tests'] as const) {
    expect(tasks.start?.needs.groups).not.toContain(group);
  }
  expect(tasks.start?.needs.desktopServes).toBe(true);
});

test('the set-up alone brings what every task needs, and the tests get all of it', () => {
  for (const { needs } of Object.values(tasks)) {
    expect(everything.groups).toEqual(expect.arrayContaining([...needs.groups]));
  }
  expect(tasks.test?.needs).toEqual(everything);
});

test('a task that is not there is refused, with the names of those that are', () => {
  const run = spawnSync(process.execPath, ['scripts/run.mjs', 'strat'], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  expect(run.status).toBe(64);
  expect(run.stderr).toContain('"strat"; there are setup, start,');
});
