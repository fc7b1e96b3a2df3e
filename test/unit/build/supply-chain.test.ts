import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../../scripts/common/run-captured.ts';

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
