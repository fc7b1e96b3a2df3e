import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isInstalledAsLocked } from '../../../scripts/setup/npm-packages.mjs';
import { withTempFolder } from '../../support/temp-folder.ts';

const a = { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } };
const forWindows = {
  'node_modules/w': { version: '1.0.0', integrity: 'sha512-w', optional: true, os: ['win32'] },
};

test.each([
  ['the same packages are there', a, a, true],
  ['one is missing', { ...a, 'node_modules/b': { version: '2.0.0' } }, a, false],
  ['one is not in the lockfile', a, { ...a, 'node_modules/b': { version: '2.0.0' } }, false],
  ['one has another version', { 'node_modules/a': { version: '1.0.1' } }, a, false],
  [
    'one has another content',
    { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-b' } },
    a,
    false,
  ],
  ['one for another system is missing', { ...a, ...forWindows }, a, true],
  ['an optional one has another version', { ...a, ...forWindows }, withOldOptional(), false],
  ['the installation was broken off', a, undefined, false],
])('packages count as installed or not when %s', (_case, locked, installed, expected) =>
  withTempFolder(async (folder) => {
    await writePackages(join(folder, 'package-lock.json'), { '': { version: '0.1.0' }, ...locked });
    await mkdir(join(folder, 'node_modules'));
    if (installed) await writePackages(join(folder, 'node_modules/.package-lock.json'), installed);
    expect(isInstalledAsLocked(folder)).toBe(expected);
  }),
);

function withOldOptional() {
  return { ...a, 'node_modules/w': { version: '0.9.0', integrity: 'sha512-w' } };
}

function writePackages(file: string, packages: object): Promise<void> {
  return writeFile(file, JSON.stringify({ lockfileVersion: 3, packages }));
}
