import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ownBuild } from '../../scripts/build.ts';
import { copyMark, electronPackage } from '../../scripts/electron/electron-here.ts';
import { pinnedCarrier } from '../../scripts/electron/npm-copy.ts';
import { electronToShip, readProduct } from '../../scripts/packaging/package-app.ts';
import { makeFolder, runProgram } from './run-program.ts';

const folder = makeFolder();
afterAll(folder.remove);

const { identity } = JSON.parse(readFileSync(ownBuild.product, 'utf8'));
const complete = {
  identity,
  sonar: { baseUrl: 'https://sonar.example/v1' },
  google: { clientId: 'google-client' },
  microsoft: { clientId: 'microsoft-client' },
};

async function complaintAbout(product: unknown): Promise<string> {
  const file = join(folder.path, 'product.json');
  writeFileSync(file, typeof product === 'string' ? product : JSON.stringify(product));
  try {
    await readProduct(file);
    return 'none';
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

test('npm run package refuses the description as it comes, names the key, and makes nothing', () => {
  const output = join(folder.path, 'release');
  const args = ['scripts/package.ts', '--dir', '--output', output, '--electron-dist', folder.path];
  const result = runProgram(process.execPath, args);
  expect(result.output.trim().split('\n')).toEqual([
    expect.stringMatching(
      /^package: sonar\.baseUrl must be an https address .*build\/product\.json/,
    ),
  ]);
  expect(result.status).toBe(78);
});

test('a complete description is taken', async () => {
  expect(await complaintAbout(complete)).toBe('none');
});

test.each([
  ['sonar.baseUrl', { sonar: { baseUrl: '' } }],
  ['sonar.baseUrl', { sonar: {} }],
  ['sonar.baseUrl', { sonar: { baseUrl: 'http://127.0.0.1:4000/v1' } }],
  ['google.clientId', { google: { clientId: '' } }],
  ['google.issuer', { google: { clientId: 'g', issuer: 'http://localhost:4001' } }],
  ['microsoft.clientId', { microsoft: { clientId: '' } }],
  ['microsoft.authority', { microsoft: { clientId: 'm', authority: 'http://[::1]:4002/common' } }],
  ['apple', { apple: { clientId: 'a' } }],
  ['identity', { identity: undefined }],
  ['identity.name', { identity: { ...identity, name: '' } }],
  ['identity.executable', { identity: { ...identity, executable: '../sonar' } }],
  ['identity.executable', { identity: { ...identity, executable: 'electron' } }],
  [
    'identity.linuxPolicyDirectory',
    { identity: { ...identity, linuxPolicyDirectory: '/etc/../p' } },
  ],
  ['identity.keychainService', { identity: { ...identity, keychainService: ' ' } }],
  ['identity.colour', { identity: { ...identity, colour: 'blue' } }],
])('a description that is wrong about %s is refused by that name', async (key, wrong) => {
  expect(await complaintAbout({ ...complete, ...wrong })).toMatch(
    new RegExp(`^ConfigurationError: ${key.replaceAll('.', '\\.')} `),
  );
});

test('a description that is no JSON object is refused as a whole', async () => {
  for (const product of ['{ "sonar": ', null, []]) {
    expect(await complaintAbout(product)).toBe(
      'ConfigurationError: build/product.json is not a JSON object',
    );
  }
});

test('PK-04: only the Electron that the product is made for is shipped, and no copy out of an npm package', async () => {
  const copy = join(folder.path, 'electron');
  mkdirSync(copy);
  await expect(electronToShip(copy)).rejects.toThrow(/holds Electron unknown/);
  writeFileSync(join(copy, 'version'), pinnedCarrier.electron);
  await expect(electronToShip(copy)).rejects.toThrow(/holds Electron 33\.2\.1; Sonar ships with/);
  const file = join(electronPackage, 'package.json');
  writeFileSync(join(copy, 'version'), JSON.parse(readFileSync(file, 'utf8')).version);
  expect(await electronToShip(copy)).toBe(copy);
  writeFileSync(join(copy, copyMark), '');
  await expect(electronToShip(copy)).rejects.toThrow(/for development and tests only/);
});
