import { expect, test } from 'vitest';
import { errorActions, errorCodes, type Failure } from '../../../preload/contract/errors.ts';
import { providerNames } from '../../../preload/contract/providers.ts';
import { type LoginState, locales } from '../../../preload/contract/state.ts';
import { type Copy, loadMessages } from '../../../src-renderer/copy/copy.tsx';
import { createTranslate } from '../../../src-renderer/copy/translator.ts';
import { errorWords, isShown } from '../../../src-renderer/error-words.ts';
import {
  ana,
  gone,
  known,
  onCall,
  openPolicy,
  reception,
  stateOf,
} from '../../screens/states/people.ts';

async function copyOf(locale: (typeof locales)[number]): Promise<Copy> {
  const t = createTranslate(locale, await loadMessages(locale));
  return {
    locale,
    t,
    providerName: (provider) => (provider ? providerNames[provider] : t('provider.unknown')),
    finish: (text) => text,
  };
}

const signedOut: LoginState = stateOf({ kind: 'signed-out', failure: null });
const codes = errorCodes.filter((code) => code !== 'cancelled');

function words(failure: Failure, copy: Copy, state: LoginState | null = signedOut) {
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
    expect(words({ code, accountId: onCall.id }, copy, state)).toMatchObject({ title: own.title });
    // What could be taken for the person who reads it.
    const yours = /\b(your?|tu|vous|votre)\b|you’ve/i;
    if (code !== 'session-expired') expect(beside.detail).not.toMatch(yours);
    expect(beside.title).not.toMatch(yours);
  },
);
