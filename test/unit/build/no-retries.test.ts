import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../../scripts/common/run-captured.ts';
import { drivenProjects, plainProjects } from '../../../scripts/tests/run-project.ts';
import { projects } from '../../../vitest.config.ts';

test('only an end-to-end test is tried again, and once', () => {
  const retries = projects.map(({ test: { name, retry } }) => [name, retry] as const);
  expect(retries.filter(([, retry]) => retry !== 0)).toEqual([['e2e', 1]]);
});

test('no test is tried again by a setting of its own', () => {
  const files = globSync('test/**/*.test.{ts,tsx}', { cwd: projectRoot });
  const settings = /\bretry: [\d(]|\.retry\(/;
  const wrong = files.filter((file) =>
    settings.test(readFileSync(join(projectRoot, file), 'utf8')),
  );
  expect(wrong).toEqual([]);
});

test('npm test runs every project', () => {
  const names = projects.map(({ test: { name } }) => name);
  expect([...plainProjects, ...drivenProjects].sort()).toEqual(names.sort());
});
