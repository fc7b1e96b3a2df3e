import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  findRefused,
  refusedSwitchesOf,
  type Start,
} from '../../../src-main/start/refused-switches.ts';

const program = '/opt/Sonar/sonar-login';

function start(args: readonly string[], more: Partial<Start> = {}): Start {
  return {
    argv: [program, ...args],
    env: {},
    platform: 'linux',
    program,
    isRoot: false,
    ownSwitches: [],
    ...more,
  };
}

const image = '/tmp/.mount_Sonar1';
const inAppImage: Partial<Start> = {
  program: `${image}/sonar-login`,
  env: { APPDIR: image, APPIMAGE: '/home/ana/Sonar.AppImage' },
};

test('S2-20: refused switches are named as Chromium knows them, whatever way they were given', () => {
  const given = [
    '--remote-debugging-port=9222',
    '-remote-debugging-pipe',
    '--Remote-Debugging-Address=127.0.0.1',
    '/remote-debugging-targets=a',
    ' --remote-debugging-port=0',
    '\n\t-remote-debugging-port=0 ',
    '\u0085--remote-debugging-port',
    '--lang=fr',
    'remote-debugging-port',
    '--',
    '-',
    '--no-sandbox',
    '---x',
    '--=x',
  ];
  expect(refusedSwitchesOf(start(given, { platform: 'win32' }))).toEqual([
    'remote-debugging-port',
    'remote-debugging-pipe',
    'remote-debugging-address',
    'remote-debugging-targets',
    'remote-debugging-port',
    'remote-debugging-port',
    'remote-debugging-port',
    'no-sandbox',
    '-x',
    '',
  ]);
});

test.each([
  ['--remote-debugging-port=1', '--remote-debugging-port'],
  ['-remote-debugging-pipe', '--remote-debugging-pipe'],
  [' --remote-debugging-port=1', '--remote-debugging-port'],
  ['--ignore-certificate-errors', '--ignore-certificate-errors'],
  ['--ignore-certificate-errors-spki-list=x', '--ignore-certificate-errors-spki-list'],
  ['--allow-insecure-localhost', '--allow-insecure-localhost'],
  ['--host-resolver-rules=MAP * canary', '--host-resolver-rules'],
  ['--host-rules=canary', '--host-rules'],
  ['--proxy-server=canary', '--proxy-server'],
  ['--proxy-pac-url=canary', '--proxy-pac-url'],
  ['--no-proxy-server', '--no-proxy-server'],
  ['--log-net-log=/canary', '--log-net-log'],
  ['--net-log-capture-mode=Everything', '--net-log-capture-mode'],
  ['--ssl-key-log-file=/canary', '--ssl-key-log-file'],
  ['--enable-logging=file', '--enable-logging'],
  ['--log-file=/canary', '--log-file'],
  ['--js-flags=--canary', '--js-flags'],
  ['--user-data-dir=/canary', '--user-data-dir'],
  ['--disable-web-security', '--disable-web-security'],
  ['--gpu-launcher=canary', '--gpu-launcher'],
  ['--renderer-cmd-prefix=canary', '--renderer-cmd-prefix'],
  ['--utility-cmd-prefix=canary', '--utility-cmd-prefix'],
  ['--gtk-module=canary', '--gtk-module'],
  ['--load-extension=/canary', '--load-extension'],
  ['--inspect=9229', '--inspect'],
  ['--enable-features=UseOzonePlatform,Canary', '--enable-features'],
  ['--enable-features=UseOzonePlatform,', '--enable-features'],
  ['--enable-features', '--enable-features'],
  ['--disable-features=Canary', '--disable-features'],
  ['--ozone-platform=headless', '--ozone-platform'],
  ['--ozone-dump-file=/canary', '--ozone-dump-file'],
  ['--lang=../canary', '--lang'],
  ['--no-sandbox', '--no-sandbox'],
  ['--no-sandbox=1', '--no-sandbox'],
  ['--support-bundle=', '--support-bundle'],
  ['-psn_0_1', '--psn_0_1'],
  ['--updated', '--updated'],
  ['--constructor', '--constructor'],
  ['--never heard=canary', '--never?heard'],
])(
  'S2-20, DL-02: an installed app refuses %s, and names it without what stands behind the sign',
  (argument, name) => {
    expect(findRefused(start([argument]))).toBe(name);
    expect(findRefused(start(['--lang=fr', '--', argument]))).toBe(name);
  },
);

test.each<readonly [string, Partial<Start>]>([
  ['--print-policy', {}],
  ['--print-policy=json', {}],
  ['--self-test', {}],
  ['--remove-data', {}],
  ['--support-bundle', {}],
  ['--support-bundle=/home/ana/a.zip', {}],
  ['--json', {}],
  ['--lang=fr-CA', {}],
  ['--force-renderer-accessibility', {}],
  ['--force-renderer-accessibility=complete', {}],
  ['--disable-gpu', {}],
  ['--force-device-scale-factor=1.5', {}],
  ['--high-dpi-support=1', {}],
  ['--ozone-platform=wayland', {}],
  ['--ozone-platform-hint=auto', {}],
  ['--enable-features=UseOzonePlatform,WaylandWindowDecorations', {}],
  ['--enable-wayland-ime', {}],
  ['--wayland-text-input-version=3', {}],
  ['--gtk-version=3', {}],
  ['--no-sandbox', { isRoot: true }],
  ['--no-sandbox', inAppImage],
  ['-psn_0_12345', { platform: 'darwin' }],
  ['--updated', { platform: 'win32' }],
  ['--minimized', { ownSwitches: ['minimized'] }],
  ['-minimized=x', { ownSwitches: ['minimized'] }],
  ['/home/ana/file', {}],
  ['file:///home/ana/file', {}],
  ['', {}],
])('S2-20: an installed app takes "%s" where it belongs: %j', (argument, more) => {
  expect(findRefused(start([argument], more))).toBe(null);
});

test.each<readonly [string, Partial<Start>]>([
  ['on Windows', { platform: 'win32', isRoot: true }],
  ['on macOS', { platform: 'darwin', isRoot: true }],
  ['when the image is another program’s', { ...inAppImage, program }],
  ['when only one variable says so', { ...inAppImage, env: { APPIMAGE: '/home/ana/x' } }],
  ['in the folder of the packages', { env: { APPDIR: '/opt/Sonar', APPIMAGE: '/home/ana/x' } }],
])('S2-20: Chromium’s sandbox stays %s', (_where, more) => {
  expect(findRefused(start(['--no-sandbox'], more))).toBe('--no-sandbox');
  const env = { ...more.env, ELECTRON_DISABLE_SANDBOX: '1' };
  expect(findRefused(start([], { ...more, env }))).toBe('ELECTRON_DISABLE_SANDBOX');
});

test.each([
  'SONAR_LOGIN_CONFIG',
  'SONAR_LOGIN_USER_DATA',
  'SONAR_LOGIN_ANYTHING',
  'sonar_login_config',
])('an installed app refuses the variable %s, and names it without its value', (name) => {
  expect(findRefused(start([], { env: { PATH: '/bin', [name]: '/canary' } }))).toBe(name);
});

test('the variable that turns the sandbox off is taken where the switch is', () => {
  const env = { ...inAppImage.env, ELECTRON_DISABLE_SANDBOX: '1' };
  expect(findRefused(start([], { ...inAppImage, env }))).toBe(null);
});

/** White space that Chromium passes over around an argument. */
const blanks = fc.stringMatching(/^[ \t\n\r\u0085\u00a0\u2028\u3000]{0,3}$/);
const names = fc.stringMatching(/^[A-Za-z][\w-]{0,40}$/);
const taken =
  /^(?:print-policy|self-test|remove-data|support-bundle|json|disable-gpu|force-renderer-accessibility|enable-wayland-ime)$/i;

test('S2-20: whatever Chromium would read as a switch is refused unless it stands on the list', () => {
  fc.assert(
    fc.property(
      blanks,
      fc.constantFrom('--', '-', '/'),
      names.filter((name) => !taken.test(name)),
      fc.option(fc.string(), { nil: null }),
      blanks,
      fc.constantFrom('linux', 'win32', 'darwin'),
      (before, dashes, name, value, after, platform) => {
        if (dashes === '/' && platform !== 'win32') return;
        const listed = /^(?:updated|lang|high-dpi-support|gtk-version)$/i.test(name);
        if (listed) return;
        const argument = `${before}${dashes}${name}${value === null ? '' : `=${value}`}${after}`;
        expect(findRefused(start([argument], { platform }))).toBe(`--${name.toLowerCase()}`);
      },
    ),
  );
});
