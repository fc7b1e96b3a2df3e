import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { projectRoot } from '../project-root.ts';

/** What of vitest's JSON report is used here. */
interface JsonReport {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[] | null;
    }[];
  }[];
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

/** Reads a report; a run that failed without one failing test counts as one failure of its own. */
export async function readTally(
  project: string,
  reportFile: string,
  exitCode: number | null,
): Promise<TestTally> {
  const report = await readReport(reportFile);
  const files = report?.testResults ?? [];
  const tests = files.flatMap((file) =>
    file.assertionResults.map((test) => ({ ...test, file: relative(projectRoot, file.name) })),
  );
  const passed = tests.filter((test) => test.status === 'passed');
  const failed = tests.filter((test) => test.status === 'failed');
  const failures = failed.map(describeFailures);
  const retried = passed.filter(hasFailures).map(describeFailures);
  for (const file of files) {
    const hasOwnFailure = file.assertionResults.some((test) => test.status === 'failed');
    if (file.status === 'failed' && !hasOwnFailure) {
      failures.push(`${relative(projectRoot, file.name)} could not be run\n${file.message}`);
    }
  }
  if (tests.length === 0 && failures.length === 0) failures.push(`${project}: no test ran`);
  if (exitCode !== 0 && failures.length === 0) {
    failures.push(
      `${project}: vitest ended with ${exitCode} outside any test; see its output above`,
    );
  }
  const skipped = tests.length - passed.length - failed.length;
  return { passed: passed.length, skipped, failures, retried };
}

/** What a test reports: a test that was tried again keeps the failures of its earlier tries. */
interface TestReport {
  readonly file: string;
  readonly fullName: string;
  readonly failureMessages: readonly string[] | null;
}

function hasFailures({ failureMessages }: TestReport): boolean {
  return (failureMessages ?? []).length > 0;
}

function describeFailures({ file, fullName, failureMessages }: TestReport): string {
  return `${file} > ${fullName}\n${(failureMessages ?? []).join('\n')}`;
}

async function readReport(file: string): Promise<JsonReport | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as JsonReport;
  } catch {
    return undefined;
  }
}
