import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageWithAdapter } from './package-with-adapter.ts';
import { copyApp, listFiles } from './packaged-app.ts';
import { makeFolder, project, runProgram } from './run-program.ts';

const folder = makeFolder();
let packages: readonly string[] = [];

beforeAll(async () => {
  const app = await copyApp(folder.path);
  const makeDeb = (version: string) =>
    packageWithAdapter({ app, target: 'deb', output: join(folder.path, version), version });
  packages = [await makeDeb('1.0.0'), await makeDeb('1.1.0')];
}, 300_000);
afterAll(folder.remove);

/** An empty system that dpkg can install into without its own shell; scripts learn it by DPKG_ROOT. */
function makeSystem(name: string) {
  const root = join(folder.path, name);
  mkdirSync(join(root, 'var', 'lib', 'dpkg', 'info'), { recursive: true });
  for (const file of ['status', 'available']) writeFileSync(join(root, 'var/lib/dpkg', file), '');
  const dpkg = (...args: readonly string[]) => {
    // Without root, files in the package still have to come out as root's.
    const isRoot = process.getuid?.() === 0;
    const result = runProgram(isRoot ? 'dpkg' : 'fakeroot', [
      ...(isRoot ? [] : ['dpkg']),
      `--root=${root}`,
      `--log=${root}/dpkg.log`,
      '--force-not-root',
      '--force-depends',
      '--force-script-chrootless',
      ...args,
    ]);
    expect(result.status, result.output).toBe(0);
  };
  return { path: (inside: string) => join(root, inside), dpkg };
}

function fieldsOf(deb: string): string {
  return runProgram('dpkg-deb', ['--field', deb]).output;
}

test('the package names itself, its section and the keychain library it cannot do without', () => {
  const [deb = ''] = packages;
  const fields = fieldsOf(deb);
  expect(fields).toMatch(/^Package: sonar-login$/m);
  expect(fields).toMatch(/^Version: 1\.0\.0$/m);
  expect(fields).toMatch(/^Section: net$/m);
  expect(fields).toMatch(/^Depends: .*\blibsecret-1-0\b/m);
});

test('PK-08: everything in the package belongs to root and nobody else may write it', () => {
  const [deb = ''] = packages;
  const lines = runProgram('dpkg-deb', ['--contents', deb]).output.trim().split('\n');
  expect(lines.length).toBeGreaterThan(20);
  expect(lines.filter((line) => !/^[-dl]rw[x-]r-[x-]r-[x-] root\/root /.test(line))).toEqual([]);
});

test('installing puts program, desktop entry, icons, metadata and templates in place and makes room for policies', () => {
  const [deb = ''] = packages;
  const { path, dpkg } = makeSystem('install');
  dpkg('--install', deb);
  expect(readlinkSync(path('usr/bin/sonar-login'))).toBe('/opt/Sonar/sonar-login');
  expect(lstatSync(path('opt/Sonar/sonar-login')).mode & 0o777).toBe(0o755);
  expect(lstatSync(path('opt/Sonar/chrome-sandbox')).mode & 0o755).toBe(0o755);
  expect(lstatSync(path('etc/sonar-login/policies')).mode & 0o777).toBe(0o755);
  expect(listFiles(path('usr/share/sonar-login/policies'))).toEqual([
    'sonar-login.sample.json',
    'sonar-login.schema.json',
  ]);
  expect(listFiles(path('usr/share/icons/hicolor'))).toContain('256x256/apps/sonar-login.png');
  const entry = path('usr/share/applications/sonar-login.desktop');
  expect(readFileSync(entry, 'utf8')).not.toContain('MimeType');
  expect(runProgram('desktop-file-validate', [entry])).toEqual({ status: 0, output: '' });
  const metadata = path('usr/share/metainfo/com.net2phone.sonar.login.metainfo.xml');
  const judged = runProgram('appstreamcli', ['validate', '--no-net', '--pedantic', metadata]);
  expect(judged.status, judged.output).toBe(0);
});

test('upgrading keeps policies and the command, and leaves the new version', () => {
  const [older = '', newer = ''] = packages;
  const { path, dpkg } = makeSystem('upgrade');
  dpkg('--install', older);
  writeFileSync(path('etc/sonar-login/policies/10-office.json'), '{"SsoRequired":true}');
  dpkg('--install', newer);
  expect(readFileSync(path('var/lib/dpkg/status'), 'utf8')).toMatch(/^Version: 1\.1\.0$/m);
  expect(readlinkSync(path('usr/bin/sonar-login'))).toBe('/opt/Sonar/sonar-login');
  expect(existsSync(path('etc/sonar-login/policies/10-office.json'))).toBe(true);
});

test('removing takes away all that was installed and keeps the policies of the administrator', () => {
  const [deb = ''] = packages;
  const { path, dpkg } = makeSystem('remove');
  dpkg('--install', deb);
  writeFileSync(path('etc/sonar-login/policies/10-office.json'), '{"SsoRequired":true}');
  dpkg('--purge', 'sonar-login');
  expect(existsSync(path('opt/Sonar'))).toBe(false);
  expect(existsSync(path('usr/share/applications/sonar-login.desktop'))).toBe(false);
  expect(lstatSync(path('usr/bin/sonar-login'), { throwIfNoEntry: false })).toBeUndefined();
  expect(listFiles(path('etc'))).toEqual(['sonar-login/policies/10-office.json']);
});

test('removing without policies leaves nothing under /etc', () => {
  const [deb = ''] = packages;
  const { path, dpkg } = makeSystem('clean');
  dpkg('--install', deb);
  dpkg('--purge', 'sonar-login');
  expect(existsSync(path('etc/sonar-login'))).toBe(false);
});

test('the update file names the package with its size and hash', () => {
  const update = readFileSync(join(folder.path, '1.0.0', 'latest-linux.yml'), 'utf8');
  expect(update).toMatch(/^version: 1\.0\.0$/m);
  expect(update).toMatch(/^ {4}sha512: [\w+/]{86}==$/m);
});

test.each(['after-install.sh', 'after-remove.sh'])(
  '%s is a script that a POSIX shell can parse',
  (name) => {
    const script = join(project, 'build', 'linux', name);
    expect(runProgram('sh', ['-n', script])).toEqual({ status: 0, output: '' });
  },
);
