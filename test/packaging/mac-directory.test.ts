import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getRawHeader } from '@electron/asar';
import { type PlistValue, parse } from 'plist';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assembleMacApp, listFiles } from './packaged-app.ts';
import { decidedFuses, readFuses } from './read-fuse-names.ts';
import { makeFolder, project, runProgram } from './run-program.ts';

const folder = makeFolder();
let app = '';

beforeAll(async () => {
  app = await assembleMacApp(folder.path);
}, 300_000);
afterAll(folder.remove);

function readInfo(): Record<string, PlistValue> {
  return parse(readFileSync(join(app, 'Contents', 'Info.plist'), 'utf8')) as Record<
    string,
    PlistValue
  >;
}

test('plistutil reads Info.plist, which names the app by its fixed identifier', () => {
  const file = join(app, 'Contents', 'Info.plist');
  expect(runProgram('plistutil', ['-i', file, '-o', '-']).status).toBe(0);
  expect(readInfo()).toMatchObject({
    CFBundleIdentifier: 'com.net2phone.sonar.login',
    CFBundleName: 'Sonar',
    LSMinimumSystemVersion: '13.0',
  });
});

test('DL-07: no URL scheme is registered and nothing may be loaded over plain http but on this computer', () => {
  const info = readInfo();
  expect(info).not.toHaveProperty('CFBundleURLTypes');
  expect(info.NSAppTransportSecurity).toEqual({
    NSAllowsArbitraryLoads: false,
    NSAllowsLocalNetworking: true,
  });
});

test('PK-03: Info.plist carries the hash of the archive that Electron checks at start', () => {
  const { headerString } = getRawHeader(join(app, 'Contents', 'Resources', 'app.asar'));
  const hash = createHash('sha256').update(headerString).digest('hex');
  expect(readInfo().ElectronAsarIntegrity).toEqual({
    'Resources/app.asar': { algorithm: 'SHA256', hash },
  });
});

test('PK-01: every fuse is set as decided on macOS too', async () => {
  expect(await readFuses(app)).toEqual(decidedFuses());
});

test('the entitlements allow machine code made at run time and nothing else', () => {
  for (const name of ['entitlements', 'entitlements-inherit']) {
    const file = join(project, 'build', 'macos', `${name}.plist`);
    expect(runProgram('plistutil', ['-i', file, '-o', '-']).status).toBe(0);
    expect(parse(readFileSync(file, 'utf8'))).toEqual({ 'com.apple.security.cs.allow-jit': true });
  }
});

test('the profile and its manifest are inside', () => {
  expect(listFiles(join(app, 'Contents', 'Resources', 'policies', 'macos'))).toEqual([
    'com.net2phone.sonar.login.plist',
    'sonar-login.mobileconfig',
  ]);
});
