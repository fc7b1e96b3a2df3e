import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../project-root.ts';
import { createCleanUp } from '../start/clean-up.ts';
import { startWatched } from '../start/watched-child.ts';
import { readTally, type TestTally } from './vitest-report.ts';

const caseReporter = join(projectRoot, 'test', 'faults', 'case-reporter.ts');

/** Runs one project of `vitest.config.ts`, shows its output, and answers the sum. */
export async function runProject(
  project: string,
  env: Readonly<Record<string, string>>,
  filters: readonly string[] = [],
): Promise<TestTally> {
  const reportFile = join(projectRoot, '.cache', 'test-reports', `${project}.json`);
  await rm(reportFile, { force: true });
  await rm(reportFile.replace('.json', '.cases.json'), { force: true });
  const reporters = [
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
    // What `npm run faults -- --last` reads.
    `--reporter=${caseReporter}`,
  ];
  const vitest = join(projectRoot, 'node_modules/vitest/vitest.mjs');
  const cleanUp = createCleanUp();
  const child = startWatched(
    process.execPath,
    [vitest, 'run', '--project', project, ...reporters, ...filters],
    { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } },
    cleanUp,
  );
  const [exitCode] = (await once(child, 'exit')) as [number | null];
  await cleanUp.run();
  return readTally(project, reportFile, exitCode);
}
