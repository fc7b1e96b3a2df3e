import { mkdir, realpath, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SetupError } from '../../../src-main/errors/setup-error.ts';
import { readOptions } from '../../../src-main/start/start-options.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

const configuration = {
  sonar: { baseUrl: 'https://api.sonar.example' },
  google: { clientId: 'google-client' },
  microsoft: { clientId: 'microsoft-client' },
};
const host = { name: 'acme-phone', userData: '/home/ana/.config/acme-phone', isPackaged: true };

/** What is thrown for these options, as code, name and sentence. */
function refusal(options: unknown, app = host): readonly string[] {
  try {
    readOptions(options, app);
  } catch (thrown) {
    if (thrown instanceof SetupError) return [thrown.code, thrown.key, thrown.message];
    throw thrown;
  }
  return ['taken'];
}

test('a guest needs the configuration alone, and leaves everything of the app to the app', () => {
  const { endpoints, ...rest } = readOptions({ configuration }, host);
  expect(endpoints).toMatchObject(configuration);
  expect(rest).toEqual({
    dataFolder: '/home/ana/.config/acme-phone/Sonar Login',
    keychainService: 'Sonar Login (acme-phone)',
    opensAtStart: true,
    quitWithWindow: false,
    menu: false,
    singleInstance: false,
    commandLine: null,
    log: null,
  });
});

test('what is set is taken as it is', () => {
  const log = () => {};
  const given = {
    configuration,
    dataFolder: '/home/ana/.config/acme-phone/sign-in',
    keychainService: 'Acme',
    window: 'when-needed',
    quitWithWindow: true,
    menu: true,
    singleInstance: true,
    commandLine: { ownSwitches: ['minimized'] },
    log,
  };
  expect(readOptions(given, host)).toMatchObject({
    dataFolder: '/home/ana/.config/acme-phone/sign-in',
    keychainService: 'Acme',
    opensAtStart: false,
    quitWithWindow: true,
    menu: true,
    singleInstance: true,
    commandLine: { ownSwitches: ['minimized'] },
    log,
  });
  const all = readOptions({ configuration, commandLine: true }, host);
  expect(all.commandLine).toEqual({ ownSwitches: [] });
});

test.each([
  ['the app’s own folder', '/home/ana/.config/acme-phone'],
  ['the same with a slash', '/home/ana/.config/acme-phone/'],
  ['a folder above it', '/home/ana'],
])('%s is not taken as the folder of the module', (_, dataFolder) => {
  expect(refusal({ configuration, dataFolder }).slice(0, 2)).toEqual(['bad-option', 'dataFolder']);
});

test('the app’s own folder is not taken by another name of it, and a new one beside it is', () =>
  withTempFolder(async (folder) => {
    const userData = join(await realpath(folder), 'disk', 'acme');
    await mkdir(userData, { recursive: true });
    await symlink(userData, join(folder, 'link'));
    await symlink(join(folder, 'disk'), join(folder, 'home'));
    const take = (dataFolder: string, app = userData) =>
      refusal({ configuration, dataFolder: join(folder, dataFolder) }, { ...host, userData: app })
        .slice(0, 2)
        .join(' ');
    expect(take('link')).toBe('bad-option dataFolder');
    expect(take('home')).toBe('bad-option dataFolder');
    // The app's folder may be the one with the link in it, and be there only later.
    expect(take('disk/later', join(folder, 'home', 'later'))).toBe('bad-option dataFolder');
    expect(take('link/Sign in')).toBe('taken');
    expect(take('home/beside')).toBe('taken');
  }));

test.each([
  [
    'an option',
    {
      get configuration() {
        throw new Error('canary-7f3a');
      },
    },
  ],
  [
    'a part of one',
    {
      configuration: new Proxy(
        {},
        {
          ownKeys() {
            throw new Error('canary-7f3a');
          },
        },
      ),
    },
  ],
])('%s that throws when it is looked at is refused in our own words', (_, options) => {
  expect(refusal(options)).toEqual([
    'bad-option',
    'options',
    'options must be an object of plain values.',
  ]);
});

test('a neighbour whose name begins the same is taken', () => {
  const dataFolder = '/home/ana/.config/acme-phone-sign-in';
  expect(refusal({ configuration, dataFolder })).toEqual(['taken']);
});

test('an installed app takes no plain http, not even of this computer; one in development does', () => {
  const plain = { ...configuration, sonar: { baseUrl: 'http://127.0.0.1:4000' } };
  expect(refusal({ configuration: plain })).toEqual([
    'bad-option',
    'configuration.sonar.baseUrl',
    'configuration.sonar.baseUrl must be an https address in an installed app.',
  ]);
  const issuer = 'http://localhost:4001';
  const plainIssuer = { ...configuration, google: { ...configuration.google, issuer } };
  expect(refusal({ configuration: plainIssuer })[1]).toBe('configuration.google.issuer');
  expect(refusal({ configuration: plain }, { ...host, isPackaged: false })).toEqual(['taken']);
});

test('no sentence repeats what was given: it may be a secret', () => {
  const canary = 'canary-7f3a';
  const secret = { clientId: 5, clientSecret: canary, [canary]: 1 };
  const options = [
    { configuration: { ...configuration, google: secret } },
    { configuration, keychainService: `${canary}\n` },
    { configuration, dataFolder: canary },
    { configuration, log: canary },
    { configuration, window: canary },
  ];
  for (const one of options) {
    const [code, key, message] = refusal(one);
    expect([code, key === canary]).toEqual(['bad-option', false]);
    expect(message?.replace(`${canary} is not a known key`, '')).not.toContain(canary);
  }
});

test('a name of an app that is very long is cut for the keychain', () => {
  const { keychainService } = readOptions({ configuration }, { ...host, name: 'a'.repeat(500) });
  expect(keychainService).toHaveLength(200);
});
