import { EventEmitter } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import { readCommand } from '../../../src-main/start/command-line.ts';
import { describeFault, noteFaults } from '../../../src-main/start/note-faults.ts';
import { openPolicy } from '../../../src-main/start/open-policy.ts';
import { type Environment, ownEnvironment } from '../../../src-main/start/own-environment.ts';
import { refusedSwitchesOf, type Start } from '../../../src-main/start/refused-switches.ts';

const program = '/opt/Sonar/sonar-login';

function isRefused(argv: readonly string[], platform: NodeJS.Platform): boolean {
  const start: Start = { argv, env: {}, platform, program, isRoot: false, ownSwitches: [] };
  return refusedSwitchesOf(start).length > 0;
}

test.each([
  ['linux', ['--remove-data'], { kind: 'remove-data', format: 'text' }],
  ['linux', ['--Remove-Data'], { kind: 'remove-data', format: 'text' }],
  ['linux', [' -remove-data ', '--json'], { kind: 'remove-data', format: 'json' }],
  ['win32', ['/remove-data'], { kind: 'remove-data', format: 'text' }],
  ['win32', ['--self-test=JSON'], null],
  ['linux', ['--print-policy=json'], { kind: 'print-policy', format: 'json' }],
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

vi.mock('node:os', async (original) => ({
  ...(await original<typeof import('node:os')>()),
  userInfo() {
    throw new Error('uv_os_get_passwd returned ENOENT');
  },
}));

test.runIf(process.platform === 'linux')(
  'a person whom the system cannot name just now, as with a directory that is away, has policies all the same',
  async () => {
    const policy = await openPolicy(() => () => {});
    policy.close();
    expect(policy.report().places).toEqual(['/etc/sonar-login/policies']);
  },
);

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
