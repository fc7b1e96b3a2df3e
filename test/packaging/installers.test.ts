import {
  existsSync,
  globSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { installedPackages, packagesOf, withAllTheyNeed } from './fpm-over-debian-tools.ts';
import { assembleApp, copyApp, listFiles, packageWithAdapter } from './packaged-app.ts';
import { makeFolder, project, runProgram } from './run-program.ts';

describe('the deb', () => {
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
});

describe('the rpm', () => {
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
});

describe('libraries', () => {
  interface Needs {
    readonly depends: readonly string[];
  }

  const configuration = parse(readFileSync(join(project, 'electron-builder.yml'), 'utf8'));
  const deb: Needs = configuration.deb;
  const rpm: Needs = configuration.rpm;

  /** What our deb asks for, and by which name the rpm asks for the same. */
  const nameInRpm: Readonly<Record<string, string>> = {
    'libsecret-1-0': 'libsecret',
    'libgtk-3-0': 'gtk3',
    libnotify4: 'libnotify',
    libnss3: 'nss',
    libxss1: 'libXScrnSaver',
    libxtst6: '(libXtst or libXtst6)',
    'libatspi2.0-0': 'at-spi2-core',
    libuuid1: '(libuuid or libuuid1)',
    libgbm1: 'mesa-libgbm',
    libdrm2: 'libdrm',
    'libasound2 | libasound2t64': 'alsa-lib',
    'xdg-utils': 'xdg-utils',
  };

  let app = '';
  beforeAll(async () => {
    app = await assembleApp();
  }, 300_000);

  /** The libraries that the programs and modules of the app are linked with and do not bring along. */
  function neededLibraries(): readonly string[] {
    const named = ['sonar-login', 'chrome*', '*.so*', 'resources/app.asar.unpacked/**/*.node'];
    const files = globSync(named, { cwd: app }).filter((path) => !path.endsWith('.pak'));
    const brought = new Set(files.map((path) => basename(path)));
    const names = files.flatMap((path) => {
      const { output } = runProgram('readelf', ['--dynamic', join(app, path)]);
      return [...output.matchAll(/\(NEEDED\).*\[(.+)\]/g)].flatMap(([, name]) => name ?? []);
    });
    return [...new Set(names)].filter((name) => !brought.has(name)).sort();
  }

  test('the deb asks for every library that the real program is linked with', () => {
    const libraries = neededLibraries();
    expect(libraries).toContain('libgtk-3.so.0');
    expect(libraries).toContain('libsecret-1.so.0');
    const packages = packagesOf(libraries);
    const brought = withAllTheyNeed(installedPackages(), deb.depends);
    const missing = libraries.filter((library) => !brought.has(packages.get(library) ?? ''));
    expect(missing.map((library) => `${library} of ${packages.get(library)}`)).toEqual([]);
  });

  test('the rpm asks for the same as the deb, by the names that Fedora gives', () => {
    expect(rpm.depends).toEqual(deb.depends.map((name) => nameInRpm[name] ?? `${name}?`));
  });
});

const folder = makeFolder();
afterAll(folder.remove);

/** The frame that electron-builder's own script gives our include: languages, then the header, then the uninstaller. */
const frame = `
Unicode true
Name "Sonar"
OutFile "${join(folder.path, 'Sonar-setup.exe')}"
RequestExecutionLevel user
!define APP_EXECUTABLE_FILENAME "Sonar.exe"
!include "MUI2.nsh"
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "SpanishInternational"
!include "${join(project, 'build', 'windows', 'installer.nsh')}"
!insertmacro customHeader
; As electron-builder's script defines them.
!define APP_ID "com.net2phone.sonar.login"
!define isUpdated '"" == "updated"'
Section "install"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\\Uninstall.exe"
SectionEnd
!macro CHECK_APP_RUNNING
  Nop
!macroend

Function un.checkAppRunning
  !insertmacro CHECK_APP_RUNNING
FunctionEnd

Function un.onInit
  !insertmacro customUnInit
FunctionEnd
Section "un.install"
  !insertmacro customUnInstall
  Delete "$INSTDIR\\Uninstall.exe"
SectionEnd
`;

function compile(name: string, script: string) {
  const file = join(folder.path, name);
  writeFileSync(file, script);
  return runProgram('makensis', ['-V2', '-WX', '-INPUTCHARSET', 'UTF8', file]);
}

test('makensis compiles what we add to the installer, without a warning', () => {
  const { status, output } = compile('setup.nsi', frame);
  expect(status, output).toBe(0);
  expect(existsSync(join(folder.path, 'Sonar-setup.exe'))).toBe(true);
});

test('makensis refuses the frame when a language of the product lacks the question', () => {
  const withItalian = frame.replace(
    '!include "/',
    '!insertmacro MUI_LANGUAGE "Italian"\n!include "/',
  );
  expect(withItalian).not.toBe(frame);
  expect(compile('italian.nsi', withItalian).status).not.toBe(0);
});

/** The lines that do something, without comments. */
function readCommands(): readonly string[] {
  return readFileSync(join(project, 'build', 'windows', 'installer.nsh'), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith(';'));
}

test('S2-25: the uninstaller deletes nothing of a person by itself, and starts nothing of theirs when it is elevated', () => {
  const commands = readCommands();
  expect(commands.filter((line) => /^(?:RMDir|Delete|Rename)\b/i.test(line))).toEqual([]);
  expect(commands.join('\n')).not.toMatch(/APPDATA/i);
  const elevated = commands.findIndex((line) => line.endsWith('$R0 == "Admin"'));
  const run = commands.findIndex((line) => line.startsWith('ExecWait'));
  expect(elevated).toBeGreaterThan(0);
  expect(commands.slice(elevated, elevated + 6)).toContain('Goto keepData');
  expect(run).toBeGreaterThan(elevated);
});

test('S2-08, S2-25: a running app is looked for before its data are removed, and an answer other than 0 ends the removal', () => {
  const commands = readCommands();
  const at = (line: string) => commands.indexOf(line);
  const run = commands.findIndex((line) => line.startsWith('ExecWait'));
  expect(at('Call un.checkAppRunning')).toBeGreaterThan(0);
  expect(at('Call un.checkAppRunning')).toBeLessThan(run);
  expect(at('StrCmp $R1 0 keepData')).toBeGreaterThan(run);
  expect(commands.slice(at('dataStays:'), at('keepData:'))).toEqual([
    'dataStays:',
    expect.stringContaining('/SD IDCANCEL IDOK keepData'),
    'SetErrorLevel 1',
    'Quit',
  ]);
});
