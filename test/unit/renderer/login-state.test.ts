import { describe, expect, test } from 'vitest';
import { errorActions, errorCodes, type Failure } from '../../../preload/contract/errors.ts';
import { providerNames } from '../../../preload/contract/providers.ts';
import { type LoginState, locales, type View } from '../../../preload/contract/state.ts';
import { findMatches, searchableAccounts } from '../../../src-renderer/components/filter-field.tsx';
import type { WholeCopy } from '../../../src-renderer/copy/copy.tsx';
import { createTranslate } from '../../../src-renderer/copy/translator.ts';
import { errorWords, isShown } from '../../../src-renderer/error-words.ts';
import {
  firstScreen,
  frameOf,
  initials,
  otherAccounts,
  placeOf,
  reduceScreen,
  returningAccounts,
  type Screen,
  type ScreenEvent,
  shownFailure,
  shownState,
  switchTarget,
} from '../../../src-renderer/login-state.ts';
import { canCancel } from '../../../src-renderer/views/current-view.tsx';
import {
  ana,
  gone,
  known,
  manyAccounts,
  onCall,
  openPolicy,
  reception,
  stateOf,
} from '../../screens/states/people.ts';
import { loadAllMessages } from './messages.ts';

const offline: Failure = { code: 'offline', correlationId: 'one' };
const signedOut = (failure: Failure | null = null): LoginState =>
  stateOf({ kind: 'signed-out', failure });
const home: View = { kind: 'signed-in', accountId: 'ana', failure: null };
const oneAtATime = { ...openPolicy, switchingAllowed: false };

test('an answer that is older than a state already sent is dropped', () => {
  const changed = reduceScreen(firstScreen, { type: 'state-changed', state: stateOf(home) });
  const answered = reduceScreen(changed, { type: 'state-answered', state: signedOut() });
  expect(answered.state?.view.kind).toBe('signed-in');
});

test('a failure that a verb answered is shown until the person goes elsewhere', () => {
  const first = reduceScreen(firstScreen, { type: 'state-answered', state: signedOut() });
  const failed = reduceScreen(first, { type: 'verb-failed', failure: offline });
  expect(shownFailure(failed)).toEqual(offline);
  const same = reduceScreen(failed, { type: 'state-changed', state: signedOut() });
  expect(shownFailure(same)).toEqual(offline);
  const elsewhere = reduceScreen(same, { type: 'state-changed', state: stateOf(home) });
  expect(shownFailure(elsewhere)).toBeNull();
});

test('the failure of the view comes before that of a verb', () => {
  const first = reduceScreen(firstScreen, {
    type: 'state-answered',
    state: signedOut({ code: 'timed-out' }),
  });
  const failed = reduceScreen(first, { type: 'verb-failed', failure: offline });
  expect(shownFailure(failed)?.code).toBe('timed-out');
});

test('a cancelled attempt is no failure to show', () => {
  const state = signedOut({ code: 'cancelled' });
  expect(shownFailure(reduceScreen(firstScreen, { type: 'state-changed', state }))).toBeNull();
});

test('a failure that was put away stays away until it happens again', () => {
  const first = reduceScreen(firstScreen, { type: 'state-changed', state: signedOut(offline) });
  const away = reduceScreen(first, { type: 'dismissed', failure: offline });
  expect(shownFailure(away)).toBeNull();
  const resent = reduceScreen(away, { type: 'state-changed', state: signedOut({ ...offline }) });
  expect(shownFailure(resent)).toBeNull();
  const cleared = reduceScreen(resent, { type: 'state-changed', state: signedOut() });
  const again = reduceScreen(cleared, { type: 'state-changed', state: signedOut(offline) });
  expect(shownFailure(again)).toEqual(offline);
});

/** At home with two accounts that are signed in, after what happened since. */
function afterAt(changes: Partial<LoginState>, events: readonly ScreenEvent[]): Screen {
  const accounts = [known(ana), known(reception), gone(onCall)];
  const state = stateOf(home, { accounts, ...changes });
  const first = reduceScreen(firstScreen, { type: 'state-changed', state });
  return events.reduce(reduceScreen, first);
}

const mainShows = (accountId: string): ScreenEvent => ({
  type: 'state-changed',
  state: stateOf(
    { kind: 'signed-in', accountId, failure: null },
    { accounts: [known(ana), known(reception), gone(onCall)] },
  ),
});
const switchTo = { type: 'switch-started', accountId: reception.id } as const;
const switchDone = { type: 'switch-done', accountId: reception.id } as const;
const refused: ScreenEvent = { type: 'verb-failed', failure: { code: 'session-expired' } };

test.each<[string, Partial<LoginState>, readonly ScreenEvent[], string]>([
  ['is shown before main has answered', {}, [switchTo], 'reception'],
  ['stays when main tells of something else first', {}, [switchTo, mainShows('ana')], 'reception'],
  ['stays when main has made it', {}, [switchTo, switchDone], 'reception'],
  ['stays when main shows it', {}, [switchTo, switchDone, mainShows('reception')], 'reception'],
  [
    'that was made is over with the next state',
    {},
    [switchTo, switchDone, mainShows('ana')],
    'ana',
  ],
  ['that was seen is over', {}, [switchTo, mainShows('reception'), mainShows('ana')], 'ana'],
  ['that main refuses is taken back', {}, [switchTo, refused], 'ana'],
  [
    'to an account that is signed out is left to main',
    {},
    [{ ...switchTo, accountId: onCall.id }],
    'ana',
  ],
  ['that somebody may refuse is left to main', { mayRefuseSwitch: true }, [switchTo], 'ana'],
  ['that policy forbids is left to main', { policy: oneAtATime }, [switchTo], 'ana'],
])('a switch %s', (_what, changes, events, expected) => {
  const screen = afterAt(changes, events);
  expect(shownState(screen)?.view).toEqual({ ...home, accountId: expected });
});

test('an account that is as it was stays the same object from state to state, one that changed does not', () => {
  const offline = known(reception, {
    session: { status: 'offline', failure: { code: 'offline' } },
  });
  const state = stateOf(home, { accounts: structuredClone([known(ana), offline]) });
  const second = reduceScreen(afterAt({}, []), { type: 'state-changed', state });
  expect(second.state?.accounts).toEqual([known(ana), offline]);
  const again = reduceScreen(second, { type: 'state-changed', state: structuredClone(state) });
  expect(again.state?.accounts.map((account, n) => account === second.state?.accounts[n])).toEqual([
    true,
    true,
  ]);
});

test('a switch takes the failure of the account that was left out of sight, and shows its own', () => {
  const failed = stateOf(
    { ...home, failure: offline },
    { accounts: [known(ana), known(reception)] },
  );
  const screen = reduceScreen(afterAt({}, [{ type: 'state-changed', state: failed }]), switchTo);
  expect(shownFailure(screen)).toBeNull();
  expect(shownFailure(afterAt({}, [switchTo, refused]))?.code).toBe('session-expired');
});

test('who goes on to a third account sees that one, whatever comes of the second', () => {
  const third = { type: 'switch-started', accountId: ana.id } as const;
  const screen = afterAt({}, [switchTo, third, switchDone, mainShows('reception')]);
  expect(shownState(screen)?.view).toEqual(home);
});

test('another account is another place in the same frame', () => {
  const other: View = { ...home, accountId: 'reception' };
  expect([placeOf(other) === placeOf(home), frameOf(other) === frameOf(home)]).toEqual([
    false,
    true,
  ]);
  expect(frameOf(signedOut().view)).not.toBe(frameOf(home));
});

test('checking a Sonar password is the same place as the form; checking with a provider is another', () => {
  expect(placeOf({ kind: 'checking', provider: null })).toBe(placeOf(signedOut().view));
  expect(placeOf({ kind: 'checking', provider: 'google' })).not.toBe(placeOf(signedOut().view));
  expect(placeOf(home)).not.toBe(placeOf({ ...home, accountId: 'reception' }));
});

test.each([
  ['starting', { kind: 'starting' }, false],
  ['checking', { kind: 'checking', provider: 'google' }, true],
  ['signed-in', home, false],
] as const)('Escape in %s leads away: %s', (_name, view, expected) => {
  expect(canCancel(stateOf(view))).toBe(expected);
});

test('Escape leaves the sign-in screen only when it leads back to an account', () => {
  expect(canCancel(signedOut())).toBe(false);
  expect(canCancel({ ...signedOut(), canReturn: true })).toBe(true);
});

test('accounts keep their digits whichever of them is shown; the tenth has none', () => {
  const accounts = [ana, ...manyAccounts(10)].map((account) => known(account));
  const digits = otherAccounts(stateOf(home, { accounts }), 'ana').map(({ digit }) => digit);
  expect(digits).toEqual([2, 3, 4, 5, 6, 7, 8, 9, null, null]);
});

test('a digit leads to the account that it stands beside, signed in or not', () => {
  const state = stateOf(home, { accounts: [known(ana), known(reception), gone(onCall)] });
  expect(switchTarget(state, 1)).toBeNull();
  expect(switchTarget(state, 2)?.id).toBe('reception');
  expect(switchTarget(state, 3)?.id).toBe('on-call');
  expect(switchTarget(state, 4)).toBeNull();
  expect(switchTarget({ ...state, view: signedOut().view }, 2)).toBeNull();
});

test('only accounts that are signed out can be continued', () => {
  const accounts = [known(ana), gone(reception)];
  expect(returningAccounts({ ...signedOut(), accounts }).map(({ id }) => id)).toEqual([
    'reception',
  ]);
});

test('the filter finds every word anywhere, without regard to case and accents', () => {
  const prepared = searchableAccounts([ana, reception, onCall]);
  expect(findMatches(prepared, 'EMILIE harbour')).toEqual([onCall]);
  expect(findMatches(prepared, '100')).toEqual([reception]);
  expect(findMatches(prepared, '  ')).toEqual([ana, reception, onCall]);
  expect(findMatches(prepared, 'ana harbour')).toEqual([]);
});

test.each([
  ['Ana Ruiz', 'AR'],
  ['Émilie Tremblay-Lafontaine', 'ÉT'],
  ['Reception', 'R'],
  ['maria del carmen lópez', 'ML'],
  ['', ''],
])('the initials of “%s” are “%s”', (name, expected) => {
  expect(initials(name)).toBe(expected);
});

describe('words for an error', () => {
  async function copyOf(locale: (typeof locales)[number]): Promise<WholeCopy> {
    const t = createTranslate(locale, await loadAllMessages(locale));
    return {
      locale,
      t,
      providerName: (provider) => (provider ? providerNames[provider] : t('provider.unknown')),
    };
  }

  const signedOut: LoginState = stateOf({ kind: 'signed-out', failure: null });
  const codes = errorCodes.filter((code) => code !== 'cancelled');

  function words(failure: Failure, copy: WholeCopy, state: LoginState | null = signedOut) {
    if (!isShown(failure)) throw new Error(`${failure.code} is not shown.`);
    return errorWords(failure, copy, state);
  }

  test.each(locales.flatMap((locale) => codes.map((code) => [locale, code] as const)))(
    '%s says what happened and what to do for %s, with all facts and with none',
    async (locale, code) => {
      const copy = await copyOf(locale);
      const full: Failure = {
        code,
        provider: 'microsoft',
        email: 'ana@northwind.example',
        triesLeft: 2,
        retryAt: '2026-11-02T09:27:00Z',
        certificateIssuer: 'Contoso CA',
      };
      for (const failure of [full, { code }]) {
        const { title, detail, actionLabel } = words(failure, copy);
        for (const text of [title, detail, actionLabel]) {
          expect(text.trim()).not.toBe('');
          expect(text).not.toMatch(/[{}]|undefined|null|\bnone\b/);
        }
      }
    },
  );

  test('every code that is shown has exactly one action', () => {
    expect(codes.filter((code) => errorActions[code] === null)).toEqual([]);
    expect(errorActions.cancelled).toBeNull();
  });

  test('a blocked provider leads to the one that is allowed', async () => {
    const copy = await copyOf('en');
    const result = words({ code: 'blocked-by-policy', provider: 'google' }, copy);
    expect(result.title).toBe('Your organization doesn’t allow Google here');
    expect(result.actionLabel).toBe('Sign in with Microsoft');
  });

  test('with both providers blocked the Sonar username is offered, and without it the details', async () => {
    const copy = await copyOf('en');
    const failure: Failure = { code: 'blocked-by-policy', provider: 'google' };
    const policy = { ...openPolicy, providers: [] };
    expect(words(failure, copy, { ...signedOut, policy }).action).toBe('use-username');
    const nothing = { ...policy, passwordAllowed: false };
    expect(words(failure, copy, { ...signedOut, policy: nothing }).action).toBe('copy-details');
  });

  test.each(locales)(
    'S2-03, %s: settings that cannot be read are told as such, with the details to send',
    async (locale) => {
      const copy = await copyOf(locale);
      const failure: Failure = { code: 'blocked-by-policy', provider: 'google' };
      const texts = (['file', 'registry', 'profile'] as const).map((place) => {
        const policy = { ...openPolicy, trouble: { kind: 'unread', place } as const };
        const result = words(failure, copy, { ...signedOut, policy });
        expect(result.title).toBe(copy.t('notice.policy-unread.title'));
        expect(result.title).not.toContain('Google');
        expect(result.action).toBe('copy-details');
        return result.detail;
      });
      expect(new Set(texts).size).toBe(3);
    },
  );

  test('tries left are told in singular and plural', async () => {
    const copy = await copyOf('en');
    expect(words({ code: 'wrong-credentials', triesLeft: 1 }, copy).detail).toBe(
      'You have 1 more try.',
    );
    expect(words({ code: 'wrong-credentials', triesLeft: 3 }, copy).detail).toBe(
      'You have 3 more tries.',
    );
    expect(words({ code: 'wrong-credentials' }, copy).detail).toMatch(/^Check both/);
  });

  test('an ended session names the person to sign in again', async () => {
    const state = { ...signedOut, accounts: [gone(ana)] };
    const failure: Failure = { code: 'session-expired', email: 'ana@northwind.example' };
    expect(words(failure, await copyOf('en'), state).actionLabel).toBe('Sign in as Ana Ruiz');
  });

  const endings = [
    'session-expired',
    'sso-turned-off',
    'sso-not-enabled',
    'account-disabled',
  ] as const;

  test.each(locales.flatMap((locale) => endings.map((code) => [locale, code] as const)))(
    '%s: a session that ended beside an open account is told with its name, not as "you": %s',
    async (locale, code) => {
      const copy = await copyOf(locale);
      const signedIn = stateOf({ kind: 'signed-in', accountId: onCall.id, failure: null });
      const state = { ...signedIn, accounts: [known(onCall), gone(ana), gone(reception)] };
      const beside = words({ code, accountId: ana.id }, copy, state);
      const own = words({ code }, copy, state);
      expect(beside.title).toContain('Ana Ruiz');
      expect(`${own.title} ${own.detail}`).not.toContain('Ana Ruiz');
      expect(beside.title).not.toBe(own.title);
      expect(words({ code, accountId: onCall.id }, copy, state)).toMatchObject({
        title: own.title,
      });
      // What could be taken for the person who reads it.
      const yours = /\b(your?|tu|vous|votre)\b|you’ve/i;
      if (code !== 'session-expired') expect(beside.detail).not.toMatch(yours);
      expect(beside.title).not.toMatch(yours);
    },
  );
});
