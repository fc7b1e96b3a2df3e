import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LoginVerbs, verbs } from '../../../preload/contract/verbs.ts';
import {
  createVerbs,
  parseVerbArguments,
  type VerbNeeds,
} from '../../../src-main/verbs/verb-table.ts';

type Verb = keyof LoginVerbs;

const valid: Readonly<Record<Verb, readonly unknown[]>> = {
  getState: [],
  startSignIn: ['google', { anotherAccount: false }],
  openPageAgain: [],
  copyLink: [],
  cancelSignIn: [],
  chooseAccount: ['a', true],
  linkAccount: ['ana', 'p'],
  confirmLink: [],
  signInWithPassword: ['ana', 'p'],
  addAccount: [],
  switchAccount: ['a'],
  retrySession: ['a'],
  confirmWithProvider: ['a'],
  proveWithProvider: ['a'],
  proveWithPassword: ['a', 'b'],
  dismissNotice: ['a'],
  dismissNewLinks: ['a', ['b']],
  dismissSettingsNotice: [],
  goOn: [],
  signOut: ['a'],
  removeAccount: ['a'],
  signOutEverywhere: ['a'],
  getRememberedChoices: [],
  setRememberedChoice: ['a', null],
  forgetRememberedChoice: ['a'],
  getAccountSecurity: ['a'],
  turnOnProvider: ['a', 'microsoft'],
  turnOffProvider: ['a', 'google', true],
  removeLink: ['a', 'b', false],
  getDevices: ['a'],
  signOutDevice: ['a', 'b'],
  getReview: ['a'],
  setAccountSso: ['a', 'b', true],
  setAddressPurpose: ['a', 'b', 'notifications-only'],
  removeReviewedLink: ['a', 'b'],
  decideRecycledAddress: ['a', 'b', 'approve'],
  exportReview: ['a'],
  getAudit: ['a', 'cursor'],
  setLocale: ['fr-CA'],
  openHelpPage: ['help'],
  fitWindow: ['account'],
  copyDetails: [],
  runSelfTest: [],
};

const hostile: readonly (readonly [name: string, value: () => unknown])[] = [
  ['undefined', () => undefined],
  ['a number', () => 1],
  ['NaN', () => Number.NaN],
  ['a bigint', () => 1n],
  ['a symbol', () => Symbol('s')],
  ['a function', () => () => 'a'],
  ['a list', () => ['a']],
  ['an object', () => ({})],
  ['a String object', () => Object('a')],
  [
    'a cycle',
    () => {
      const cycle: Record<string, unknown> = {};
      cycle.anotherAccount = cycle;
      return cycle;
    },
  ],
  ['50 MB of text', () => 'x'.repeat(50_000_000)],
  [
    'a getter that throws',
    () => ({
      get anotherAccount() {
        throw new Error('getter');
      },
    }),
  ],
  [
    'a proxy that throws',
    () =>
      new Proxy(
        {},
        {
          get() {
            throw new Error('proxy');
          },
          ownKeys() {
            throw new Error('proxy');
          },
        },
      ),
  ],
  ['a polluted prototype', () => JSON.parse('{"anotherAccount":true,"__proto__":{"admin":true}}')],
];

test('there is a row for every verb', () => {
  expect(Object.keys(createVerbs({} as VerbNeeds)).sort()).toEqual(Object.keys(valid).sort());
});

test.each(verbs)('%s takes its arguments as they are', (verb) => {
  expect(parseVerbArguments(verb, valid[verb])).toEqual(valid[verb]);
});

test.each(verbs)('IP-03: %s takes no argument more and none less', (verb) => {
  expect(parseVerbArguments(verb, [...valid[verb], undefined])).toBeNull();
  expect(parseVerbArguments(verb, [...valid[verb], 'a'])).toBeNull();
  if (valid[verb].length > 0) expect(parseVerbArguments(verb, valid[verb].slice(0, -1))).toBeNull();
});

const places = verbs.flatMap((verb) => valid[verb].map((_value, index) => [verb, index] as const));

test.each(places)('IP-03: %s refuses every hostile value as argument %i', (verb, index) => {
  for (const [name, value] of hostile) {
    // There a list is right; what stands in it is tried below.
    if (name === 'a list' && Array.isArray(valid[verb][index])) continue;
    const args = valid[verb].with(index, value());
    expect([name, parseVerbArguments(verb, args)]).toEqual([name, null]);
  }
});

test('IP-03: a list takes ids only, and not more than are ever told', () => {
  for (const [name, value] of hostile) {
    const parsed = parseVerbArguments('dismissNewLinks', ['a', [value()]]);
    expect([name, parsed]).toEqual([name, null]);
  }
  const many = Array.from({ length: 101 }, () => 'a');
  expect(parseVerbArguments('dismissNewLinks', ['a', many])).toBeNull();
  expect(parseVerbArguments('dismissNewLinks', ['a', many.slice(1)])).not.toBeNull();
});

test('IP-03: an option that nobody knows is refused', () => {
  const options = { anotherAccount: true, url: 'https://evil.example' };
  expect(parseVerbArguments('startSignIn', ['google', options])).toBeNull();
});

test('whatever comes, parsing answers arguments of the right shape or null, and never throws', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...verbs),
      fc.array(fc.anything({ withBigInt: true, withNullPrototype: true, withMap: true })),
      (verb, args) => {
        const parsed = parseVerbArguments(verb, args);
        return parsed === null || parsed.length === valid[verb].length;
      },
    ),
  );
});

test.each(['https://evil.invalid/', 'file:///etc/passwd', 'http://127.0.0.1:1/start/x', ''])(
  'BH-03: the window names a page to open, and never an address like %j',
  (address) => {
    expect(parseVerbArguments('openHelpPage', [address as 'help'])).toBeNull();
    expect(parseVerbArguments('openPageAgain', [address] as unknown as [])).toBeNull();
    expect(parseVerbArguments('copyLink', [address] as unknown as [])).toBeNull();
  },
);
