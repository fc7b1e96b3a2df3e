import { mkdir, realpath, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SetupError } from '../../../src-main/errors/login-error.ts';
import { readConfiguration } from '../../../src-main/start/configuration.ts';
import { ConfigurationError } from '../../../src-main/start/own-settings.ts';
import { readOptions } from '../../../src-main/start/start-options.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

const complete = {
  sonar: { baseUrl: 'https://api.sonar.example' },
  google: { clientId: 'google-client' },
  microsoft: { clientId: 'microsoft-client' },
};
const nothing = { sonar: { baseUrl: '' }, google: { clientId: '' }, microsoft: { clientId: '' } };

interface Start {
  readonly isPackaged?: boolean;
  readonly argv?: readonly string[];
  readonly env?: Record<string, string>;
  readonly product?: unknown;
}

function read({ isPackaged = false, argv = [], env = {}, product = complete }: Start) {
  return readConfiguration({ isPackaged, argv, env, product });
}

function complaint(start: Start): string {
  try {
    read(start);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  return 'none';
}

async function complaintAbout(content: string): Promise<string> {
  return withTempFolder(async (folder) => {
    const file = join(folder, 'config.json');
    await writeFile(file, content);
    return complaint({ env: { SONAR_LOGIN_CONFIG: file } }).replace(file, 'FILE');
  });
}

test('a packaged app takes what is compiled in, and the real issuers', () => {
  expect(read({ isPackaged: true })).toEqual({
    userDataDirectory: null,
    keychainService: 'Sonar Login',
    sonar: { baseUrl: 'https://api.sonar.example' },
    google: { clientId: 'google-client', issuer: 'https://accounts.google.com' },
    microsoft: {
      clientId: 'microsoft-client',
      authority: 'https://login.microsoftonline.com/organizations',
    },
  });
});

test('an unpackaged run takes the file, the folder and the keychain service it is told', async () => {
  await withTempFolder(async (folder) => {
    const file = join(folder, 'config.json');
    await writeFile(
      file,
      JSON.stringify({
        sonar: { baseUrl: 'http://127.0.0.1:4000' },
        google: { clientId: 'g', clientSecret: 's', issuer: 'http://127.0.0.1:4001' },
        microsoft: { clientId: 'm', authority: 'http://localhost:4002/common' },
      }),
    );
    const env = {
      SONAR_LOGIN_CONFIG: file,
      SONAR_LOGIN_USER_DATA: folder,
      SONAR_LOGIN_KEYCHAIN_SERVICE: 'Test Sonar',
    };
    expect(read({ env, product: nothing })).toEqual({
      userDataDirectory: folder,
      keychainService: 'Test Sonar',
      sonar: { baseUrl: 'http://127.0.0.1:4000' },
      google: { clientId: 'g', clientSecret: 's', issuer: 'http://127.0.0.1:4001' },
      microsoft: { clientId: 'm', authority: 'http://localhost:4002/common' },
    });
  });
});

test.each([
  [{ ...complete, apple: {} }, 'apple is not a known key (in FILE)'],
  [
    { ...complete, google: { clientId: 'g', secret: 'canary' } },
    'google.secret is not a known key (in FILE)',
  ],
  [{ ...complete, sonar: undefined }, 'sonar is missing (in FILE)'],
  [{ ...complete, microsoft: {} }, 'microsoft.clientId is missing (in FILE)'],
  [
    { ...complete, microsoft: { clientid: 'b' } },
    'microsoft.clientId is missing, and microsoft.clientid is not a known key (in FILE)',
  ],
  [{ ...complete, microsoft: 'm' }, 'microsoft must be an object (in FILE)'],
  [{ ...complete, google: { clientId: 7 } }, 'google.clientId must be a text (in FILE)'],
  [{ ...complete, google: { clientId: '' } }, 'google.clientId must not be empty (in FILE)'],
  [{ ...complete, google: { clientId: 'a b' } }, 'google.clientId must have no spaces (in FILE)'],
  [
    { ...complete, google: { clientId: 'g', issuer: null } },
    'google.issuer must be a text (in FILE)',
  ],
  ...[
    'http://sonar.example',
    'http://127.0.0.1.evil.example',
    'ftp://127.0.0.1',
    'https://user@sonar.example',
    'https://sonar.example?x=1',
    'sonar.example',
    '',
  ].map((baseUrl): [object, string] => [
    { ...complete, sonar: { baseUrl } },
    'sonar.baseUrl must be an https address (http only for this machine) (in FILE)',
  ]),
] as readonly (readonly [object, string])[])(
  'SV-17, ID-13: the file %j is refused with the name of the key',
  async (content, words) => {
    expect(await complaintAbout(JSON.stringify(content))).toBe(words);
  },
);

test.each([
  ['', 'SONAR_LOGIN_CONFIG names a file that is not JSON'],
  ['{canary', 'SONAR_LOGIN_CONFIG names a file that is not JSON'],
  ['[]', 'The configuration must be an object (in FILE)'],
  ['null', 'The configuration must be an object (in FILE)'],
  [`"${'x'.repeat(70_000)}"`, 'SONAR_LOGIN_CONFIG names a file above 64 kB'],
])(
  'a file that is no configuration is refused in one line without its text',
  async (content, words) => {
    expect(await complaintAbout(content)).toBe(words);
  },
);

test.each([
  [{ SONAR_LOGIN_CONFIG: '' }, 'SONAR_LOGIN_CONFIG must not be empty'],
  [{ SONAR_LOGIN_USER_DATA: ' ' }, 'SONAR_LOGIN_USER_DATA must not be empty'],
  [{ SONAR_LOGIN_KEYCHAIN_SERVICE: '' }, 'SONAR_LOGIN_KEYCHAIN_SERVICE must not be empty'],
  [
    { SONAR_LOGIN_CONFIG: '/nowhere/at/all.json' },
    'SONAR_LOGIN_CONFIG names a file that cannot be read (ENOENT)',
  ],
  [{ SONAR_LOGIN_CONFIG: '/' }, 'SONAR_LOGIN_CONFIG names a file that cannot be read (EISDIR)'],
])('the environment %j is refused', (env, words) => {
  expect(complaint({ env })).toBe(words);
});

test('without a file the compiled-in configuration counts, and its gaps are named', () => {
  expect(complaint({ product: nothing })).toMatch(
    /^sonar\.baseUrl must be an https address .*build\/product\.json, because SONAR_LOGIN_CONFIG is not set/,
  );
});

test.each(['', '=', '=x', '=-1', '=65536', '=9222x', '=9222=1'])(
  'a debugging port written "%s" is refused',
  (value) => {
    expect(complaint({ argv: [`--remote-debugging-port${value}`] })).toBe(
      '--remote-debugging-port must be a port from 0 to 65535',
    );
  },
);

test.each(['=0', '=9222', '=65535'])('a debugging port written "%s" is taken', (value) => {
  expect(complaint({ argv: ['app', `--remote-debugging-port${value}`] })).toBe('none');
});

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
    outside: { badge: false, notifications: false, tray: false },
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
