import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Result } from '../../../preload/contract/errors.ts';
import type { LoginState } from '../../../preload/contract/state.ts';
import {
  channelPrefix,
  type Json,
  type LoginVerbs,
  stateChangedChannel,
  verbs,
} from '../../../preload/contract/verbs.ts';
import { isAppUrl } from '../../../src-main/common/app-origin.ts';
import { LoginError } from '../../../src-main/errors/login-error.ts';
import { createStateSender, type ReceiverLike } from '../../../src-main/verbs/login-state.ts';
import {
  type CallLike,
  type ContentsLike,
  createRefusalLog,
  registerVerbs,
} from '../../../src-main/verbs/register-verbs.ts';
import {
  createVerbs,
  parseVerbArguments,
  type VerbNeeds,
} from '../../../src-main/verbs/verb-table.ts';

type Handler = (call: CallLike, ...args: readonly unknown[]) => Promise<string>;

const mainFrame = { url: 'sonar-login://app/index.html', parent: null };
const ours: ContentsLike = { mainFrame, isDestroyed: () => false };
const ourCall: CallLike = { sender: ours, senderFrame: mainFrame };
const done: Result = { ok: true, value: null };

/** A channel carries the name of its verb after the prefix; one without is kept as it is, and found by no test. */
function verbOf(channel: string): string {
  return channel.startsWith(channelPrefix)
    ? channel.slice(channelPrefix.length)
    : `other:${channel}`;
}

function register(change: Partial<LoginVerbs>) {
  const handlers = new Map<string, Handler>();
  const notes: { verb: string; reason: string; suppressed: number }[] = [];
  const called: string[] = [];
  const stubs = Object.fromEntries(
    verbs.map((verb) => [
      verb,
      async () => {
        called.push(verb);
        return done;
      },
    ]),
  ) as unknown as LoginVerbs;
  let now = 0;
  const undo = registerVerbs({
    ipc: {
      handle: (channel, listener) => void handlers.set(verbOf(channel), listener as Handler),
      removeHandler: (channel) => void handlers.delete(verbOf(channel)),
    },
    verbs: { ...stubs, ...change },
    ours: () => ours,
    isAppUrl,
    refusals: createRefusalLog(
      (note) => notes.push(note),
      () => now,
    ),
  });
  return {
    handlers,
    notes,
    called,
    undo,
    pass: (ms: number) => {
      now += ms;
    },
    async call(verb: string, call: CallLike, ...args: readonly unknown[]) {
      const handler = handlers.get(verb);
      if (handler === undefined) throw new Error(`no handler for ${verb}`);
      return JSON.parse(await handler(call, ...args)) as Result<unknown>;
    },
  };
}

test('exactly one handler per verb is registered, and all are taken away again', () => {
  const { handlers, undo } = register({});
  expect([...handlers.keys()].sort()).toEqual([...verbs].sort());
  undo();
  expect(handlers.size).toBe(0);
});

const inner = { url: mainFrame.url, parent: mainFrame };
const strangers: readonly (readonly [string, CallLike])[] = [
  ['foreign-window', { sender: { mainFrame, isDestroyed: () => false }, senderFrame: mainFrame }],
  ['frame-gone', { sender: ours, senderFrame: null }],
  ['not-main-frame', { sender: ours, senderFrame: inner }],
  ['not-main-frame', { sender: ours, senderFrame: { ...mainFrame } }],
];

test.each(strangers)(
  'IP-01: a call of a stranger (%s) rejects on every verb and runs nothing',
  async (reason, stranger) => {
    const { call, called, notes } = register({});
    for (const verb of verbs) {
      await expect(call(verb, stranger, 'a')).rejects.toThrow(`Refused: ${reason}`);
    }
    expect(called).toEqual([]);
    expect(notes.map((note) => note.verb)).toEqual(verbs);
  },
);

test.each([
  'sonar-login://app.evil.example/index.html',
  'sonar-login://app:444/index.html',
  'sonar-login://user@app/index.html',
  'https://app/index.html',
  'data:text/html,x',
  'about:blank',
  'chrome-error://chromewebdata/',
  '',
])('IP-01: a main frame that shows %s is refused', async (url) => {
  const frame = { url, parent: null };
  const elsewhere: ContentsLike = { mainFrame: frame, isDestroyed: () => false };
  const handlers = new Map<string, Handler>();
  registerVerbs({
    ipc: {
      handle: (channel, listener) => void handlers.set(verbOf(channel), listener as Handler),
      removeHandler: () => undefined,
    },
    verbs: {} as LoginVerbs,
    ours: () => elsewhere,
    isAppUrl,
    refusals: { note: () => undefined },
  });
  const call = handlers.get('getState')?.({ sender: elsewhere, senderFrame: frame });
  await expect(call).rejects.toThrow('Refused: foreign-origin');
});

test('IP-03: a wrong argument is answered as data, noted without the argument, and runs nothing', async () => {
  const { call, called, notes } = register({});
  const answer = await call('linkAccount', ourCall, 'ana', 'canary-password', 'extra');
  expect(answer).toEqual({ ok: false, failure: { code: 'bad-request' } });
  expect(called).toEqual([]);
  expect(JSON.stringify(notes)).not.toContain('canary');
});

test('IP-03: a thrown code is answered with its facts, anything else as unexpected without its text', async () => {
  const needs: Partial<VerbNeeds> = {
    runSelfTest: async () => {
      throw new LoginError('offline', { provider: 'google' }, new Error('canary-cause'));
    },
    fitWindow: () => {
      throw new Error('canary-message');
    },
  };
  const { call } = register(createVerbs(needs as VerbNeeds));
  expect(await call('runSelfTest', ourCall)).toEqual({
    ok: false,
    failure: { code: 'offline', provider: 'google' },
  });
  expect(await call('fitWindow', ourCall, 'account')).toEqual({
    ok: false,
    failure: { code: 'unexpected' },
  });
});

test('IP-06: of a flood of calls 64 run, the others are answered at once, and afterwards all is as before', async () => {
  const gate = Promise.withResolvers<Result>();
  let running = 0;
  const { call } = register({
    copyLink: () => {
      running += 1;
      return gate.promise;
    },
  });
  const flood = Array.from({ length: 10_000 }, () => call('copyLink', ourCall));
  const refused = await Promise.all(flood.slice(64));
  expect(running).toBe(64);
  expect(new Set(refused.map((answer) => JSON.stringify(answer)))).toEqual(
    new Set([JSON.stringify({ ok: false, failure: { code: 'unexpected' } })]),
  );
  gate.resolve(done);
  expect(await Promise.all(flood.slice(0, 64))).toEqual(Array(64).fill(done));
  expect(await call('copyLink', ourCall)).toEqual(done);
});

test('IP-06: a flood of refused calls is noted once a second, with the number of those in between', async () => {
  const { call, notes, pass } = register({});
  for (let count = 0; count < 1_000; count += 1) await call('signOut', ourCall);
  expect(notes).toEqual([{ verb: 'signOut', reason: 'bad-request', suppressed: 0 }]);
  pass(1_000);
  await call('signOut', ourCall);
  expect(notes.at(-1)).toEqual({ verb: 'signOut', reason: 'bad-request', suppressed: 999 });
});

function createReceiver(condition: { destroyed?: boolean; crashed?: boolean } = {}) {
  const sent: [string, Json<LoginState>][] = [];
  const receiver: ReceiverLike = {
    isDestroyed: () => condition.destroyed ?? false,
    isCrashed: () => condition.crashed ?? false,
    send: (channel, state) => sent.push([channel, state]),
  };
  return { receiver, sent };
}

const stateOf = (appVersion: string) => ({ appVersion }) as LoginState;

test('many changes in one turn are sent once, as the newest state', async () => {
  const { receiver, sent } = createReceiver();
  let version = 0;
  const sender = createStateSender(
    () => stateOf(String(version)),
    () => receiver,
  );
  for (version = 1; version < 100; version += 1) sender.push();
  await nextTurn();
  await nextTurn();
  expect(sent).toEqual([[stateChangedChannel, JSON.stringify(stateOf('100'))]]);
  sender.push();
  await nextTurn();
  await nextTurn();
  expect(sent).toHaveLength(2);
});

test.each([
  ['no window', null],
  ['a destroyed window', createReceiver({ destroyed: true })],
  ['a crashed page', createReceiver({ crashed: true })],
])('IP-07: %s is sent nothing', async (_name, target) => {
  let asked = 0;
  const sender = createStateSender(
    () => {
      asked += 1;
      return stateOf('1');
    },
    () => target?.receiver ?? null,
  );
  sender.push();
  await nextTurn();
  await nextTurn();
  expect([asked, target?.sent ?? []]).toEqual([0, []]);
});

test('after stop nothing is sent any more', async () => {
  const { receiver, sent } = createReceiver();
  const sender = createStateSender(
    () => stateOf('1'),
    () => receiver,
  );
  sender.push();
  sender.stop();
  await nextTurn();
  await nextTurn();
  expect(sent).toEqual([]);
});

type Verb = keyof LoginVerbs;

const valid: Readonly<Record<Verb, readonly unknown[]>> = {
  getState: [],
  startSignIn: ['google', { anotherAccount: false }],
  openPageAgain: [],
  copyLink: [],
  cancelSignIn: [],
  getOffer: [],
  chooseAccount: ['a', true],
  linkAccount: ['ana', 'p'],
  confirmLink: [],
  signInWithPassword: ['ana', 'p'],
  signInWithCode: ['ana', 'c'],
  addAccount: [],
  switchAccount: ['a'],
  retrySession: ['a'],
  confirmWithProvider: ['a'],
  proveWithProvider: ['a'],
  proveWithPassword: ['a', 'b'],
  dismissNotice: ['a'],
  dismissNewLinks: ['a', ['b']],
  dismissSettingsNotice: [],
  setNotifications: [false],
  setStartWithComputer: [true],
  dismissDeskNotice: [],
  goOn: [],
  endBrowserSession: ['google'],
  stayHere: [],
  signOutNow: [],
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
  getReviewReminder: ['a'],
  dismissReviewReminder: ['a'],
  markReviewed: ['a'],
  setAccountSso: ['a', 'b', true],
  setAddressPurpose: ['a', 'b', 'notifications-only'],
  removeReviewedLink: ['a', 'b'],
  decideRecycledAddress: ['a', 'b', 'approve'],
  issueBreakGlassCode: ['a', 'b'],
  exportReview: ['a'],
  getAudit: ['a', 'cursor'],
  setLocale: ['fr-CA'],
  openHelpPage: ['help'],
  fitWindow: ['account'],
  noteShownPage: [1],
  copyDetails: [],
  runSelfTest: [],
  previewSupportBundle: [],
  saveSupportBundle: [],
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
    if (name === 'a number' && typeof valid[verb][index] === 'number') continue;
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
