import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';
import { projectRoot } from '../../build/project-root.ts';
import { idPattern } from './case-ids.ts';
import { type CaseTest, caseReportFile } from './case-report.ts';

/**
 * A reporter of vitest: writes down each test that names cases, how it went and, where it was left out, the reason that
 * it gave, which vitest's own JSON does not have.
 */
class CaseReporter implements Reporter {
  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const [first] = modules;
    if (first === undefined) return;
    const file = caseReportFile(first.project.name);
    await mkdir(join(file, '..'), { recursive: true });
    const report = {
      broken: modules.flatMap((module) =>
        module.errors().map(({ message }) => `${nameOf(module)}: ${message}`),
      ),
      tests: modules.flatMap(readCaseTests),
    };
    await writeFile(file, JSON.stringify(report));
  }
}

function nameOf({ moduleId }: TestModule): string {
  return relative(projectRoot, moduleId);
}

function readCaseTests(module: TestModule): readonly CaseTest[] {
  return [...module.children.allTests()].flatMap((test): CaseTest[] => {
    const ids = [...new Set(test.fullName.match(idPattern) ?? [])];
    const result = test.result();
    if (ids.length === 0) return [];
    const status = result.state === 'pending' ? 'skipped' : result.state;
    const reason = result.state === 'skipped' ? (result.note ?? null) : null;
    return [{ ids, file: nameOf(module), title: test.fullName, status, reason }];
  });
}

// biome-ignore lint/style/noDefaultExport: vitest takes a reporter as the default export of a file.
export default CaseReporter;
