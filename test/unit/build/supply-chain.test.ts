import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildIfStale } from '../../../scripts/build.ts';
import { hashInputs } from '../../../scripts/common/hash.ts';
import { projectRoot } from '../../../scripts/common/run-captured.ts';
import { drivenProjects, plainProjects } from '../../../scripts/tests/run-project.ts';
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

const lockfiles = ['package-lock.json', 'scripts/electron/declarations/package-lock.json'];

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
  expect([...plainProjects, ...drivenProjects].sort()).toEqual(names.sort());
});
