import { expect, test } from 'vitest';
import { errorCodes } from '../../../preload/contract/errors.ts';
import { locales } from '../../../preload/contract/state.ts';
import { loadMessages } from '../../../src-renderer/copy/copy.tsx';
import { en, type Messages } from '../../../src-renderer/copy/en.ts';
import { formatDateTime, formatTime, formatTimeLeft } from '../../../src-renderer/copy/formats.ts';
import { lostWords } from '../../../src-renderer/copy/lost-words.ts';
import { createTranslate } from '../../../src-renderer/copy/translator.ts';
import { viewFailure } from '../../../src-renderer/login-state.ts';
import { allStates } from '../../screens/states/all.ts';
import { choices, isUsed, placeholders, rendererSources } from './messages.ts';

const keys = Object.keys(en) as (keyof Messages)[];
const others = locales.filter((locale) => locale !== 'en');
const sources = await rendererSources();

test.each(others)('%s has the keys of English, no more and no fewer', async (locale) => {
  expect(Object.keys(await loadMessages(locale)).sort()).toEqual([...keys].sort());
});

test.each(others)('%s has the placeholders of English in every message', async (locale) => {
  const messages = await loadMessages(locale);
  for (const key of keys) {
    expect([key, ...placeholders(messages[key], locale)]).toEqual([
      key,
      ...placeholders(en[key], 'en'),
    ]);
  }
});

test.each(others)('%s chooses between the same cases as English', async (locale) => {
  const messages = await loadMessages(locale);
  for (const key of keys) {
    expect([key, ...choices(messages[key], locale)]).toEqual([key, ...choices(en[key], 'en')]);
  }
});

test.each(others)('%s leaves nothing in English that has words', async (locale) => {
  const messages = await loadMessages(locale);
  const sameEverywhere =
    /^(provider\.|starting\.title|details\.code|account\.|home\.account-status|home\.extension|action\.close)/;
  const untranslated = keys.filter((key) => messages[key] === en[key] && !sameEverywhere.test(key));
  expect(untranslated).toEqual([]);
});

test('every key is used by the window', () => {
  expect(keys.filter((key) => !isUsed(key, sources))).toEqual([]);
});

test('a key that no source names counts as unused', () => {
  expect(isUsed('signed-out.no-such-key', sources)).toBe(false);
  expect(isUsed('home.remove.hint', sources)).toBe(true);
});

test('every code has a headline and a detail, except cancelled, which is only announced', () => {
  const shown = errorCodes.filter((code) => code !== 'cancelled');
  for (const code of shown) {
    expect(keys).toContain(`error.${code}.title`);
    expect(keys).toContain(`error.${code}.detail`);
  }
});

test.each(locales)('no headline of %s says error, failed or invalid', async (locale) => {
  const messages = await loadMessages(locale);
  const banned = /\b(error|erreur|failed|invalid|invalide|inválid[oa]|falló)\b/i;
  expect(keys.filter((key) => key.startsWith('error.') && banned.test(messages[key]))).toEqual([]);
});

test('French of Canada puts a no-break space before a colon and inside quotation marks', async () => {
  const messages = await loadMessages('fr-CA');
  expect(
    keys.filter((key) => /[^\u00a0]:(?:\s|$)|«[^\u00a0]|[^\u00a0]»/.test(messages[key])),
  ).toEqual([]);
});

test.each(locales)('%s writes typographic apostrophes and quotation marks', async (locale) => {
  const messages = await loadMessages(locale);
  expect(keys.filter((key) => /['"]/.test(messages[key]))).toEqual([]);
});

test('a plural and a number follow the language', async () => {
  const en1 = createTranslate('en', await loadMessages('en'));
  const fr = createTranslate('fr-CA', await loadMessages('fr-CA'));
  expect(en1('choosing.found', { count: 1 })).toBe('1 account');
  expect(en1('choosing.found', { count: 10_000 })).toBe('10,000 accounts');
  expect(fr('choosing.found', { count: 10_000 })).toMatch(/^10\s000 comptes$/);
  expect(fr('choosing.found', { count: 0 })).toBe('Aucun compte');
});

test('what finishes a text sees every text, with and without placeholders', async () => {
  const t = createTranslate('en', await loadMessages('en'), (text) => `[${text}]`);
  expect(t('verb.cancel')).toBe('[Cancel]');
  expect(t('waiting.state', { provider: 'Google' })).toBe('[Waiting for Google]');
});

test.each([
  [272, '4:32'],
  [271.2, '4:32'],
  [60, '1:00'],
  [5, '0:05'],
  [0, '0:00'],
  [-3, '0:00'],
])('%d seconds are written %s', (seconds, expected) => {
  expect(formatTimeLeft(seconds)).toBe(expected);
});

test('a time of day follows the language', () => {
  const instant = '2026-11-02T15:05:00Z';
  expect(formatTime(instant, 'en', 'UTC')).toMatch(/^3:05\sPM$/);
  expect(formatTime(instant, 'fr-CA', 'UTC')).toMatch(/^15\sh\s05$/);
  expect(formatTime(instant, 'es', 'UTC')).toBe('15:05');
});

test('what is no instant has no words', () => {
  expect(formatTime('soon', 'en')).toBeNull();
  expect(formatDateTime('soon', 'en')).toBeNull();
});

test('S2-16: a view that cannot be drawn has words in every language, without blame and with one action', () => {
  for (const { title, text, reload } of Object.values(lostWords)) {
    expect(`${title} ${text}`).not.toMatch(
      /\b(error|erreur|failed|invalid|invalide|inválid[oa]|falló)\b/i,
    );
    expect(text).toContain(reload.slice(0, 5));
  }
});

test('every picture has a name of its own', () => {
  const names = allStates.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test('every kind of view is pictured', () => {
  const kinds = new Set(allStates.map(({ state }) => state.view.kind));
  expect([...kinds].sort()).toEqual([
    'checking',
    'choosing',
    'confirming-link',
    'linking',
    'signed-in',
    'signed-out',
    'starting',
    'waiting-for-browser',
  ]);
});

test('every code is pictured, except cancelled, which shows nothing', () => {
  const codes = new Set(allStates.map(({ state }) => viewFailure(state.view)?.code));
  expect(errorCodes.filter((code) => !codes.has(code))).toEqual(['cancelled']);
});
