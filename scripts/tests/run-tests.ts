import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { startPrivateScreen } from '../../services/desktop/private-screen.ts';
import { projectRoot } from '../common/run-captured.ts';
import { createCleanUp, startWatched } from '../start/watched-child.ts';

/** A test as vitest reports it. */
export interface TestResult {
  readonly file: string;
  readonly fullName: string;
  readonly status: string;
  /** A test that was tried again keeps the failures of its earlier tries. */
  readonly failureMessages: readonly string[] | null;
  /** What `test/support/after-each-test.ts` adds. */
  readonly meta?: { readonly leftOutBecause?: string };
}

/** What a run of one project of `vitest.config.ts` left. */
export interface TestReport {
  readonly tests: readonly TestResult[];
  /** One text for each file that could not be run. */
  readonly broken: readonly string[];
}

/** The sum of one run. */
export interface TestTally {
  readonly passed: number;
  readonly skipped: number;
  /** One text for each test that failed, and for each file that could not be run. */
  readonly failures: readonly string[];
  /** One text for each test that passed only when it was tried again, with what it failed of before. */
  readonly retried: readonly string[];
}

/** Where vitest's JSON report about a project or a group is kept. */
export function reportFile(name: string): string {
  return join(projectRoot, '.cache', 'test-reports', `${name}.json`);
}

/** What of vitest's JSON report is used here. */
interface JsonReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly Omit<TestResult, 'file'>[];
  }[];
}

/** Reads vitest's JSON report; rejects where there is none. */
export async function readReport(path: string): Promise<TestReport> {
  const { testResults } = JSON.parse(await readFile(path, 'utf8')) as JsonReport;
  const files = testResults.map((result) => ({
    ...result,
    file: relative(projectRoot, result.name),
  }));
  return {
    tests: files.flatMap(({ file, assertionResults }) =>
      assertionResults.map((test) => ({ ...test, file })),
    ),
    broken: files
      .filter(
        ({ status, assertionResults }) => status === 'failed' && !assertionResults.some(isBad),
      )
      .map(({ file, message }) => `${file} could not be run\n${message}`),
  };
}

/** Sums up a report; a run that failed without one failing test counts as one failure of its own. */
export async function readTally(
  project: string,
  path: string,
  exitCode: number | null,
): Promise<TestTally> {
  const { tests, broken } = await readReport(path).catch(() => ({ tests: [], broken: [] }));
  const passed = tests.filter((test) => test.status === 'passed');
  const failed = tests.filter(isBad);
  const failures = [...failed.map(describeFailures), ...broken];
  if (tests.length === 0 && failures.length === 0) failures.push(`${project}: no test ran`);
  if (exitCode !== 0 && failures.length === 0) {
    failures.push(
      `${project}: vitest ended with ${exitCode} outside any test; see its output above`,
    );
  }
  return {
    passed: passed.length,
    skipped: tests.length - passed.length - failed.length,
    failures,
    retried: passed
      .filter(({ failureMessages }) => (failureMessages ?? []).length > 0)
      .map(describeFailures),
  };
}

/** What was tried again and what failed, once more, where it is found; then the one line that sums all up. */
export function closingLines(tallies: readonly TestTally[]): string {
  const failures = tallies.flatMap((tally) => tally.failures);
  const passed = sum(tallies.map((tally) => tally.passed));
  const skipped = sum(tallies.map((tally) => tally.skipped));
  const retried = tallies.flatMap((tally) => tally.retried);
  const details = [
    ...retried.map((test) => `RETRIED ${test}\n`),
    ...failures.map((failure) => `FAILED ${failure}\n`),
  ];
  const skippedPart = skipped > 0 ? `, ${skipped} skipped` : '';
  const retriedPart = retried.length > 0 ? `, ${retried.length} only at the second try` : '';
  const total = `${passed} passed, ${failures.length} failed${skippedPart}${retriedPart}`;
  return [...details, total].join('\n');
}

function isBad({ status }: Pick<TestResult, 'status'>): boolean {
  return status === 'failed';
}

function describeFailures({ file, fullName, failureMessages }: TestResult): string {
  return `${file} > ${fullName}\n${(failureMessages ?? []).join('\n')}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

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

/** The projects of `vitest.config.ts` that run side by side: those that need no window, and those that drive the app. */
export const groups = {
  plain: ['unit', 'fuzz', 'contract', 'packaging', 'flows', 'hostile'],
  driven: ['screens', 'packaged', 'e2e'],
} as const;

/** Runs a project of `vitest.config.ts`, or a group of them, shows its output, and answers the sum. */
export async function runTests(
  name: string,
  env: Readonly<Record<string, string>>,
  filters: readonly string[] = [],
): Promise<TestTally> {
  const projects = name in groups ? groups[name as keyof typeof groups] : [name];
  const chosen = projects.flatMap((project) => ['--project', project]);
  const report = reportFile(name);
  await rm(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const vitest = join(projectRoot, 'node_modules/vitest/vitest.mjs');
  const cleanUp = createCleanUp();
  const child = startWatched(
    process.execPath,
    [vitest, 'run', ...chosen, ...reporters, ...filters],
    { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } },
    cleanUp,
  );
  const [exitCode] = (await once(child, 'exit')) as [number | null];
  await cleanUp.run();
  return readTally(name, report, exitCode);
}
