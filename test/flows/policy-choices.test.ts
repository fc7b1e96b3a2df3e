import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { takeFirstSignIn } from '../../src-main/desk/first-sign-in.ts';
import { createIdleCountdown, watchIdle } from '../../src-main/desk/idle-sign-out.ts';
import { followUpdates } from '../../src-main/electron/updates.ts';
import type { Network } from '../../src-main/platform.ts';
import { followNetworkPolicy } from '../../src-main/start-product.ts';
import { parseVerbArguments } from '../../src-main/verbs/verb-table.ts';
import { withTempFolder } from '../support/temp-folder.ts';
import { open } from '../unit/preferences/sample.ts';
import { withManagedOffice, withPolicyFiles } from './support/managed-office.ts';
import { type Computer, withOffice } from './support/start-office.ts';

const bothLevels = ['default', 'enforced'] as const;
const blocked = { ok: false, failure: { code: 'blocked-by-policy' } };

async function openChooser(computer: Computer) {
  computer.browseAs('google-three-accounts');
  await computer.login.verbs.startSignIn('google', { anotherAccount: true });
  return computer.waitFor('choosing');
}

async function chooseFirst(computer: Computer): Promise<string> {
  const { accounts } = await openChooser(computer);
  const accountId = accounts[0]?.id ?? '';
  await computer.login.verbs.chooseAccount(accountId, true);
  await computer.waitFor('signed-in');
  await computer.login.verbs.signOut(accountId);
  return accountId;
}

test('RememberedChoiceAllowed off as default: the tick starts empty and the person may set it', () =>
  withManagedOffice(async ({ policy, startManaged }) => {
    const computer = startManaged();
    const { verbs } = computer.login;
    computer.login.start();
    expect((await openChooser(computer)).remember).toEqual({ initially: true, locked: false });
    await verbs.cancelSignIn();
    await policy.set('default', { RememberedChoiceAllowed: false });
    expect((await openChooser(computer)).remember).toEqual({ initially: false, locked: false });
    expect(computer.login.getState().policy.rememberAllowed).toBe(true);
    const accountId = await chooseFirst(computer);
    computer.browseAs('google-three-accounts');
    await verbs.startSignIn('google', { anotherAccount: true });
    expect(await computer.waitFor('signed-in')).toMatchObject({ accountId });
  }));

test('RememberedChoiceAllowed off and enforced: always asked, nothing remembered, by no verb', () =>
  withManagedOffice(async ({ policy, startManaged }) => {
    const computer = startManaged();
    const { verbs } = computer.login;
    computer.login.start();
    const accountId = await chooseFirst(computer);
    const before = await verbs.getRememberedChoices();
    const [choice] = before.ok ? before.value : [];
    expect(choice?.account?.id).toBe(accountId);
    await policy.set('enforced', { RememberedChoiceAllowed: false });
    expect(computer.login.getState().policy.rememberAllowed).toBe(false);
    expect((await openChooser(computer)).remember).toEqual({ initially: false, locked: true });
    expect(await verbs.setRememberedChoice(choice?.id ?? '', null)).toEqual(blocked);
    await verbs.forgetRememberedChoice(choice?.id ?? '');
    await chooseFirst(computer);
    expect(await verbs.getRememberedChoices()).toEqual({ ok: true, value: [] });
    const { remember } = await openChooser(computer);
    expect(remember).toEqual({ initially: false, locked: true });
  }));

test('Languages as default: the first comes before the others, and the person may take any', () =>
  withManagedOffice(async ({ policy, startManaged }) => {
    const { login } = startManaged({ systemLanguages: ['de'] });
    expect(login.getState().locale).toBe('en');
    await policy.set('default', { Languages: ['fr-CA'] });
    expect(login.getState().locale).toBe('fr-CA');
    expect(login.getState().policy.locales).toEqual(['fr-CA', 'en', 'es']);
    expect(await login.verbs.setLocale('es')).toEqual({ ok: true, value: null });
    expect(login.getState().locale).toBe('es');
  }));

test('Languages enforced: what the person chose counts no more, and nothing else can be chosen', () =>
  withManagedOffice(async ({ policy, startManaged }) => {
    const { login } = startManaged();
    await login.verbs.setLocale('es');
    expect(login.getState().locale).toBe('es');
    await policy.set('enforced', { Languages: ['fr-CA'] });
    expect(login.getState()).toMatchObject({ locale: 'fr-CA', policy: { locales: ['fr-CA'] } });
    expect(await login.verbs.setLocale('en')).toEqual(blocked);
    expect(await login.verbs.setLocale('fr-CA')).toEqual({ ok: true, value: null });
    await policy.clear();
    expect(login.getState().locale).toBe('fr-CA');
  }));

test('S2-12: SonarBaseUrl: every request of a computer that starts under it goes there', () =>
  withManagedOffice(async ({ policy, sandbox, startManaged }) => {
    // By a name that the service has: it takes no proof that was made for another one.
    const origin = 'https://localhost:8443';
    const { baseUrl } = sandbox.description.sonar;
    let toPolicy = 0;
    let toConfigured = 0;
    const computerAt = () =>
      startManaged({
        fetch: (fetch) => (input, init) => {
          if (input.startsWith(baseUrl)) toConfigured += 1;
          if (!input.startsWith(origin)) return fetch(input, init);
          toPolicy += 1;
          return fetch(input.replace(`${origin}/v1`, baseUrl), init);
        },
      });
    const running = computerAt();
    await policy.set('enforced', { SonarBaseUrl: origin });
    const started = computerAt();
    for (const computer of [running, started]) {
      computer.login.start();
      computer.browseAs('google-one-account');
      await computer.login.verbs.startSignIn('google', { anotherAccount: false });
      await computer.waitFor('signed-in');
      if (computer === running) expect([toPolicy, toConfigured > 0]).toEqual([0, true]);
      toConfigured = 0;
    }
    expect([toPolicy > 0, toConfigured]).toEqual([true, 0]);
  }));

test.each(bothLevels)('ProxyMode and CertificateMode as %s: in force at start and live', (level) =>
  withPolicyFiles(async (policy) => {
    const modes: string[] = [];
    const network: Pick<Network, 'hold'> = {
      async hold({ proxyMode, certificateMode }) {
        modes.push(`proxy ${proxyMode}`, `certificates ${certificateMode}`);
      },
    };
    await followNetworkPolicy(policy.reader, network);
    expect(modes.splice(0)).toEqual(['proxy system', 'certificates system']);
    await policy.set(level, { ProxyMode: 'direct', CertificateMode: 'public' });
    expect(modes.splice(0)).toEqual(['proxy direct', 'certificates public']);
    await followNetworkPolicy(policy.reader, network);
    expect(modes).toEqual(['proxy direct', 'certificates public']);
  }),
);

test.each(bothLevels)(
  'UpdateChannel as %s: the named channel only, none while it is off',
  (level) =>
    withPolicyFiles(async (policy) => {
      const asked: string[] = [];
      const check = async (channel: string) => void asked.push(channel);
      const updater = { check, leave: () => undefined };
      await policy.set(level, { UpdateChannel: 'off' });
      const stop = followUpdates(policy.reader, updater, () => undefined);
      try {
        expect(asked).toEqual([]);
        await policy.set(level, { UpdateChannel: 'beta' });
        expect(asked).toEqual(['beta']);
      } finally {
        stop();
      }
    }),
);

test.each(bothLevels)(
  'IdleMinutes as %s: in force at start, and within a minute of a change',
  (level) =>
    withPolicyFiles(async (policy) => {
      let left = 0;
      const watch = () =>
        watchIdle(
          () => 5 * 60,
          {
            minutes: () => policy.reader.current().idleMinutes,
            onChange: policy.reader.onChange,
          },
          () => {
            left += 1;
          },
        );
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const stops = [watch()];
      try {
        vi.advanceTimersByTime(60_000);
        expect(left).toBe(0);
        policy.setAtOnce(level, { IdleMinutes: 5 });
        vi.advanceTimersByTime(60_000);
        expect(left).toBe(1);
        stops.push(watch());
        expect(left).toBe(2);
        policy.setAtOnce(level, { IdleMinutes: 0 });
        vi.advanceTimersByTime(600_000);
        expect(left).toBe(2);
      } finally {
        for (const stop of stops) stop();
        vi.useRealTimers();
      }
    }),
);

/** A shared computer that signs out after so many minutes, on a clock that the test moves. */
function watchShared(minutes: number) {
  const seen = {
    at: 1_000_000_000_000,
    idleS: 0,
    begun: 0,
    left: 0,
    changes: 0,
    isAnybodyIn: true,
  };
  const countdown = createIdleCountdown(
    () => seen.at,
    () => {
      seen.changes += 1;
    },
  );
  const stop = watchIdle(
    () => seen.idleS,
    { minutes: () => minutes, onChange: () => () => {} },
    () => {
      seen.left += 1;
    },
    {
      countdown,
      now: () => seen.at,
      isWanted: () => seen.isAnybodyIn,
      onBegin: () => {
        seen.begun += 1;
      },
    },
  );
  /** Nobody touches the computer for so long. */
  function pass(seconds: number): void {
    for (let step = 0; step < seconds; step += 1) {
      seen.at += 1000;
      seen.idleS += 1;
      vi.advanceTimersByTime(1000);
    }
  }
  return { seen, countdown, pass, stop };
}

test('nobody looks for a touch while nothing depends on it', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    let minutes = 0;
    let changed = () => {};
    let looked = 0;
    const limit = {
      minutes: () => minutes,
      onChange: (listener: () => void) => {
        changed = listener;
        return () => {};
      },
    };
    const stop = watchIdle(
      () => {
        looked += 1;
        return 0;
      },
      limit,
      () => {},
    );
    changed();
    expect(vi.getTimerCount()).toBe(0);
    minutes = 1;
    changed();
    changed();
    expect(vi.getTimerCount()).toBe(1);
    const before = looked;
    vi.advanceTimersByTime(60_000);
    expect(looked).toBe(before + 1);
    minutes = 0;
    vi.advanceTimersByTime(60_000);
    expect(vi.getTimerCount()).toBe(0);
    stop();
  } finally {
    vi.useRealTimers();
  }
});

describe('a shared computer that nobody touches', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  test.each([
    { minutes: 5, untilS: 270, warnedS: 30 },
    { minutes: 1, untilS: 30, warnedS: 30 },
    { minutes: 0.5, untilS: 15, warnedS: 15 },
  ])('counts down for $warnedS s of $minutes min, says so once, and signs out', (row) => {
    const { seen, countdown, pass, stop } = watchShared(row.minutes);
    pass(row.untilS - 1);
    expect(countdown.get()).toBeNull();
    pass(1);
    expect(countdown.get()).toEqual({ at: seen.at + row.warnedS * 1000 });
    pass(row.warnedS - 1);
    expect(seen).toMatchObject({ begun: 1, changes: 1, left: 0 });
    pass(1);
    expect(seen).toMatchObject({ begun: 1, left: 1 });
    expect(countdown.get()).toBeNull();
    stop();
  });

  test('goes on without a word when somebody touches it', () => {
    const { seen, countdown, pass, stop } = watchShared(5);
    pass(280);
    expect(countdown.get()).not.toBeNull();
    seen.idleS = 0;
    pass(1);
    expect(countdown.get()).toBeNull();
    pass(200);
    expect(seen).toMatchObject({ begun: 1, left: 0 });
    stop();
  });

  test('begins anew when somebody says in the window that they stay, touch or no touch', () => {
    const { seen, countdown, pass, stop } = watchShared(5);
    pass(280);
    countdown.stay();
    expect(countdown.get()).toBeNull();
    pass(260);
    expect(seen).toMatchObject({ begun: 1, left: 0 });
    pass(40);
    expect(seen).toMatchObject({ begun: 2, left: 1 });
    stop();
  });

  test('signs out at once when it wakes too late for a countdown', () => {
    const { seen, countdown, stop } = watchShared(5);
    seen.at += 3_600_000;
    seen.idleS = 3_600;
    vi.advanceTimersByTime(60_000);
    expect(seen).toMatchObject({ begun: 0, left: 1 });
    expect(countdown.get()).toBeNull();
    stop();
  });

  test('warns nobody while nobody is signed in', () => {
    const { seen, countdown, pass, stop } = watchShared(5);
    seen.isAnybodyIn = false;
    pass(299);
    expect(countdown.get()).toBeNull();
    pass(1);
    expect(seen).toMatchObject({ begun: 0, left: 1 });
    stop();
  });
});

async function openAsManager(computer: Computer) {
  const { verbs } = computer.login;
  computer.login.start();
  computer.browseAs('google-office-manager');
  await verbs.startSignIn('google', { anotherAccount: false });
  const { accountId } = await computer.waitFor('signed-in');
  return { computer, verbs, accountId };
}

test('R10 an office manager reads and saves the review of the organization', () =>
  withOffice(async ({ startComputer }) => {
    const { computer, verbs, accountId } = await openAsManager(startComputer());
    expect(await verbs.getReview(accountId)).toMatchObject({ ok: true });
    expect(await verbs.exportReview(accountId)).toMatchObject({ ok: true });
    expect(computer.saved[0]).toContain('\r\n');
  }));

const dayMs = 24 * 3_600_000;

test('R10 an office manager is reminded of a review that is 90 days old, unless they put it away this week', () =>
  withOffice(async ({ startComputer, sandbox }) => {
    let aheadMs = 0;
    const { computer, verbs, accountId } = await openAsManager(
      startComputer({ now: () => Date.now() + aheadMs }),
    );
    const reminder = () => verbs.getReviewReminder(accountId);
    const none = { ok: true, value: null };
    expect(await reminder()).toEqual({ ok: true, value: { lastReviewedAt: null } });
    expect(await verbs.dismissReviewReminder(accountId)).toEqual(none);
    expect(await reminder()).toEqual(none);
    aheadMs = 8 * dayMs;
    expect(await reminder()).toMatchObject({ ok: true, value: { lastReviewedAt: null } });
    expect(await verbs.markReviewed(accountId)).toEqual(none);
    const review = await verbs.getReview(accountId);
    const lastReviewedAt = review.ok ? review.value.lastReviewedAt : null;
    expect(Date.now() - Date.parse(lastReviewedAt ?? '')).toBeLessThan(60_000);
    expect(await reminder()).toEqual(none);
    aheadMs = 91 * dayMs;
    expect(await reminder()).toEqual({ ok: true, value: { lastReviewedAt } });
    const { who } = sandbox.control.sonar.readAudit().find(({ what }) => what === 'reviewed') ?? {};
    expect(who).toBe('ines.gagnon');
    // Nobody else is asked about, and the service is not either.
    expect(computer.login.getState().accounts[0]?.isOfficeManager).toBe(true);
    expect(await verbs.getReviewReminder('nobody')).toEqual(none);
  }));

test('S2-21: a taken-over window that asks to save again and again has one box opened at a time', () =>
  withOffice(async ({ startComputer }) => {
    const { computer, verbs, accountId } = await openAsManager(startComputer());
    const answers = await Promise.all([1, 2, 3].map(() => verbs.exportReview(accountId)));
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(computer.saved).toHaveLength(1);
  }));

const accepted: readonly (readonly [what: string, write: (name: string) => string])[] = [
  ['blanks around it', (name) => `  ${name} `],
  ['a tab behind it', (name) => `${name}\t`],
  ['a blank that does not break', (name) => `\u00a0${name}`],
  ['capitals', (name) => name.toUpperCase()],
];

const refused: readonly (readonly [what: string, write: (name: string) => string])[] = [
  ['an emoji', (name) => `${name}😀`],
  ['a mark that turns text round', (name) => `\u202e${name}`],
  ['a NUL', (name) => `${name}\0`],
  ['a letter of no width', (name) => `${name.slice(0, 2)}\u200b${name.slice(2)}`],
];

/** Signs in with a password as the window asks for it; the code of what came of it, null when somebody is in. */
async function signInTyped(write: (name: string) => string): Promise<string | null> {
  return withOffice(async ({ sandbox, startComputer }) => {
    const person = sandbox.description.people.find(({ key }) => key === 'google-no-account');
    const computer = startComputer();
    computer.login.start();
    const typed = [write(person?.sonarUsername ?? ''), person?.sonarPassword ?? ''];
    const args = parseVerbArguments('signInWithPassword', typed);
    if (args === null) return 'bad-request';
    const [username, password] = args as [string, string];
    await computer.login.verbs.signInWithPassword(username, password);
    const view = computer.view();
    return view.kind === 'signed-out' ? (view.failure?.code ?? 'no words') : null;
  });
}

test.each(accepted)('B-34: a username with %s opens the account', async (_, write) => {
  expect(await signInTyped(write)).toBeNull();
});

test.each(refused)('B-34: a username with %s does not match', async (_, write) => {
  expect(await signInTyped(write)).toBe('wrong-credentials');
});

/** Opens what an identity with three accounts opens by itself; null: it asks. */
async function opensBySigningIn(computer: Computer): Promise<string | null> {
  computer.browseAs('google-three-accounts');
  await computer.login.verbs.startSignIn('google', { anotherAccount: true });
  await computer.waitForState(
    ({ view }) => view.kind === 'choosing' || view.kind === 'signed-in',
    'an answer',
  );
  const view = computer.view();
  if (view.kind !== 'signed-in') return null;
  const { accounts } = computer.login.getState();
  return accounts.find(({ id }) => id === view.accountId)?.username ?? '';
}

async function signOutAll(computer: Computer): Promise<void> {
  for (const { id } of computer.login.getState().accounts) await computer.login.verbs.signOut(id);
}

describe('PreferredAccount', () => {
  test('as a default: opened where nothing was chosen, and what the person chooses later counts more', () =>
    withManagedOffice(async ({ policy, startManaged }) => {
      const computer = startManaged();
      const { verbs } = computer.login;
      computer.login.start();
      const { accounts } = await openChooser(computer);
      const [first, preferred] = accounts;
      await verbs.cancelSignIn();
      await policy.set('default', { PreferredAccount: preferred?.username.toUpperCase() });
      expect(computer.login.getState().policy.preferredAccount?.locked).toBe(false);
      expect(await opensBySigningIn(computer)).toBe(preferred?.username);
      // Nothing was chosen by that.
      expect(await verbs.getRememberedChoices()).toEqual({ ok: true, value: [] });
      // Who signs in once more wants another one.
      const { reason, remember } = await openChooser(computer);
      expect([reason, remember]).toEqual(['remembered-open', { initially: false, locked: false }]);
      await verbs.chooseAccount(first?.id ?? '', true);
      await computer.waitFor('signed-in');
      await signOutAll(computer);
      expect(await opensBySigningIn(computer)).toBe(first?.username);
      const chosen = await verbs.getRememberedChoices();
      await verbs.setRememberedChoice(chosen.ok ? (chosen.value[0]?.id ?? '') : '', null);
      await signOutAll(computer);
      expect(await opensBySigningIn(computer)).toBeNull();
    }));

  test('enforced: opened whatever the person chose, unless it is not offered or nothing may be remembered', () =>
    withManagedOffice(async ({ policy, startManaged }) => {
      const computer = startManaged();
      computer.login.start();
      const { accounts } = await openChooser(computer);
      const [first, preferred] = accounts;
      await computer.login.verbs.chooseAccount(first?.id ?? '', true);
      await computer.waitFor('signed-in');
      await policy.set('enforced', { PreferredAccount: preferred?.username });
      expect(computer.login.getState().policy.preferredAccount).toEqual({
        username: preferred?.username,
        locked: true,
      });
      await signOutAll(computer);
      expect(await opensBySigningIn(computer)).toBe(preferred?.username);
      await signOutAll(computer);
      await policy.set('enforced', { PreferredAccount: 'somebody.elsewhere' });
      expect(await opensBySigningIn(computer)).toBe(first?.username);
      await signOutAll(computer);
      await policy.set('enforced', {
        PreferredAccount: preferred?.username,
        RememberedChoiceAllowed: false,
      });
      expect(await opensBySigningIn(computer)).toBeNull();
    }));
});

describe.each(bothLevels)('AccountHint=auto as %s', (level) => {
  async function hintOf(computer: Computer, provider: 'google' | 'microsoft') {
    const before = computer.authorizationUrls.length;
    await computer.login.verbs.startSignIn(provider, { anotherAccount: false });
    await computer.waitForState(() => computer.authorizationUrls.length > before, 'the browser');
    return new URL(computer.authorizationUrls.at(-1) ?? '').searchParams.get('login_hint');
  }

  test('suggests who is logged on to the computer, and nobody where it knows none', () =>
    withManagedOffice(async ({ policy, startManaged }) => {
      await policy.set(level, { AccountHint: 'auto' });
      const computer = startManaged({ logonName: 'ana@northwind.example' });
      computer.login.start();
      expect(await hintOf(computer, 'google')).toBe('ana@northwind.example');
      expect(await hintOf(computer, 'microsoft')).toBe('ana@northwind.example');
      const nameless = startManaged();
      nameless.login.start();
      expect(await hintOf(nameless, 'google')).toBeNull();
    }));

  test('suggests nobody to a provider whose allowed domains the log-on is not of', () =>
    withManagedOffice(async ({ policy, startManaged }) => {
      const AllowedGoogleDomains = ['maple.example'];
      await policy.set(level, { AccountHint: 'auto', AllowedGoogleDomains });
      const stranger = startManaged({ logonName: 'ana@northwind.example' });
      stranger.login.start();
      expect(await hintOf(stranger, 'google')).toBeNull();
      const own = startManaged({ logonName: 'ana@maple.example' });
      own.login.start();
      expect(await hintOf(own, 'google')).toBe('ana@maple.example');
    }));
});

describe.each(bothLevels)('NotificationsAllowed and StartWithComputer as %s', (level) => {
  test('are what the settings show, and main refuses another one only where they are enforced', () =>
    withManagedOffice(async ({ policy, startManaged }) => {
      let isOn = false;
      const { login } = startManaged({
        ownApp: {
          autostart: {
            read: async () => isOn,
            async write(on) {
              isOn = on;
            },
            onPossibleChange: () => () => {},
          },
          isHiddenStart: false,
          staysInTray: () => false,
          isReachable: async () => false,
        },
      });
      await policy.set(level, { NotificationsAllowed: false, StartWithComputer: true });
      const locked = level === 'enforced';
      expect(login.getState().desk?.notifications).toEqual({ on: false, locked });
      expect(login.getState().desk?.startWithComputer?.locked).toBe(locked);
      const done = locked ? blocked : { ok: true, value: null };
      expect(await login.verbs.setNotifications(true)).toEqual(done);
      expect(await login.verbs.setStartWithComputer(true)).toEqual(done);
      expect(login.getState().desk).toEqual({
        notifications: { on: !locked, locked },
        startWithComputer: { on: !locked, locked },
        staysInTray: false,
        notice: null,
      });
    }));
});

test.each(bothLevels)('StartSignIn as %s: once begins a sign-in by itself, off none', (level) =>
  withPolicyFiles((policy) =>
    withTempFolder(async (folder) => {
      const preferences = open(folder);
      const { accounts: index, choices } = preferences;
      const take = () => takeFirstSignIn({ policy: policy.reader, preferences, index, choices });
      await policy.set(level, { StartSignIn: 'off', AllowedProviders: ['microsoft'] });
      expect(take()).toBeNull();
      await policy.set(level, { StartSignIn: 'once', AllowedProviders: ['microsoft'] });
      expect([take(), take()]).toEqual(['microsoft', null]);
    }),
  ),
);

test.each(bothLevels)('PrivateBrowserWindow as %s holds where KeepSignedIn is off', (level) =>
  withManagedOffice(async ({ policy, startManaged }) => {
    const computer = startManaged({ keeps: false });
    const { verbs } = computer.login;
    computer.login.start();
    const isPrivate = async () => {
      const before = computer.openedPrivately.length;
      await verbs.startSignIn('google', { anotherAccount: false });
      await computer.waitForState(() => computer.openedPrivately.length > before, 'the browser');
      await verbs.cancelSignIn();
      return computer.openedPrivately.at(-1);
    };
    expect(await isPrivate()).toBe(false);
    await policy.set(level, { KeepSignedIn: false });
    expect(await isPrivate()).toBe(true);
    await policy.set(level, { KeepSignedIn: false, PrivateBrowserWindow: false });
    expect(await isPrivate()).toBe(false);
  }),
);

test('in an app of somebody else there is nothing outside of the window to set', () =>
  withOffice(async ({ startComputer }) => {
    const { login } = startComputer();
    expect(login.getState().desk).toBeNull();
    const refused = { ok: false, failure: { code: 'bad-request' } };
    expect(await login.verbs.setNotifications(true)).toEqual(refused);
    expect(await login.verbs.setStartWithComputer(true)).toEqual(refused);
    expect(await login.verbs.dismissDeskNotice()).toEqual(refused);
  }));
