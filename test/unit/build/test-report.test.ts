import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../../scripts/common/run-captured.ts';
import {
  closingLines,
  readReport,
  readTally,
  type TestTally,
} from '../../../scripts/tests/test-report.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

const good = { fullName: 'holds', status: 'passed', failureMessages: [] };
const bad = { fullName: 'breaks', status: 'failed', failureMessages: ['expected 1 to be 2'] };
const skipped = { fullName: 'waits', status: 'skipped', failureMessages: [] };

test('passed, failed and skipped tests are summed over all projects', async () => {
  const first = await tallyOf([{ assertionResults: [good, good, bad] }], 1);
  const second = await tallyOf([{ assertionResults: [good, skipped] }], 0);
  const lines = closingLines([first, second]).split('\n');
  expect(lines.at(-1)).toBe('3 passed, 1 failed, 1 skipped');
});

test('without a skipped test the last line does not speak of any', async () => {
  const tally = await tallyOf([{ assertionResults: [good] }], 0);
  expect(closingLines([tally])).toBe('1 passed, 0 failed');
});

test('a failed test is named with its message above the last line', async () => {
  const tally = await tallyOf([{ assertionResults: [bad] }], 1);
  const text = closingLines([tally]);
  expect(text).toContain('a.test.ts > breaks\nexpected 1 to be 2');
});

test('a file that cannot be run counts as a failure', async () => {
  const tally = await tallyOf([{ status: 'failed', message: 'no such module' }], 1);
  expect(tally.failures).toEqual([expect.stringContaining('could not be run\nno such module')]);
});

test('a run without a test counts as a failure', async () => {
  expect((await tallyOf([], 0)).failures).toEqual(['unit: no test ran']);
});

test('a run that left no report counts as a failure', async () => {
  expect((await readTally('unit', '/nowhere/report.json', 1)).failures).toHaveLength(1);
});

test('a run that failed outside its tests counts as a failure', async () => {
  expect((await tallyOf([{ assertionResults: [good] }], 1)).failures).toHaveLength(1);
});

test('a test that passed only when it was tried again is named with its first failure; vitest reports it so', () =>
  withTempFolder(async (folder) => {
    await writeFile(
      join(folder, 'flaky.test.js'),
      `let tries = 0;
       test('holds at once', () => {});
       test('holds in the end', () => expect(++tries).toBe(2));`,
    );
    const report = join(folder, 'report.json');
    const status = runVitest(folder, report, ['--globals', '--retry=1']);
    const lines = closingLines([await readTally('unit', report, status)]).split('\n');
    expect(lines[0]).toMatch(/^RETRIED .*flaky\.test\.js > holds in the end$/);
    expect(lines[1]).toContain('expected 1 to be 2');
    expect(lines.at(-1)).toBe('2 passed, 0 failed, 1 only at the second try');
  }));

test('a test that leaves itself out is reported with its reason', () =>
  withTempFolder(async (folder) => {
    await writeFile(
      join(folder, 'left-out.test.js'),
      `test('says why', ({ skip }) => skip('no keyring here'));
       test.skip('says nothing', () => {});`,
    );
    const setupFiles = [join(projectRoot, 'test', 'support', 'keep-skip-reason.ts')];
    await writeFile(
      join(folder, 'vitest.config.js'),
      `export default { test: ${JSON.stringify({ globals: true, setupFiles })} };`,
    );
    const report = join(folder, 'report.json');
    runVitest(folder, report, []);
    const { tests } = await readReport(report);
    expect(tests.map(({ status, meta }) => [status, meta?.leftOutBecause])).toEqual([
      ['skipped', 'no keyring here'],
      ['skipped', undefined],
    ]);
  }));

function runVitest(folder: string, report: string, options: readonly string[]): number | null {
  const vitest = join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs');
  const args = ['run', '--root', folder, '--reporter=json', `--outputFile=${report}`, ...options];
  return spawnSync(process.execPath, [vitest, ...args], { stdio: 'ignore' }).status;
}

function tallyOf(files: readonly object[], exitCode: number): Promise<TestTally> {
  return withTempFolder(async (folder) => {
    const file = join(folder, 'report.json');
    const defaults = {
      name: '/project/a.test.ts',
      status: 'passed',
      message: '',
      assertionResults: [],
    };
    const testResults = files.map((part) => ({ ...defaults, ...part }));
    await writeFile(file, JSON.stringify({ success: exitCode === 0, testResults }));
    return readTally('unit', file, exitCode);
  });
}
