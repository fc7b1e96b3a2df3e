import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createPolicyReader } from '../../../src-main/policy/policy-reader.ts';
import { macosSource, withDirectory, writeAdministratorFile } from './policy-places.ts';

const fileName = 'com.net2phone.sonar.login.plist';

function readOnce(directory: string) {
  const reader = createPolicyReader(macosSource(directory));
  reader.close();
  return { policy: reader.current(), rejects: reader.report().rejects };
}

const list = (dictionary: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0">${dictionary}</plist>\n`;
const dict = (...entries: readonly string[]) => list(`<dict>${entries.join('\n')}</dict>`);
const hours = (value: string) => `<key>MaximumSessionHours</key>${value}`;

test.each([
  [
    'a key twice, the lock first',
    dict('<key>SsoRequired</key><true/>', '<key>SsoRequired</key><false/>'),
  ],
  [
    'a key twice in Defaults',
    dict(`<key>Defaults</key><dict>${hours('<integer>1</integer>').repeat(2)}</dict>`),
  ],
  [
    'half an hour as a whole number, which would be no limit',
    dict(hours('<integer>0.5</integer>')),
  ],
  ['a number with its unit', dict(hours('<integer>8h</integer>'))],
  ['a number in hexadecimal', dict(hours('<integer>0x8</integer>'))],
  ['a fraction with words', dict(hours('<real>8 hours</real>'))],
  ['a list that ends too early', dict(hours('<integer>1</integer>')).slice(0, -20)],
  ['a value without its key', dict('<true/>')],
  ['a tag that there is not', dict('<key>SsoRequired</key><yes/>')],
  ['two dictionaries', list('<dict/><dict/>')],
  ['an array', list('<array><string>SsoRequired</string></array>')],
  ['nothing', list('')],
  ['JSON', '{"SsoRequired": true}'],
  ['UTF-16', Buffer.from(dict('<key>SsoRequired</key><true/>'), 'utf16le')],
  ['half of a binary list', Buffer.from('bplist00\xd1\x01\x02', 'latin1')],
])(
  'S2-03: a property list with %s is one that cannot be read: nobody signs in',
  async (_, content) => {
    await withDirectory((directory) => {
      writeAdministratorFile(join(directory, fileName), content);
      const { policy, rejects } = readOnce(directory);
      expect(policy.unread).toEqual({ kind: 'profile', isMachine: true });
      expect(rejects).toMatchObject([{ reason: 'not-parsable', blocksSignIn: true }]);
    });
  },
);

test('S2-03: values of other types lock their keys, and what is well written counts', async () => {
  await withDirectory((directory) => {
    const content = dict(
      '<!-- <key>SsoRequired</key> --><key>SsoRequired</key><date>2030-01-01T00:00:00Z</date>',
      '<key>AllowedGoogleDomains</key><dict><key>SsoRequired</key><string>example.com</string></dict>',
      '<key>PasswordSignInAllowed</key><data>AAAA</data>',
      hours('<real>8.0</real>'),
      '<key>ReverifyHours</key><integer> +4 </integer>',
      '<key>AllowedProviders</key><array><string>google</string><integer>1</integer></array>',
    );
    // With the mark that some editors put in front.
    writeAdministratorFile(join(directory, fileName), `\uFEFF${content}`);
    const { policy } = readOnce(directory);
    expect(policy).toMatchObject({
      ssoRequired: true,
      allowedGoogleDomains: [],
      passwordAllowed: false,
      maxSessionHours: 8,
      reverifyHours: 4,
      allowedProviders: ['google'],
      unread: null,
    });
  });
});

test.each([
  ['file', (directory: string) => symlinkSync('/nowhere/at/all', join(directory, fileName))],
  [
    'folder of the person',
    (directory: string) => symlinkSync('/nowhere/at/all', join(directory, 'ana')),
  ],
  [
    'file where the folder belongs',
    (directory: string) => writeFileSync(join(directory, 'ana'), ''),
  ],
  ['folder where the file belongs', (directory: string) => mkdirSync(join(directory, fileName))],
  ['link to itself', (directory: string) => symlinkSync(fileName, join(directory, fileName))],
  [
    'pipe',
    (directory: string) => void execFileSync('mkfifo', ['-m', '644', join(directory, fileName)]),
  ],
])('S2-03: a %s that leads nowhere is a place that cannot be read', async (_, make) => {
  await withDirectory((directory) => {
    make(directory);
    const { policy, rejects } = readOnce(directory);
    expect(policy.unread?.kind).toBe('profile');
    expect(rejects).toMatchObject([{ blocksSignIn: true }]);
  });
});
