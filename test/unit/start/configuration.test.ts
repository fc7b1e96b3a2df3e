import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigurationError, readConfiguration } from '../../../src-main/start/configuration.ts';
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
