import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageWithAdapter } from './package-with-adapter.ts';
import { copyApp } from './packaged-app.ts';
import { makeFolder, runProgram } from './run-program.ts';

const folder = makeFolder();
let rpm = '';

beforeAll(async () => {
  const app = await copyApp(folder.path);
  const output = join(folder.path, 'made');
  rpm = await packageWithAdapter({ app, target: 'rpm', output });
}, 300_000);
afterAll(folder.remove);

function query(...options: readonly string[]): readonly string[] {
  const { status, output } = runProgram('rpm', ['--query', '--package', ...options, rpm]);
  expect(status, output).toBe(0);
  return output.split('\n').filter((line) => line !== '' && !line.startsWith('warning:'));
}

test('the package is called sonar-login and asks for the keychain library', () => {
  expect(query('--queryformat', '%{NAME} %{GROUP}\n')).toEqual([
    'sonar-login Applications/Internet',
  ]);
  expect(query('--requires')).toContain('libsecret');
});

test('PK-08: program, desktop entry, metadata and policy templates are inside, owned by root', () => {
  const files = query('--queryformat', '[%{FILENAMES} %{FILEUSERNAME} %{FILEMODES:perms}\n]');
  const paths = files.map((line) => line.split(' ')[0]);
  for (const path of [
    '/opt/Sonar/sonar-login',
    '/opt/Sonar/resources/app.asar',
    '/usr/share/applications/sonar-login.desktop',
    '/usr/share/metainfo/com.net2phone.sonar.login.metainfo.xml',
    '/usr/share/sonar-login/policies/sonar-login.schema.json',
  ])
    expect(paths).toContain(path);
  expect(files.filter((line) => !/ root [-dl]rw[x-]r-[x-]r-[x-]$/.test(line))).toEqual([]);
});

test('its scripts tell a removal from an upgrade as rpm does, by the number that stays', () => {
  const scripts = query('--scripts').join('\n');
  expect(scripts).toContain('remove | purge | 0) ;;');
  expect(scripts).toContain('install -d -m 0755');
});
