import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Access, HKCU, HKLM, type openKey, parseValue, ValueType } from 'native-reg';
import { describe, expect, test, vi } from 'vitest';
import { builtInPolicy, evaluatePolicy } from '../../../src-main/policy/evaluate-policy.ts';
import { createLinuxPolicySource } from '../../../src-main/policy/linux-policy-source.ts';
import type { PolicySource } from '../../../src-main/policy/policy-layer.ts';
import { createPolicyReader } from '../../../src-main/policy/policy-reader.ts';
import { openSystemPolicySource } from '../../../src-main/policy/system-policy-source.ts';
import {
  createRegistryReader,
  createWindowsPolicySource,
  type RegistryLibrary,
} from '../../../src-main/policy/windows-policy-source.ts';
import { otherProcess } from '../../support/other-process.ts';
import {
  linuxSource,
  macosSource,
  ownUid,
  withDirectory,
  writeAdministratorFile,
} from './policy-places.ts';

describe('macOS', () => {
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
});

const options = { userName: () => 'ana', onSystemNews: () => () => undefined };

/** A stored value as the library hands it over. */
function stored(
  type: number,
  ...bytes: readonly number[]
): ReturnType<RegistryLibrary['queryValueRaw']> {
  return Object.assign(Buffer.from(bytes), { type });
}

/** The library over a fake registry: the values of one key of the computer. What it makes of a value is its own. */
function createFakeLibrary(
  values: Readonly<Record<string, ReturnType<RegistryLibrary['queryValueRaw']>>>,
): RegistryLibrary {
  return {
    Access,
    HKCU,
    HKLM,
    ValueType,
    parseValue,
    openKey: (hive, path) =>
      hive === HKLM && !String(path).endsWith('Defaults')
        ? ({} as ReturnType<typeof openKey>)
        : null,
    closeKey() {},
    enumValueNames: () => Object.keys(values),
    queryValueRaw: (_key, name) => values[String(name)] ?? null,
  };
}

test('S2-03: a registry value of a type that nobody reads locks its own key, and the others count', () => {
  const resourceRequirements = 10;
  const registry = createRegistryReader(
    createFakeLibrary({
      SsoRequired: stored(resourceRequirements, 1, 0, 0, 0),
      MaximumSessionHours: stored(ValueType.BINARY, 8, 0, 0, 0),
      // Deleted between the list and the look.
      IdleMinutes: null,
      ReverifyHours: stored(ValueType.QWORD, 4, 0, 0, 0, 0, 0, 0, 0),
    }),
  );
  const source = createWindowsPolicySource({ registry, onSystemNews: options.onSystemNews });
  const [reading] = source.read();
  expect(reading).toMatchObject({ status: 'read' });
  const values = reading?.status === 'read' ? reading.layer.values.enforced : {};
  expect(Object.keys(values)).toEqual(['SsoRequired', 'MaximumSessionHours', 'ReverifyHours']);
  const { policy } = evaluatePolicy(
    source.read().flatMap((one) => (one.status === 'read' ? one.layer : [])),
  );
  expect(policy).toMatchObject({ ssoRequired: true, maxSessionHours: 1, reverifyHours: 4 });
});

test.each(['linux', 'darwin'] as const)(
  'S2-03: on %s the places are read again when the window comes to the front: no file system tells of what a link leads to',
  async (platform) => {
    let tell = () => {};
    const stopped = vi.fn();
    const source = await openSystemPolicySource({
      ...options,
      platform,
      onSystemNews(listener) {
        tell = listener;
        return stopped;
      },
    });
    const onNews = vi.fn();
    const stop = source.watch(onNews);
    tell();
    expect(onNews).toHaveBeenCalledOnce();
    stop();
    expect(stopped).toHaveBeenCalledOnce();
  },
);

describe('Linux', () => {
  /** What counts while a policy file is there and nobody knows what is in it. */
  const unreadPolicy = evaluatePolicy([], {
    kind: 'file',
    places: [{ where: 'somewhere', scope: 'machine' }],
  }).policy;

  function readOnce(source: PolicySource) {
    const reader = createPolicyReader(source);
    reader.close();
    return { policy: reader.current(), rejects: reader.report().rejects };
  }

  test('files are merged in name order and a later name is the stronger one', async () => {
    await withDirectory((directory) => {
      writeAdministratorFile(
        join(directory, '10-base.json'),
        '{"ReverifyHours":4,"IdleMinutes":3}',
      );
      writeAdministratorFile(join(directory, '90-site.json'), '{"ReverifyHours":6}');
      writeAdministratorFile(join(directory, '95-site.json.bak'), '{"ReverifyHours":7}');
      writeAdministratorFile(join(directory, '.hidden.json'), '{"ReverifyHours":8}');
      const { policy, rejects } = readOnce(linuxSource(directory));
      expect(policy).toMatchObject({ reverifyHours: 6, idleMinutes: 3 });
      expect(rejects).toEqual([]);
    });
  });

  test.each(['10-OFFICE.JSON', 'office.Json'])('S2-03: %s is a policy file too', async (name) => {
    await withDirectory((directory) => {
      writeAdministratorFile(join(directory, name), '{"SsoRequired":true}');
      expect(readOnce(linuxSource(directory)).policy.ssoRequired).toBe(true);
    });
  });

  test('S2-03: Defaults are found in any case, and twice they make the file unreadable', async () => {
    await withDirectory((directory) => {
      const path = join(directory, 'a.json');
      writeAdministratorFile(path, '{"defaults":{"PasswordSignInAllowed":false}}');
      const { policy, rejects } = readOnce(linuxSource(directory));
      expect(policy.passwordAllowed).toBe(false);
      expect(policy.enforced).toEqual([]);
      expect(rejects).toEqual([]);
      writeAdministratorFile(path, '{"defaults":{},"Defaults":{}}');
      expect(readOnce(linuxSource(directory)).policy).toEqual(unreadPolicy);
    });
  });

  test('no directory is no policy and no complaint', async () => {
    await withDirectory((directory) => {
      const { policy, rejects } = readOnce(linuxSource(join(directory, 'absent')));
      expect(policy).toEqual(builtInPolicy);
      expect(rejects).toEqual([]);
    });
  });

  test('the name of a schema and a byte order mark are no obstacles', async () => {
    await withDirectory((directory) => {
      const content = '\uFEFF{"$schema":"./sonar-login.schema.json","ReverifyHours":4}';
      writeAdministratorFile(join(directory, 'a.json'), content);
      expect(readOnce(linuxSource(directory))).toMatchObject({
        policy: { reverifyHours: 4 },
        rejects: [],
      });
    });
  });

  test('S2-03: a file that root does not own is ignored with the reason, and nobody signs in', async () => {
    await withDirectory((directory) => {
      writeAdministratorFile(join(directory, 'a.json'), '{"ReverifyHours":4}');
      const source = createLinuxPolicySource({ directory, trustedUid: ownUid + 1 });
      const { policy, rejects } = readOnce(source);
      expect(policy).toEqual(unreadPolicy);
      expect(rejects).toMatchObject([{ where: directory, reason: 'not-owned-by-root' }]);
    });
  });

  test.skipIf(ownUid !== 0)(
    'S2-03: one file of somebody else is ignored, the others count, and nobody signs in',
    async () => {
      await withDirectory((directory) => {
        writeAdministratorFile(join(directory, 'a.json'), '{"IdleMinutes":4}');
        writeAdministratorFile(join(directory, 'b.json'), '{"ReverifyHours":4}');
        execFileSync('chown', ['nobody', join(directory, 'b.json')]);
        const { policy, rejects } = readOnce(linuxSource(directory));
        expect(policy).toMatchObject({ idleMinutes: 4, reverifyHours: 12 });
        expect(policy.unread).toEqual({ kind: 'file', isMachine: true });
        expect(rejects).toMatchObject([
          { where: join(directory, 'b.json'), reason: 'not-owned-by-root' },
        ]);
      });
    },
  );

  test.each([0o664, 0o646, 0o666])(
    'S2-03: a file of mode %i is ignored: others can write it, and nobody signs in',
    async (mode) => {
      await withDirectory((directory) => {
        writeAdministratorFile(join(directory, 'a.json'), '{"ReverifyHours":4}');
        chmodSync(join(directory, 'a.json'), mode);
        const { policy, rejects } = readOnce(linuxSource(directory));
        expect(policy).toEqual(unreadPolicy);
        expect(rejects).toMatchObject([{ reason: 'writable-by-others' }]);
      });
    },
  );

  test('a directory that others can write is ignored as a whole', async () => {
    await withDirectory((directory) => {
      writeAdministratorFile(join(directory, 'a.json'), '{"ReverifyHours":4}');
      chmodSync(directory, 0o777);
      const { policy, rejects } = readOnce(linuxSource(directory));
      expect(policy).toEqual(unreadPolicy);
      expect(rejects).toMatchObject([{ where: directory, reason: 'writable-by-others' }]);
    });
  });

  test.each([true, false])(
    'S2-03: a directory above that others can write is one from which policies can be taken away (there: %s)',
    async (isThere) => {
      await withDirectory((parent) => {
        const directory = join(parent, 'policies');
        if (isThere) writeAdministratorFile(join(directory, 'a.json'), '{"ReverifyHours":4}');
        const rejects = [{ where: parent, reason: 'writable-by-others', blocksSignIn: true }];
        chmodSync(parent, 0o777);
        expect(readOnce(linuxSource(directory))).toMatchObject({ policy: unreadPolicy, rejects });
        // What lies in a sticky one is its owner's alone to rename.
        chmodSync(parent, 0o1777);
        expect(readOnce(linuxSource(directory)).rejects).toEqual([]);
      });
    },
  );

  test('a file of 50 MB is refused without being read, and the others count', async () => {
    await withDirectory((directory) => {
      const path = join(directory, 'z-large.json');
      writeAdministratorFile(path, '');
      const file = openSync(path, 'r+');
      ftruncateSync(file, 50 * 1024 * 1024);
      closeSync(file);
      writeAdministratorFile(join(directory, 'a.json'), '{"ReverifyHours":4}');
      const { policy, rejects } = readOnce(linuxSource(directory));
      expect(policy.reverifyHours).toBe(4);
      expect(rejects).toMatchObject([{ where: path, reason: 'too-large' }]);
    });
  });

  test('a FIFO, a directory and a device that look like policies are refused and nothing hangs', async () => {
    await withDirectory((directory) => {
      execFileSync('mkfifo', ['-m', '644', join(directory, 'a.json')]);
      mkdirSync(join(directory, 'b.json'), { mode: 0o755 });
      symlinkSync('/dev/zero', join(directory, 'c.json'));
      symlinkSync(join(directory, 'nowhere'), join(directory, 'd.json'));
      const { policy, rejects } = readOnce(linuxSource(directory));
      expect(policy).toEqual(unreadPolicy);
      expect(rejects.map(({ reason }) => reason)).toEqual([
        'unreadable',
        'not-a-file',
        'not-a-file',
        'not-a-file',
      ]);
    });
  });

  test.each(['', '{"ReverifyHours":4', '[]', 'null', '"x"', '\0\0\0', '['.repeat(200_000)])(
    'a file that holds no JSON object is ignored with the reason',
    async (content) => {
      await withDirectory((directory) => {
        writeAdministratorFile(join(directory, 'a.json'), content);
        const { policy, rejects } = readOnce(linuxSource(directory));
        expect(policy).toEqual(unreadPolicy);
        expect(rejects).toMatchObject([{ key: null, reason: 'not-parsable' }]);
      });
    },
  );

  test('wrong types all over a file do no harm', async () => {
    await withDirectory((directory) => {
      const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
      const content = `{"ReverifyHours":${deep},"AllowedProviders":{"google":1},"Defaults":7,"__proto__":{"IdleMinutes":1}}`;
      writeAdministratorFile(join(directory, 'a.json'), content);
      const { policy, rejects } = readOnce(linuxSource(directory));
      expect(policy).toMatchObject({ reverifyHours: 1, allowedProviders: [], idleMinutes: 15 });
      expect(policy.unread).toBe(null);
      expect(rejects.map(({ key }) => key).sort()).toEqual([
        'AllowedProviders',
        'Defaults',
        'ReverifyHours',
        '__proto__',
      ]);
    });
  });

  test('of more than a hundred files the strongest hundred count, and the report says so', async () => {
    await withDirectory((directory) => {
      for (let index = 100; index <= 200; index += 1)
        writeAdministratorFile(join(directory, `${index}.json`), `{"IdleMinutes":${index}}`);
      const { policy, rejects } = readOnce(linuxSource(directory));
      expect(policy.idleMinutes).toBe(200);
      expect(rejects).toMatchObject([{ reason: 'too-many-files' }]);
    });
  });

  const nobody = 65_534;

  /** What an app of another user sees of a directory; this project's own files may be closed to that user. */
  function readAs(uid: number, directory: string) {
    const reader = otherProcess('read-policies', directory, String(uid));
    const output = execFileSync(process.execPath, reader, { encoding: 'utf8' });
    return JSON.parse(output);
  }

  test('S2-03: root’s file of mode 0600, or in a directory of mode 0700, read by an ordinary user: nobody signs in', async ({
    skip,
  }) => {
    skip(ownUid !== 0, 'only root can write files that another user cannot read');
    await withDirectory((parent) => {
      chmodSync(parent, 0o755);
      const directory = join(parent, 'policies');
      const file = join(directory, 'a.json');
      writeAdministratorFile(file, '{"SsoRequired":true}');
      const asFile = { rejects: [{ where: file, reason: 'unreadable', blocksSignIn: true }] };
      const asDirectory = {
        rejects: [{ where: directory, reason: 'unreadable', blocksSignIn: true }],
      };
      expect(readAs(nobody, directory)).toMatchObject({ unread: null, ssoRequired: true });
      chmodSync(file, 0o600);
      expect(readAs(nobody, directory)).toMatchObject({ unread: { isMachine: true }, ...asFile });
      chmodSync(file, 0o644);
      chmodSync(directory, 0o700);
      expect(readAs(nobody, directory)).toMatchObject({
        unread: { isMachine: true },
        ...asDirectory,
      });
      // The one whose file it is sees nothing wrong: so the report is to be asked for as an ordinary user.
      expect(readAs(0, directory)).toMatchObject({ unread: null, rejects: [] });
    });
  });
});
