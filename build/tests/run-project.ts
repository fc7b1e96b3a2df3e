import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../project-root.ts';
import { readTally, type TestTally } from './vitest-report.ts';

/** Runs one project of `vitest.config.ts`, shows its output, and answers the sum. */
export async function runProject(
  project: string,
  env: Readonly<Record<string, string>>,
  filters: readonly string[] = [],
): Promise<TestTally> {
  const reportFile = join(projectRoot, '.cache', 'test-reports', `${project}.json`);
  await rm(reportFile, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const vitest = join(projectRoot, 'node_modules/vitest/vitest.mjs');
  const child = spawn(
    process.execPath,
    [vitest, 'run', '--project', project, ...reporters, ...filters],
    { cwd: projectRoot, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } },
  );
  const [exitCode] = (await once(child, 'exit')) as [number | null];
  return readTally(project, reportFile, exitCode);
}
