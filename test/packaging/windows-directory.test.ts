import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getRawHeader, listPackage } from '@electron/asar';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assembleWindowsApp, listFiles } from './packaged-app.ts';
import { decidedFuses, readFuses } from './read-fuse-names.ts';
import { makeFolder } from './run-program.ts';

const folder = makeFolder();
let app = '';
let asar = '';

beforeAll(async () => {
  app = await assembleWindowsApp(folder.path);
  asar = join(app, 'resources', 'app.asar');
}, 300_000);
afterAll(folder.remove);

test('on Windows the registry library comes along for its own architecture, outside the archive', () => {
  const outside = listFiles(join(app, 'resources', 'app.asar.unpacked'));
  expect(outside.filter((path) => path.startsWith('node_modules/native-reg/'))).toEqual([
    'node_modules/native-reg/lib/index.js',
    'node_modules/native-reg/package.json',
    expect.stringMatching(/^node_modules\/native-reg\/prebuilds\/win32-(x64|arm64)\/\S+\.node$/),
  ]);
  const loader = listPackage(asar, { isPack: false }).filter((path) =>
    /node-gyp-build\/\S+\.js$/.test(path),
  );
  expect(loader.map((path) => path.split(/[\\/]/).at(-1)).sort()).toEqual([
    'index.js',
    'node-gyp-build.js',
  ]);
});

test('PK-03: the program carries the hash of the archive that Electron checks at start', () => {
  const { headerString } = getRawHeader(asar);
  const hash = createHash('sha256').update(headerString).digest('hex');
  expect(readFileSync(join(app, 'Sonar.exe')).includes(hash)).toBe(true);
});

test('PK-01: every fuse is set as decided on Windows too', async () => {
  expect(await readFuses(join(app, 'Sonar.exe'))).toEqual(decidedFuses());
});

test('policy templates for Group Policy and Intune are inside', () => {
  expect(listFiles(join(app, 'resources', 'policies', 'windows'))).toEqual([
    'en-US/sonar-login.adml',
    'es-ES/sonar-login.adml',
    'fr-CA/sonar-login.adml',
    'sonar-login.admx',
  ]);
});

test('S2-10: what has to be signed and is not ends the packaging', async () => {
  const unsigned = assembleWindowsApp(join(folder.path, 'signed'), { mustBeSigned: true });
  await expect(unsigned).rejects.toThrow(/not signed/);
}, 300_000);
