import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildIfStale } from '../../../scripts/build.ts';
import { hashInputs } from '../../../scripts/common/files.ts';
import { projectRoot } from '../../../scripts/common/run-captured.ts';
import {
  closingLines,
  groups,
  readReport,
  readTally,
  type TestTally,
} from '../../../scripts/tests/run-tests.ts';
import { projects } from '../../../vitest.config.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly link?: boolean;
}

const readJson = (name: string) => JSON.parse(readFileSync(join(projectRoot, name), 'utf8'));

/** Every package of a lockfile, without the project itself. */
function lockedIn(name: string): readonly (readonly [string, Locked])[] {
  const { packages } = readJson(name) as { readonly packages: Readonly<Record<string, Locked>> };
  return Object.entries(packages).filter(([path]) => path !== '');
}

const lockfiles = ['package-lock.json', 'scripts/tools/package-lock.json'];

test.each(lockfiles)(
  'PK-07: every package in %s has a SHA-512, and none comes from elsewhere',
  (name) => {
    const locked = lockedIn(name);
    expect(locked.length).toBeGreaterThan(0);
    const wrong = locked.filter(
      ([, { integrity = '', resolved, link }]) =>
        !integrity.startsWith('sha512-') || resolved !== undefined || link === true,
    );
    expect(wrong.map(([path]) => path)).toEqual([]);
  },
);

test('PK-07: a package that wants to run a script at its installation is decided about by name', () => {
  const { allowScripts } = readJson('package.json');
  const wanting = lockedIn('package-lock.json')
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
  expect(wanting.sort()).toEqual(Object.keys(allowScripts).sort());
  expect(Object.keys(allowScripts).filter((name) => allowScripts[name])).toEqual(['keytar']);
});

test('PK-04: the Electron that ships is of a line that never had CVE-2025-55305', () => {
  const electron = lockedIn('package-lock.json').find(([path]) => path === 'node_modules/electron');
  // The lines up to 38 had to be mended.
  expect(Number(electron?.[1].version?.split('.')[0])).toBeGreaterThan(38);
});

test('bundles of a build that failed do not pass for the build before it', () =>
  withTempFolder(async (folder) => {
    const stamp = join(folder, 'built-from');
    await writeFile(stamp, 'the build before');
    const product = join(folder, 'missing.json');
    await expect(buildIfStale({ product, output: folder })).rejects.toThrow(/could not be built/);
    expect(existsSync(stamp)).toBe(false);
  }));

const inputs = ['src', 'package.json', 'not-there-yet.json'];

test.each<[string, (folder: string) => Promise<unknown>]>([
  ['a file changes', (folder) => writeFile(join(folder, 'src/deep/a.ts'), 'changed')],
  ['a file is added', (folder) => writeFile(join(folder, 'src/new.ts'), '')],
  ['a file goes', (folder) => rm(join(folder, 'src/deep/a.ts'))],
  ['an input appears', (folder) => writeFile(join(folder, 'not-there-yet.json'), '{}')],
  ['an input that is a file changes', (folder) => writeFile(join(folder, 'package.json'), '{ }')],
])('the build is stale when %s', (_case, change) =>
  withTempFolder(async (folder) => {
    await layOut(folder);
    const before = await hashInputs(folder, inputs);
    await change(folder);
    expect(await hashInputs(folder, inputs)).not.toBe(before);
  }),
);

test('the build is fresh when a file is written again with the same content', () =>
  withTempFolder(async (folder) => {
    await layOut(folder);
    const before = await hashInputs(folder, inputs);
    await layOut(folder);
    await writeFile(join(folder, 'README.md'), 'not an input');
    expect(await hashInputs(folder, inputs)).toBe(before);
  }));

async function layOut(folder: string): Promise<void> {
  await mkdir(join(folder, 'src/deep'), { recursive: true });
  await writeFile(join(folder, 'src/deep/a.ts'), 'export const a = 1;');
  await writeFile(join(folder, 'package.json'), '{}');
}

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
  expect(Object.values(groups).flat().sort()).toEqual(names.sort());
});

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
    const setupFiles = [join(projectRoot, 'test', 'support', 'after-each-test.ts')];
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
