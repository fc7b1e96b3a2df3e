import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../build/project-root.ts';

/** A test that names cases in its title, and how it went. */
export interface CaseTest {
  readonly ids: readonly string[];
  readonly file: string;
  readonly title: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** Why it was left out; null: it was not, or it does not say. */
  readonly reason: string | null;
}

/** Where the tests of a project of `vitest.config.ts` are written down. */
export function caseReportFile(project: string): string {
  return join(projectRoot, '.cache', 'test-reports', `${project}.cases.json`);
}

/** The tests of a project that name cases. Files that could not be run throw, for their cases are not known. */
export async function readCaseReport(project: string): Promise<readonly CaseTest[]> {
  const text = await readFile(caseReportFile(project), 'utf8');
  const { broken, tests } = JSON.parse(text) as {
    readonly broken: readonly string[];
    readonly tests: readonly CaseTest[];
  };
  if (broken.length > 0) throw new Error(broken.join('\n'));
  return tests;
}
