import { expect, test } from 'vitest';
import {
  type KnownAccount,
  type LoginState,
  locales,
  type View,
} from '../../../preload/contract/state.ts';
import { followWithNotices, watchAttention } from '../../../src-main/desk/attention.ts';
import { deskWords } from '../../../src-main/desk/desk-words.ts';
import {
  describeAttention,
  describeIcon,
  type EntryActions,
  listEntries,
} from '../../../src-main/desk/entries.ts';
import { badgeOf, drawBadge } from '../../../src-main/electron/badge.ts';
import type { Bus } from '../../../src-main/electron/linux-bus.ts';
import { outsideMenu } from '../../../src-main/electron/menu.ts';
import {
  findReachable,
  followTrayHost,
  type TrayHost,
} from '../../../src-main/electron/tray-host.ts';
import { ana, known, reception, stateOf } from '../../screens/states/people.ts';

const home: View = { kind: 'signed-in', accountId: ana.id, failure: null };
const ended = { status: 'signed-out', failure: { code: 'session-expired' } } as const;
const locked = { status: 'offline', failure: { code: 'keychain-locked' } } as const;
const renewing = { status: 'renewing', failure: null } as const;
const online = { status: 'online', failure: null } as const;

function recordingActions(done: string[]): EntryActions {
  const note = (what: string) => async (about?: unknown) => {
    const id = typeof about === 'object' ? (about as KnownAccount).id : about;
    done.push(id === undefined ? what : `${what} ${String(id)}`);
  };
  return {
    switchAccount: note('switch'),
    confirm: note('confirm'),
    retry: note('retry'),
    signIn: note('sign in'),
    openPageAgain: note('open again'),
    cancelSignIn: note('cancel'),
    signOut: note('sign out'),
    open: note('open'),
  };
}

const labelsOf = (state: LoginState, currentId: string | null = ana.id) =>
  listEntries(state, currentId, recordingActions([])).map(({ label }) => label);

test('the menu outside has each signed-in account with its state, what needs the person, the ways in and out', async () => {
  const accounts = [
    known(ana),
    known(reception, { session: locked }),
    known({ ...ana, id: 'tom', name: 'Tom' }, { session: ended }),
    known({ ...ana, id: 'eva', name: 'Eva', extension: '' }, { confirmWith: 'google' }),
    known({ ...ana, id: 'left' }, { session: { status: 'signed-out', failure: null } }),
  ];
  const done: string[] = [];
  const entries = listEntries(stateOf(home, { accounts }), ana.id, recordingActions(done));
  expect(entries.map(({ kind, label }) => `${kind}: ${label}`)).toEqual([
    'account: Ana Ruiz (204) — online',
    'account: Reception desk (100) — keychain locked',
    'account: Eva — online',
    'attention: Sign in again: Tom (204)',
    'attention: Confirm with Google: Eva',
    'attention: Your keychain is locked: try again',
    'sign-in: Sign in with Google',
    'sign-in: Sign in with Microsoft',
    'sign-out: Sign out of Ana Ruiz (204)',
    'open: Open Sonar',
  ]);
  expect(entries.filter(({ isChecked }) => isChecked).map(({ label }) => label)).toEqual([
    'Ana Ruiz (204) — online',
  ]);
  for (const { run } of entries) await run();
  expect(done).toEqual([
    ...['switch ana', 'switch reception', 'switch eva', 'confirm tom', 'confirm eva'],
    ...['retry reception', 'sign in google', 'sign in microsoft', 'sign out ana', 'open'],
  ]);
});

test('while a sign-in waits for the browser the menu leads on with it, and nowhere else', () => {
  const waiting: View = {
    kind: 'waiting-for-browser',
    provider: 'google',
    deadline: 0,
    asksToAgree: false,
    browserOpened: true,
    failure: null,
  };
  expect(labelsOf(stateOf(waiting, { accounts: [] }), null)).toEqual([
    'Open the page again',
    'Cancel the sign-in',
    'Open Sonar',
  ]);
});

test('what policy forbids cannot be chosen outside the window either', () => {
  const state = stateOf(home, { accounts: [known(ana), known(reception)] });
  const providers = state.policy.providers.map((one) => ({ ...one, allowed: false }));
  const policy = { ...state.policy, switchingAllowed: false, providers };
  const entries = listEntries({ ...state, policy }, ana.id, recordingActions([]));
  expect(entries.map(({ kind, isEnabled }) => [kind, isEnabled])).toEqual([
    ['account', true],
    ['account', false],
    ['sign-out', true],
    ['open', true],
  ]);
  // One account at a time: as in the window, another way in is there and locked until nobody is signed in.
  const oneAtATime = { ...state, policy: { ...state.policy, switchingAllowed: false } };
  const waysIn = (currentId: string | null) =>
    listEntries(oneAtATime, currentId, recordingActions([]))
      .filter(({ kind }) => kind === 'sign-in')
      .map(({ isEnabled }) => isEnabled);
  expect([waysIn(ana.id), waysIn(null)]).toEqual([
    [false, false],
    [true, true],
  ]);
});

test('where one account at a time is allowed, an open one locks in the menu outside what leads to another', () => {
  const people = [known(ana), known(reception, { session: ended })];
  const state = stateOf(home, { accounts: people });
  const locking = { ...state, policy: { ...state.policy, switchingAllowed: false } };
  const kinds = (currentId: string | null) =>
    listEntries(locking, currentId, recordingActions([]))
      .filter(({ isEnabled }) => !isEnabled)
      .map(({ kind }) => kind);
  expect(kinds(ana.id)).toEqual(['attention', 'sign-in', 'sign-in']);
  expect(kinds(null)).toEqual([]);
});

test('B-36, B-37: a name of others turns no label round, fills no menu, and is no mark or key', () => {
  const name = `\u202eA & $& <b>${'x'.repeat(300)}`;
  const state = stateOf(home, { accounts: [known({ ...ana, name, extension: '' })] });
  const [entry] = listEntries(state, ana.id, recordingActions([]));
  expect(entry?.label).toBe(`A & $& <b>${'x'.repeat(49)}… — online`);
  const rows = outsideMenu(
    { entries: entry === undefined ? [] : [entry], locale: 'en' },
    { quit: null, after: () => {} },
  );
  expect(rows.map(({ label }) => label)).toEqual([`A && $&& <b>${'x'.repeat(49)}… — online`]);
  // Some desktops read marks in the text of a notification: no name stands in it.
  const attention = { accountId: ana.id, kind: 'session-ended', page: 'sign-in' } as const;
  const { title, body } = describeAttention(state, attention);
  expect(title).toContain('<b>');
  expect(body).not.toContain('<b>');
});

test.each(locales.filter((locale) => locale !== 'en'))('all is said in %s', (locale) => {
  const flat = (words: object): readonly string[] =>
    Object.values(words).flatMap((one: string | object) =>
      typeof one === 'string' ? [one] : flat(one),
    );
  const english = flat(deskWords.en);
  const words = flat(deskWords[locale]);
  expect(words.filter((text, index) => text === english[index])).toEqual([]);
  const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  expect(words.map(placeholders)).toEqual(english.map(placeholders));
});

test('the icon says who is open, that a sign-in waits, or that the person is needed', () => {
  const say = (accounts: readonly KnownAccount[], view: View = home) =>
    describeIcon(stateOf(view, { accounts }), ana.id);
  expect(say([known(ana)])).toBe('Sonar: Ana Ruiz (204) — online');
  expect(say([])).toBe('Sonar');
  expect(say([known(ana, { session: ended })])).toBe('Sonar needs you');
});

test('the menu ends with the way to quit in an app of its own, has lines between kinds, and puts its marks right after a click', async () => {
  const state = stateOf(home, { accounts: [known(ana), known(reception)] });
  const entries = listEntries(state, ana.id, recordingActions([]));
  let puts = 0;
  const rows = outsideMenu({ entries, locale: 'es' }, { quit: () => {}, after: () => (puts += 1) });
  const shape = rows.map(({ type, checked }) => (type === 'radio' ? checked : (type ?? 'row')));
  const line = 'separator';
  expect(shape).toEqual([true, false, line, 'row', 'row', line, 'row', line, 'row', 'row']);
  expect(rows.at(-1)?.label).toBe('Salir de Sonar');
  rows[1]?.click?.();
  await new Promise(setImmediate);
  expect(puts).toBe(1);
});

/** A state that a test changes, with notices of it. */
function startNotices(first: readonly KnownAccount[]) {
  let accounts = first;
  let tell = () => {};
  const conditions = { isFocused: false, mayNotify: true };
  const shown: string[] = [];
  const attention = watchAttention(
    () => ({ accounts }),
    (listener) => {
      tell = listener;
      return () => {};
    },
  );
  const arisen: string[] = [];
  const clicks: (() => void)[] = [];
  attention.listen((news) => arisen.push(news.arisen.map(({ kind }) => kind).join()));
  followWithNotices({
    attention,
    describe: ({ kind, accountId }) => {
      const title = `${kind} ${accountId}`;
      return { title, body: '', onClick: () => void shown.push(`opened: ${title}`) };
    },
    notify({ title, onClick }) {
      shown.push(title);
      clicks.push(onClick);
      return () => shown.push(`gone: ${title}`);
    },
    isWindowFocused: () => conditions.isFocused,
    mayNotify: () => conditions.mayNotify,
  });
  return {
    conditions,
    shown,
    arisen,
    click: () => clicks.at(-1)?.(),
    change(...next: readonly KnownAccount[]) {
      accounts = next;
      tell();
    },
  };
}

test('one notification for each thing, again only when it was cured meanwhile, and taken away with the cure', () => {
  const { shown, change } = startNotices([known(ana)]);
  change(known(ana, { confirmWith: 'google' }));
  change(known(ana, { confirmWith: 'google', session: renewing }));
  change(known(ana, { confirmWith: 'google' }));
  expect(shown.splice(0)).toEqual(['confirm ana']);
  change(known(ana));
  expect(shown.splice(0)).toEqual(['gone: confirm ana']);
  change(known(ana, { session: ended }));
  change(known(ana, { session: ended }));
  change(known(ana));
  change(known(ana, { session: ended }));
  expect(shown).toEqual(['session-ended ana', 'gone: session-ended ana', 'session-ended ana']);
});

test('a click takes the notification away and leads to what it tells, which is not told again', () => {
  const { shown, change, click } = startNotices([known(ana)]);
  change(known(ana, { session: ended }));
  click();
  expect(shown.splice(0)).toEqual([
    'session-ended ana',
    'gone: session-ended ana',
    'opened: session-ended ana',
  ]);
  change(known(ana, { session: ended }));
  change(known(ana));
  expect(shown).toEqual([]);
});

test('a locked keychain is told once for all accounts, however often it is tried', () => {
  const both = (session: KnownAccount['session']) =>
    [known(ana, { session }), known(reception, { session })] as const;
  const { shown, arisen, change } = startNotices(both(renewing));
  change(known(ana, { session: locked }), known(reception, { session: renewing }));
  change(...both(locked));
  change(...both(renewing));
  change(...both(locked));
  expect(shown).toEqual(['keychain-locked ana']);
  // Who draws a badge of their own hears of each account.
  expect(arisen).toEqual(['keychain-locked', 'keychain-locked']);
  change(...both(online));
  expect(shown.at(-1)).toBe('gone: keychain-locked ana');
});

test('nothing is notified that was so at the start, that the person did, that the window in front says, or while it is off', () => {
  const { shown, conditions, change } = startNotices([known(ana, { session: ended })]);
  change(known(ana, { session: ended }), known(reception));
  change(
    known(ana, { session: ended }),
    known(reception, { session: { status: 'signed-out', failure: null } }),
  );
  conditions.isFocused = true;
  change(known(ana), known(reception));
  change(known(ana, { confirmWith: 'google' }), known(reception));
  conditions.isFocused = false;
  conditions.mayNotify = false;
  change(known(ana, { confirmWith: 'google' }), known(reception, { session: ended }));
  conditions.mayNotify = true;
  change(known(ana, { confirmWith: 'google' }), known(reception, { session: ended }));
  expect(shown).toEqual([]);
});

test('the badge is a shape of its own in one corner, and leaves the rest of the mark as it is', () => {
  const side = 32;
  const mark = Buffer.alloc(side * side * 4, 0x40);
  const drawn = drawBadge(mark, side);
  const changed = Array.from({ length: side * side }, (_, index) => index).filter((index) =>
    [0, 1, 2, 3].some((byte) => drawn[index * 4 + byte] !== 0x40),
  );
  expect(changed.every((index) => index % side >= 11 && Math.floor(index / side) >= 11)).toBe(true);
  // Ring, sign and disc: told from each other without colour.
  const lightAt = (x: number, y: number) => drawn.readUInt8((y * side + x) * 4 + 1);
  const [ring, sign, disc] = [lightAt(21, 11), lightAt(21, 18), lightAt(27, 21)];
  expect([ring, sign]).toEqual([0xff, 0xff]);
  expect(disc).toBeLessThan(0x40);
  expect(badgeOf(16).subarray(0, 4)).toEqual(Buffer.alloc(4));
});

/** A fake of a session bus: what a watcher of icons answers, and whose its icons are, as a test says. */
function createFakeBus() {
  const listeners = new Set<(values: readonly unknown[]) => void>();
  const state = {
    host: false as unknown,
    items: [] as readonly string[],
    owner: process.pid,
    isEmpty: false,
    isClosed: false,
  };
  const bus: Bus = {
    call: async () => [state.owner],
    async getProperty(_object, name) {
      if (name === 'IsStatusNotifierHostRegistered') return state.host;
      if (name === 'RegisteredStatusNotifierItems') return state.items;
      return state.isEmpty ? undefined : 'sonar';
    },
    onSignal(_signal, listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      state.isClosed = true;
    },
  };
  return {
    bus,
    state,
    async set(change: Partial<typeof state>) {
      Object.assign(state, change);
      for (const listener of listeners) listener(['org.kde.StatusNotifierWatcher']);
      await new Promise(setImmediate);
    },
  };
}

test('Windows always has a tray, macOS never counts on one', () => {
  const heard: boolean[] = [];
  for (const system of ['win32', 'darwin'] as const) {
    followTrayHost(
      system,
      {},
      async () => null,
      ({ isThere, showsOurs }) => {
        heard.push(isThere, showsOurs);
      },
    );
  }
  expect(heard).toEqual([true, true, false, false]);
});

test('a hidden start needs a tray that shows the app, but for macOS, where it is in the dock', async () => {
  const reach = (system: NodeJS.Platform, isShown: boolean) =>
    findReachable(system, async () => isShown);
  expect(await Promise.all([reach('linux', true), reach('linux', false)])).toEqual([true, false]);
  expect(await Promise.all([reach('win32', true), reach('win32', false)])).toEqual([true, false]);
  expect(await reach('darwin', false)).toBe(true);
});

test('on Linux there is a tray while a panel says so, and it counts while it shows an icon of ours that is one', async () => {
  const heard: TrayHost[] = [];
  const hear = (host: TrayHost) => void heard.push(host);
  followTrayHost('linux', {}, async () => null, hear);
  const fake = createFakeBus();
  const stop = followTrayHost('linux', {}, async () => fake.bus, hear);
  const none = { isThere: false, showsOurs: false };
  const notOurs = { isThere: true, showsOurs: false };
  const ours = { isThere: true, showsOurs: true };
  const item = ':1.7/StatusNotifierItem';
  for (const [change, expected] of [
    [{}, none],
    [{ host: true }, notOurs],
    [{ items: [item] }, ours],
    [{ items: ['org.freedesktop.StatusNotifierItem-7-1'] }, ours],
    [{ items: [':1.7@/org/example/Item'] }, ours],
    [{ owner: 1 }, notOurs],
    [{ owner: process.pid, isEmpty: true }, notOurs],
    [{ isEmpty: false }, ours],
    // What cannot be told counts as none: the window must not vanish into a tray that nobody sees.
    [{ host: undefined }, none],
  ] as const) {
    await fake.set(change);
    expect(heard.at(-1), JSON.stringify(change)).toEqual(expected);
  }
  stop();
  expect(fake.state.isClosed).toBe(true);
});
