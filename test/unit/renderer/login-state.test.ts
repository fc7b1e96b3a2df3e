import { expect, test } from 'vitest';
import type { Failure } from '../../../preload/contract/errors.ts';
import type { LoginState, View } from '../../../preload/contract/state.ts';
import {
  filterAccounts,
  firstScreen,
  initials,
  otherAccounts,
  placeOf,
  reduceScreen,
  returningAccounts,
  searchable,
  shownFailure,
  switchTarget,
} from '../../../src-renderer/login-state.ts';
import { canCancel } from '../../../src-renderer/views/current-view.tsx';
import {
  ana,
  gone,
  known,
  manyAccounts,
  onCall,
  reception,
  stateOf,
} from '../../screens/states/people.ts';

const offline: Failure = { code: 'offline', correlationId: 'one' };
const signedOut = (failure: Failure | null = null): LoginState =>
  stateOf({ kind: 'signed-out', failure });
const home: View = { kind: 'signed-in', accountId: 'ana', failure: null };

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
  const prepared = searchable([ana, reception, onCall]);
  expect(filterAccounts(prepared, 'EMILIE harbour')).toEqual([onCall]);
  expect(filterAccounts(prepared, '100')).toEqual([reception]);
  expect(filterAccounts(prepared, '  ')).toEqual([ana, reception, onCall]);
  expect(filterAccounts(prepared, 'ana harbour')).toEqual([]);
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
