import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startPrivateScreen } from '../../services/desktop/private-screen.ts';
import { projectRoot } from '../common/run-captured.ts';
import { createCleanUp, startWatched } from '../start/watched-child.ts';
import { readTally, reportFile, type TestTally } from './test-report.ts';

/** Runs tests on a screen that nobody else draws on; only Linux needs and has one. */
export async function withScreen<T>(
  run: (env: Readonly<Record<string, string>>) => Promise<T>,
): Promise<T> {
  if (process.platform !== 'linux') return run({});
  const screen = await startPrivateScreen();
  try {
    return await run(screen.env);
  } finally {
    await screen.stop();
  }
}

/** The projects of `vitest.config.ts` that need no window, quick ones first. */
export const plainProjects = ['unit', 'fuzz', 'contract', 'packaging', 'flows', 'hostile'] as const;

/** The projects that drive the built app. */
export const drivenProjects = ['screens', 'packaged', 'e2e'] as const;

/** Runs one project of `vitest.config.ts`, shows its output, and answers the sum. */
export async function runProject(
  project: string,
  env: Readonly<Record<string, string>>,
  filters: readonly string[] = [],
): Promise<TestTally> {
  const report = reportFile(project);
  await rm(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
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
  return readTally(project, report, exitCode);
}
