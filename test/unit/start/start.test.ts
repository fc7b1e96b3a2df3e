import { spawnSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { chmod, mkdir, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openSystemPolicySource } from '../../../src-main/policy/system-policy-source.ts';
import { printBundle, readCommand } from '../../../src-main/start/command-line.ts';
import { isOwnFolder, makeSpareFolder, nameSpareFolder } from '../../../src-main/start/folders.ts';
import { describeFault, noteFaults } from '../../../src-main/start/note-faults.ts';
import { type Environment, ownEnvironment } from '../../../src-main/start/own-environment.ts';
import { refusedSwitchesOf, type Start } from '../../../src-main/start/refused-switches.ts';
import { answerSupportBundle, type Product } from '../../../src-main/start-product.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

const program = '/opt/Sonar/sonar-login';

function isRefused(argv: readonly string[], platform: NodeJS.Platform): boolean {
  const start: Start = { argv, env: {}, platform, program, isRoot: false, ownSwitches: [] };
  return refusedSwitchesOf(start).length > 0;
}

const bundle = { kind: 'support-bundle', file: null, format: 'text' } as const;

test.each([
  ['linux', ['--remove-data'], { kind: 'remove-data', format: 'text' }],
  ['linux', ['--Remove-Data'], { kind: 'remove-data', format: 'text' }],
  ['linux', [' -remove-data ', '--json'], { kind: 'remove-data', format: 'json' }],
  ['win32', ['/remove-data'], { kind: 'remove-data', format: 'text' }],
  ['win32', ['--self-test=JSON'], null],
  ['linux', ['--print-policy=json'], { kind: 'print-policy', format: 'json' }],
  ['linux', ['--support-bundle', 'A.zip'], { ...bundle, file: 'A.zip' }],
  [
    'linux',
    ['--Support-Bundle=/tmp/A b.zip', '--json'],
    { ...bundle, file: '/tmp/A b.zip', format: 'json' },
  ],
  [
    'linux',
    ['--json', '-support-bundle', '/tmp/a=b.zip'],
    { ...bundle, file: '/tmp/a=b.zip', format: 'json' },
  ],
  ['win32', ['/support-bundle', 'C:\\a.zip'], { ...bundle, file: 'C:\\a.zip' }],
  ['linux', ['--support-bundle'], bundle],
  ['linux', ['--support-bundle', '--json', 'A.zip'], { ...bundle, format: 'json' }],
  ['linux', ['--support-bundle', ''], bundle],
  ['linux', ['--remove-data=yes'], null],
  ['linux', ['/remove-data'], null],
  ['linux', [], null],
] as const)(
  'S2-08, S2-20: on %s %j asks for what it lets pass as a question',
  (platform, given, asked) => {
    const argv = [program, ...given];
    expect(readCommand(argv, platform)).toEqual(asked);
    // What asks for something and is not understood is refused, and opens no window that ends with 0.
    const isSwitch = given.some((argument) => /^\s*--?[a-z]/i.test(argument));
    if (asked === null) expect(isRefused(argv, platform)).toBe(isSwitch);
    else expect(isRefused(argv, platform)).toBe(false);
  },
);

/** The few parts of the app that a support bundle on the command line works with. */
function partsOfBundle(diagnosticsAllowed: boolean): Product {
  const parts = {
    policy: { current: () => ({ diagnosticsAllowed }), onChange: () => () => {} },
    platform: { whenReady: async () => {}, now: () => Date.UTC(2026, 10, 30) },
    network: { hold: async () => {} },
    collectBundle: async () => [{ name: 'report.txt', text: 'words' }],
  };
  return parts as unknown as Product;
}

test.each([
  ['new.zip', true, 0, 'Written: '],
  [
    'there.zip',
    true,
    73,
    'No support bundle was written: something of that name is there already.',
  ],
  ['link.zip', true, 73, 'No support bundle was written: something of that name is there already.'],
  ['none/new.zip', true, 73, 'No support bundle was written: its folder is not there.'],
  ['there.zip/new.zip', true, 73, 'No support bundle was written: its folder is not there.'],
  [
    `${'x'.repeat(300)}.zip`,
    true,
    73,
    'No support bundle was written: nothing can be written in that place.',
  ],
  [null, true, 78, 'No support bundle was written: --support-bundle needs the name of a file.'],
  [
    'new.zip',
    false,
    78,
    'No support bundle was written: the policy DiagnosticsExportAllowed is off.',
  ],
] as const)('S2-23: --support-bundle %s (allowed: %s) ends with %s', (name, allowed, code, words) =>
  withTempFolder(async (folder) => {
    writeFileSync(join(folder, 'there.zip'), 'mine');
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'link.zip'));
    const file = name === null ? null : join(folder, name);
    const end = await answerSupportBundle(partsOfBundle(allowed), file);
    const { exitCode, text } = printBundle(end, 'text');
    expect(exitCode).toBe(code);
    expect(text).toBe(code === 0 ? `${words}${file}\n` : `${words}\n`);
    expect(JSON.parse(printBundle(end, 'json').text)).toEqual(end);
    const made = code === 0 ? ['new.zip'] : [];
    expect(readdirSync(folder).sort()).toEqual(['link.zip', ...made, 'there.zip']);
  }),
);

const secret = new Error('refresh_token=abc');

test('LG-01: what nobody caught is noted by its kind and never by its text', () => {
  const source = new EventEmitter();
  const noted: string[] = [];
  noteFaults(source, { note: (fault) => noted.push(fault), tellDeveloper: null });
  source.emit('unhandledRejection', secret, Promise.resolve());
  source.emit('uncaughtExceptionMonitor', secret);
  expect(noted).toEqual(['unhandled-rejection', 'uncaught-exception']);
});

test('a developer is told the rejection itself', () => {
  const source = new EventEmitter();
  const told: unknown[] = [];
  noteFaults(source, { note: () => {}, tellDeveloper: (reason) => told.push(reason) });
  source.emit('unhandledRejection', secret, Promise.resolve());
  expect(told).toEqual([secret]);
});

test('a fault in words is for a developer; an installed app tells its kind alone, for the rest may hold a secret', () => {
  const fault = new TypeError('a secret');
  expect(describeFault(fault, { isPackaged: false })).toContain('TypeError: a secret\n    at ');
  expect(describeFault(fault, { isPackaged: true })).toBe('TypeError.');
  expect(describeFault('a secret', { isPackaged: false })).toBe('unknown fault');
});

test('a person whom the system cannot name just now, as with a directory that is away, has policies all the same', async () => {
  const source = await openSystemPolicySource({
    platform: 'linux',
    userName() {
      throw new Error('uv_os_get_passwd returned ENOENT');
    },
    onSystemNews: () => () => {},
  });
  expect(source.where).toEqual(['/etc/sonar-login/policies']);
});

describe('the environment', () => {
  const program = '/tmp/.mount_Sonar1/sonar-login';

  test.each<[string, Environment, Environment]>([
    [
      'what is the person’s stays',
      { PATH: '/usr/bin', LANG: 'fr' },
      { PATH: '/usr/bin', LANG: 'fr' },
    ],
    [
      'what was for the app’s own start goes',
      { XDG_ACTIVATION_TOKEN: 'a', DESKTOP_STARTUP_ID: 'b', HOME: '/h' },
      { HOME: '/h' },
    ],
    [
      'the desktop that Electron replaced is put back',
      { XDG_CURRENT_DESKTOP: 'Unity', ORIGINAL_XDG_CURRENT_DESKTOP: 'Pantheon' },
      { XDG_CURRENT_DESKTOP: 'Pantheon' },
    ],
    [
      'a desktop that was not named is not named',
      { XDG_CURRENT_DESKTOP: 'Unity', ORIGINAL_XDG_CURRENT_DESKTOP: 'undefined' },
      {},
    ],
    [
      'a desktop that nobody replaced stays',
      { XDG_CURRENT_DESKTOP: 'KDE' },
      { XDG_CURRENT_DESKTOP: 'KDE' },
    ],
    [
      'the app’s desktop entry and a bus that is switched off go',
      { CHROME_DESKTOP: 'sonar-login.desktop', DBUS_SESSION_BUS_ADDRESS: 'disabled:' },
      {},
    ],
    [
      'a bus stays',
      { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/bus' },
      { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/bus' },
    ],
    [
      'the folders of the AppImage it runs from go out of every list',
      {
        APPDIR: '/tmp/.mount_Sonar1',
        APPIMAGE: '/home/ana/Sonar.AppImage',
        PATH: '/tmp/.mount_Sonar1:/tmp/.mount_Sonar1/usr/sbin:/usr/bin:/bin',
        XDG_DATA_DIRS: '/tmp/.mount_Sonar1/usr/share/:/usr/share/',
        LD_LIBRARY_PATH: '/tmp/.mount_Sonar1/usr/lib',
        NEIGHBOUR: '/tmp/.mount_Sonar10/lib',
      },
      { PATH: '/usr/bin:/bin', XDG_DATA_DIRS: '/usr/share/', NEIGHBOUR: '/tmp/.mount_Sonar10/lib' },
    ],
    [
      'another AppImage is the person’s business',
      { APPDIR: '/tmp/.mount_Other', PATH: '/tmp/.mount_Other:/bin' },
      { APPDIR: '/tmp/.mount_Other', PATH: '/tmp/.mount_Other:/bin' },
    ],
  ])('%s', (_, found, own) => {
    expect(ownEnvironment(found, program)).toEqual(own);
  });
});

describe('the spare folder', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test('it lies in the folder of the session, under the same name for the same settings folder', () =>
    withTempFolder(async (folder) => {
      await chmod(folder, 0o700);
      vi.stubEnv('XDG_RUNTIME_DIR', folder);
      expect(dirname(nameSpareFolder('/settings'))).toBe(folder);
      expect(nameSpareFolder('/settings')).toBe(nameSpareFolder('/settings'));
      expect(nameSpareFolder('/other')).not.toBe(nameSpareFolder('/settings'));
    }));

  test('DL-06: a folder of the session that others can write to, or that is none, is not used', () =>
    withTempFolder(async (folder) => {
      await chmod(folder, 0o777);
      for (const place of [folder, join(folder, 'missing'), '']) {
        vi.stubEnv('XDG_RUNTIME_DIR', place);
        expect(dirname(nameSpareFolder('/settings')), place).toBe(tmpdir());
      }
    }));

  test('DL-06: it is made for this user alone, and nothing that somebody else prepared is taken for it', () =>
    withTempFolder(async (folder) => {
      const spare = join(folder, 'spare');
      expect(makeSpareFolder(spare)).toBe(true);
      expect((await stat(spare)).mode & 0o777).toBe(0o700);
      expect(makeSpareFolder(spare)).toBe(true);
      const open = join(folder, 'open');
      await mkdir(open);
      await chmod(open, 0o777);
      const link = join(folder, 'link');
      await symlink(spare, link);
      for (const place of [open, link]) expect(makeSpareFolder(place), place).toBe(false);
      expect(isOwnFolder(join(folder, 'missing'))).toBe(false);
    }));
});

const module = join(import.meta.dirname, '../../../src-main/start/folders.ts');

/** Runs a removal in a process of its own, because the folder goes with its end. */
function runRemoval(
  leftBehind: readonly string[],
  trouble: string | null = null,
  prepare: (directory: string) => string = (directory) => directory,
  asWhom = '',
  areWhollyOurs = true,
) {
  const made = mkdtempSync(join(tmpdir(), 'sonar-remove-'));
  const spare = mkdtempSync(join(tmpdir(), 'sonar-remove-'));
  const directory = prepare(made);
  try {
    if (!existsSync(join(directory, 'preferences.json')))
      writeFileSync(join(directory, 'preferences.json'), '{}');
    writeFileSync(join(spare, 'SingletonLock'), '');
    const script = `
      import { removeData } from ${JSON.stringify(module)};
      ${asWhom}
      const done = await removeData({
        forget: async () => console.log('forget'),
        leftBehind: () => ${JSON.stringify(leftBehind)},
        removeLeftovers: async () => ({ trouble: ${JSON.stringify(trouble)}, others: 3 }),
        close: async () => console.log('close'),
        directories: ${JSON.stringify([directory, spare])},
        areWhollyOurs: ${areWhollyOurs},
      });
      console.log(done.isComplete, done.others);`;
    const args = ['--input-type=module', '--eval', script];
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    return {
      status,
      said: stdout.trim().split('\n'),
      isThere: [made, directory, spare].some(existsSync),
      files: existsSync(directory) ? readdirSync(directory) : null,
    };
  } finally {
    for (const path of [made, directory, spare]) rmSync(path, { recursive: true, force: true });
  }
}

test('S2-08: everybody is forgotten, everything is closed, and then the folder goes, and the spare one', () => {
  expect(runRemoval([])).toMatchObject({
    status: 0,
    said: ['forget', 'close', 'true 3'],
    isThere: false,
  });
});

test('the folder stays while the keychain keeps a credential, so that it can be found again', () => {
  expect(runRemoval(['session/x'])).toMatchObject({
    status: 0,
    said: ['forget', 'close', 'false 3'],
    isThere: true,
  });
});

test('S2-08: the folder stays while nobody can say what the keychain holds', () => {
  expect(runRemoval([], 'keychain-locked')).toMatchObject({
    said: ['forget', 'close', 'false 3'],
    isThere: true,
  });
});

test('S2-08: a settings folder that is a link goes with what it leads to', () => {
  const link = (directory: string) => {
    symlinkSync(directory, `${directory}-link`);
    return `${directory}-link`;
  };
  expect(runRemoval([], null, link)).toMatchObject({
    said: ['forget', 'close', 'true 3'],
    isThere: false,
  });
});

test('S2-08: nobody says that all is gone while the disk keeps a file that names people', () => {
  const locked = (directory: string) => {
    writeFileSync(join(directory, 'preferences.json'), '{}');
    chmodSync(directory, 0o555);
    return directory;
  };
  // Root may write everywhere.
  const asNobody = 'if (process.getuid() === 0) { process.setgroups([]); process.setuid(65534); }';
  expect(runRemoval([], null, locked, asNobody)).toMatchObject({
    said: ['forget', 'close', 'false 3'],
    isThere: true,
  });
});

test('what a softphone keeps in the folder of the module stays, and all that is the module’s goes', () => {
  const shared = (directory: string) => {
    writeFileSync(join(directory, 'calls.json'), '[]');
    return directory;
  };
  expect(runRemoval([], null, shared, '', false)).toMatchObject({
    said: ['forget', 'close', 'true 3'],
    isThere: true,
    files: ['calls.json'],
  });
});

test('the folder of the module goes when nothing else is in it', () => {
  expect(runRemoval([], null, undefined, '', false)).toMatchObject({ files: null });
});
