import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtInPolicy, evaluatePolicy } from '../../../src-main/policy/evaluate-policy.ts';
import type {
  PolicyDefinition,
  PolicyLevel,
  PolicyType,
} from '../../../src-main/policy/policy-definition.ts';
import type { PolicyLayer, PolicySource } from '../../../src-main/policy/policy-layer.ts';
import { createPolicyReader } from '../../../src-main/policy/policy-reader.ts';
import { policySchema } from '../../../src-main/policy/policy-schema.ts';
import {
  createWindowsPolicySource,
  type RegistryReader,
} from '../../../src-main/policy/windows-policy-source.ts';
import {
  linuxSource,
  macosSource,
  policyPlacesOfSystems,
  withDirectory,
  writeAdministratorFile,
} from './policy-places.ts';

const definitions: readonly PolicyDefinition[] = policySchema;
const levels: readonly PolicyLevel[] = ['enforced', 'default'];
const nothing = Symbol('no usable value');

/**
 * What locks, by the kind of the key: on and off is what no administrator needs to set, a list is nobody, a time is the
 * shortest that is one. For the rest somebody has to decide, and to write it here.
 */
const decided: Readonly<Record<string, unknown>> = {
  AllowedProviders: [],
  AccountHint: '',
  CallbackPorts: { first: 0, last: 0 },
  SonarBaseUrl: '',
  ProxyMode: 'system',
  CertificateMode: 'public',
  Languages: ['en', 'fr-CA', 'es'],
  UpdateChannel: 'off',
  StartSignIn: 'off',
  PreferredAccount: '',
  // On opens a way around a lock, runs what nobody asked for, or leaves less behind.
  BreakGlassAllowed: false,
  StartWithComputer: false,
  PrivateBrowserWindow: true,
};

function strictOf({ key, type }: PolicyDefinition): unknown {
  if (key in decided) return decided[key];
  if (type.kind === 'boolean') return !type.fallback;
  if (type.kind === 'list') return [];
  if (type.kind === 'integer') return 1;
  throw new Error(`Somebody has to decide what is strict for ${key}.`);
}

/** What somebody may write for a key, and what of it counts. */
interface Damage {
  readonly what: string;
  readonly raw: unknown;
  readonly counts: unknown;
}

/** Items that fit, each another one. */
function manyOf(type: PolicyType, count: number): readonly string[] {
  const isTenant = type.kind === 'list' && type.format === 'tenant-id';
  return Array.from({ length: count }, (_, index) => {
    const number = String(index).padStart(12, '0');
    return isTenant ? `00000000-0000-4000-8000-${number}` : `office-${index}.example`;
  });
}

function damagesOf({ type, example }: PolicyDefinition): readonly Damage[] {
  const of = (what: string, raw: unknown, counts: unknown = nothing) => ({ what, raw, counts });
  const everywhere = [
    of('an object', { value: 1 }),
    of('an empty text', ''),
    of('a blank text', '  '),
    of('an empty list', []),
    of('a list of lists', [[1]]),
    of('words', 'such and such'),
  ];
  const items = (first: string, bad: unknown, good: unknown) => [
    of('a list in which nothing fits', [bad, bad]),
    of('a list in which one fits', [bad, first], good),
  ];
  switch (type.kind) {
    case 'boolean':
      return [...everywhere, of('a number', 2), of('yes', 'yes'), of('a list', ['true'])];
    case 'integer':
      return [
        ...everywhere,
        of('too much', type.maximum + 1, type.maximum),
        of('far too much as text', '99999999', type.maximum),
        of('too little', type.minimum - 1),
        of('a fraction', type.minimum + 0.5),
        of('a unit', '8h'),
      ];
    case 'choice':
      return [...everywhere, of('a number', 1), of('half a word', type.fallback.slice(0, -1))];
    case 'choices': {
      const [first = ''] = Array.isArray(example) ? example : [];
      return [...everywhere, of('a number', 1), ...items(first, 'other', [first])];
    }
    case 'list': {
      const [first = ''] = Array.isArray(example) ? example : [];
      const many = manyOf(type, type.maximumItems + 1);
      return [
        ...everywhere,
        of('a number', 1),
        ...items(first, first.slice(0, -1).concat('!'), [first]),
        of('one too many', many, many.slice(0, -1)),
      ];
    }
    case 'text':
      return [
        ...everywhere,
        of('a number', 1),
        of('too long', `https://${'a'.repeat(type.maximumLength)}`),
        of('half of it', `${String(example).slice(0, 4)} @`),
      ];
  }
}

const rows = definitions.flatMap((definition) =>
  damagesOf(definition).flatMap((damage) =>
    policyPlacesOfSystems.flatMap((place) =>
      levels.map((level) => ({ ...damage, definition, place, level, key: definition.key })),
    ),
  ),
);

function readOnce(source: PolicySource) {
  const reader = createPolicyReader(source);
  reader.close();
  return { policy: reader.current(), report: reader.report() };
}

test.each(rows)('S2-03: $key is $what, $level in $place.name: what locks counts', async (row) => {
  const { definition, place, level, raw, counts } = row;
  const { key } = definition;
  const field = definition.field as keyof typeof builtInPolicy;
  await withDirectory((directory) => {
    const { policy, report } = readOnce(place.write(directory, level, { [key]: raw }));
    expect(report.rejects.length).toBeGreaterThan(0);
    expect(new Set(report.rejects.map((reject) => reject.key))).toEqual(new Set([key]));
    const isAllowedHere =
      definition.levels.includes(level) && definition.scopes.includes(place.scope);
    const isStrict = isAllowedHere && level === 'enforced' && counts === nothing;
    expect(policy.broken.includes(field as never)).toBe(isStrict);
    expect(report.rejects.some(({ strict }) => strict !== undefined)).toBe(isStrict);
    if (isStrict) {
      expect(policy[field]).toEqual(strictOf(definition));
      expect(policy.enforced).toContain(field);
    } else if (!isAllowedHere || counts === nothing) {
      expect(policy[field]).toEqual(builtInPolicy[field]);
      expect(policy.enforced).not.toContain(field);
    } else {
      // A default of languages only says which comes first.
      const isOrder = key === 'Languages' && level === 'default';
      expect(isOrder ? policy.locales.slice(0, 1) : policy[field]).toEqual(counts);
    }
  });
});

function layer(where: string, scope: PolicyLayer['scope'], enforced: object): PolicyLayer {
  return { where, scope, values: { enforced: { ...enforced }, default: {} } };
}

test.each(definitions.map((definition) => ({ definition, key: definition.key })))(
  'S2-03: where $key is broken in the stronger place, the weaker one does not decide',
  ({ definition }) => {
    const { key, example, scopes } = definition;
    const weaker = scopes.includes('user') ? 'user' : 'machine';
    const { policy, entries } = evaluatePolicy([
      layer('strong', 'machine', { [key]: {} }),
      layer('weak', weaker, { [key]: example }),
    ]);
    const field = definition.field as keyof typeof builtInPolicy;
    expect(policy[field]).toEqual(strictOf(definition));
    expect(entries.find((entry) => entry.key === key)).toMatchObject({
      where: 'strong',
      isStrict: true,
    });
    // The other way round the good value counts, and the bad one is only told.
    const turned = evaluatePolicy([
      layer('strong', 'machine', { [key]: example }),
      layer('weak', weaker, { [key]: {} }),
    ]);
    expect(turned.policy.broken).toEqual([]);
    expect(turned.rejects).toMatchObject([{ where: 'weak', key }]);
  },
);

test('S2-03: single sign-on that is broken locks the password, whatever the password key says', () => {
  const { policy } = evaluatePolicy([
    layer('m', 'machine', { SsoRequired: 'si', PasswordSignInAllowed: true }),
  ]);
  expect(policy).toMatchObject({ ssoRequired: true, passwordAllowed: false });
  expect(policy.broken).toEqual(['ssoRequired', 'passwordAllowed']);
  const plain = evaluatePolicy([
    layer('m', 'machine', { SsoRequired: 'si', PasswordSignInAllowed: false }),
  ]);
  expect(plain.policy.broken).toEqual(['ssoRequired']);
});

/** A place of a system that is there and gives nothing, and whether it is the computer's. */
const unreadable: readonly (readonly [
  what: string,
  isMachine: boolean,
  make: (directory: string) => PolicySource,
])[] = [
  ['a Linux file with a comma too many', true, broken('{"SsoRequired":true,}')],
  ['an empty Linux file', true, broken('')],
  ['a Linux file with a key twice', true, broken('{"SsoRequired":true,"SsoRequired":false}')],
  [
    'a Linux file with a key twice at level default',
    true,
    broken('{"Defaults":{"LinkingAllowed":false,"LinkingAllowed":true}}'),
  ],
  ['a Linux file with a list', true, broken('[]')],
  ['a Linux file that others may write', true, changed((file) => chmodSync(file, 0o666))],
  ['a Linux directory that others may write', true, changed((_, dir) => chmodSync(dir, 0o777))],
  ['a Linux file of 300 kB', true, broken(`{"x":"${'x'.repeat(300_000)}"}`)],
  [
    'a Linux directory in place of a file',
    true,
    changed((_, dir) => mkdirSync(join(dir, 'b.json'))),
  ],
  ['a Linux link to nowhere', true, changed((_, dir) => symlinkSync('gone', join(dir, 'b.json')))],
  [
    'a Linux link to an endless device',
    true,
    changed((_, d) => symlinkSync('/dev/zero', join(d, 'b.json'))),
  ],
  ['101 Linux files', true, tooMany],
  ['a file in place of the Linux directory', true, fileForDirectory],
  ['a link to nowhere in place of the Linux directory', true, linkForDirectory('policies')],
  ['a link to nowhere above the Linux directory', true, linkForDirectory('sonar', 'policies')],
  ['a macOS list of the computer that is cut off', true, brokenPlist('.')],
  ['a macOS list of the person that is cut off', false, brokenPlist('ana')],
  ['HKLM that throws', true, () => throwingRegistry('HKLM')],
  ['HKCU that throws', false, () => throwingRegistry('HKCU')],
];

function broken(content: string) {
  return (directory: string) => {
    writeAdministratorFile(join(directory, 'a.json'), content);
    return linuxSource(directory);
  };
}

function changed(change: (file: string, directory: string) => void) {
  return (directory: string) => {
    writeAdministratorFile(join(directory, 'a.json'), '{"IdleMinutes":3}');
    change(join(directory, 'a.json'), directory);
    return linuxSource(directory);
  };
}

function tooMany(directory: string): PolicySource {
  for (let index = 100; index <= 200; index += 1)
    writeAdministratorFile(join(directory, `${index}.json`), '{}');
  return linuxSource(directory);
}

function fileForDirectory(directory: string): PolicySource {
  writeAdministratorFile(join(directory, 'policies'), '{}');
  return linuxSource(join(directory, 'policies'));
}

function linkForDirectory(link: string, ...rest: string[]) {
  return (directory: string) => {
    symlinkSync(join(directory, 'not-mounted'), join(directory, link));
    return linuxSource(join(directory, link, ...rest));
  };
}

function brokenPlist(folder: string) {
  return (directory: string) => {
    const path = join(directory, folder, 'com.net2phone.sonar.login.plist');
    writeAdministratorFile(path, '<plist><dict><key>SsoRequired</key>');
    return macosSource(directory);
  };
}

function throwingRegistry(broken: 'HKLM' | 'HKCU'): PolicySource {
  const registry: RegistryReader = {
    readValues(hive) {
      if (hive === broken) throw new Error('access denied');
      return null;
    },
  };
  return createWindowsPolicySource({ registry, onSystemNews: () => () => undefined });
}

test.each(unreadable)(
  'S2-03: %s that was never read: nobody signs in, and the report says where',
  async (_what, isMachine, make) => {
    await withDirectory((directory) => {
      const { policy, report } = readOnce(make(directory));
      expect(policy.unread).toMatchObject({ isMachine });
      expect(report.rejects).toMatchObject([{ key: null, kept: false, blocksSignIn: true }]);
      // What the place may hold, and must not be got wrong meanwhile.
      expect(policy).toMatchObject({ updateChannel: 'off', linkingAllowed: false });
    });
  },
);

test('a place that is not there, and one that is empty, are no policy and no trouble', async () => {
  await withDirectory((directory) => {
    const registry: RegistryReader = { readValues: () => null };
    for (const source of [
      linuxSource(join(directory, 'absent')),
      linuxSource(directory),
      macosSource(join(directory, 'absent')),
      createWindowsPolicySource({ registry, onSystemNews: () => () => undefined }),
    ]) {
      const { policy, report } = readOnce(source);
      expect(policy).toEqual(builtInPolicy);
      expect(report.rejects).toEqual([]);
    }
  });
});

const known = '8a9f1d52-6c1e-4b0b-9d63-2f5f0a6c7e11';

/** What can only mean one thing, whoever writes it and wherever. */
const unambiguous: readonly (readonly [key: string, raw: unknown, value: unknown])[] = [
  ['AllowedProviders', ['Microsoft'], ['microsoft']],
  ['AllowedProviders', 'GOOGLE', ['google']],
  ['AllowedMicrosoftTenants', `{${known.toUpperCase()}}`, [known]],
  ['AllowedMicrosoftTenants', [` ${known} `, `{${known}}`], [known]],
  ['AllowedGoogleDomains', 'Example.COM', ['example.com']],
  ['AllowedGoogleDomains', ['@example.com', 'example.com.'], ['example.com']],
  ['AllowedGoogleDomains', ['münchen.de', 'MÜNCHEN.de'], ['xn--mnchen-3ya.de']],
  ['AccountHint', '@Example.com', 'example.com'],
  ['AccountHint', ' AUTO ', 'auto'],
  ['AccountHint', 'Ana@MÜNCHEN.de', 'ana@xn--mnchen-3ya.de'],
  ['SsoRequired', 'TRUE', true],
  ['SsoRequired', 1, true],
  ['SsoRequired', '1', true],
  ['PasswordSignInAllowed', 'false', false],
  ['KeepSignedIn', '0', false],
  ['StartSignIn', 'Once', 'once'],
  ['PreferredAccount', ' maple.reception ', 'maple.reception'],
  ['SwitchingAllowed', 'False', false],
  ['NotificationsAllowed', 0, false],
  ['StartWithComputer', '1', true],
  ['BreakGlassAllowed', 1, true],
  ['PrivateBrowserWindow', 'false', false],
  ['LinkingAllowed', 0, false],
  ['DiagnosticsExportAllowed', ' False ', false],
  ['MaximumSessionHours', '8', 8],
  ['IdleMinutes', ' 10 ', 10],
  ['CertificateMode', 'Public', 'public'],
  ['UpdateChannel', 'OFF', 'off'],
  ['Languages', 'FR-ca', ['fr-CA']],
  ['CallbackPorts', '49200 - 49299', '49200-49299'],
  ['SonarBaseUrl', 'https://sonar.example.com', 'https://sonar.example.com/v1'],
  ['SonarBaseUrl', ' HTTPS://Sonar.Example.com:443/ ', 'https://sonar.example.com/v1'],
  ['SonarBaseUrl', 'https://sonar.example.com/v1', 'https://sonar.example.com/v1'],
  ['SonarBaseUrl', 'https://example.com:8443/sonar/v1/', 'https://example.com:8443/sonar/v1'],
  ['SonarBaseUrl', 'https://example.com/sonar', 'https://example.com/sonar/v1'],
  ['ssorequired', true, true],
  ['AllowedGoogleDomains', ['example.com', ''], ['example.com']],
  ['ALLOWEDPROVIDERS', ['google'], ['google']],
];

test.each(unambiguous)('S2-03, S2-12: %s = %j can only mean %j', (name, raw, value) => {
  const { entries, rejects } = evaluatePolicy([layer('m', 'machine', { [name]: raw })]);
  const entry = entries.find(({ key }) => key.toLowerCase() === name.toLowerCase());
  expect(entry).toMatchObject({ value, level: 'enforced' });
  expect(rejects).toEqual([]);
});

test.each(definitions)(
  'S2-03: $key that is set twice, in different case and to different values, locks, whichever comes first',
  ({ key, field, type, whenBroken, example, levels: allowed }) => {
    const others = type.kind === 'boolean' ? [!example] : ['such and such'];
    for (const other of others) {
      for (const names of [
        [key.toUpperCase(), key.toLowerCase()],
        [key, key.toLowerCase()],
        [key.toLowerCase(), `${key} `],
      ]) {
        for (const values of [
          [example, other],
          [other, example],
        ]) {
          const set = Object.fromEntries(names.map((name, index) => [name, values[index]]));
          const { entries, policy, rejects } = evaluatePolicy([layer('m', 'machine', set)]);
          expect(policy.broken).toContain(field);
          expect(entries.find((entry) => entry.key === key)).toMatchObject({ isStrict: true });
          expect(rejects).toMatchObject([
            { key, reason: 'set-twice', strict: whenBroken },
            { key, reason: 'set-twice', strict: whenBroken },
          ]);
          if (!allowed.includes('default')) continue;
          const byDefault = evaluatePolicy([
            { where: 'm', scope: 'machine', values: { enforced: {}, default: set } },
          ]);
          expect(byDefault.policy.broken).toEqual([]);
          expect(byDefault.rejects).toHaveLength(2);
        }
      }
    }
  },
);

test('S2-03: a name that is set twice to the same is set to that', () => {
  const { policy, rejects } = evaluatePolicy([
    layer('m', 'machine', { reverifyhours: '4', ReverifyHours: 4 }),
  ]);
  expect(policy.reverifyHours).toBe(4);
  expect(rejects).toEqual([]);
});

test.each([[['']], [[' ', '']]])('S2-03: a list of empty lines, %j, is set to nothing', (raw) => {
  const { policy, rejects } = evaluatePolicy([
    layer('m', 'machine', { AllowedGoogleDomains: raw }),
  ]);
  expect(policy.allowedGoogleDomains).toEqual([]);
  expect(rejects).toMatchObject([{ key: 'AllowedGoogleDomains', reason: 'empty', strict: [] }]);
});
