/** The states of the registry that `npm run test:registry` reads: every key in every place, and every kind of damage. */
import type { PolicyDefinition } from '../../src-main/policy/policy-definition.ts';
import { policyPlaces, policySchema } from '../../src-main/policy/policy-schema.ts';

/** Where a key lies. */
export type Hive = 'HKLM' | 'HKCU';

/** A value as its bytes are stored, and what a reader is to see. */
interface RegistryValue {
  readonly type: number;
  readonly data: Buffer;
  readonly seen: unknown;
}

/** Values by the path of their key, which begins with the hive. */
export type Keys = Readonly<
  Partial<Record<`${Hive}\\${string}`, Readonly<Record<string, RegistryValue>>>>
>;

/** One state of the registry. */
export interface Case {
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
export const cases: readonly Case[] = [
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
