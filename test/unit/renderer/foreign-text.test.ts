import fc from 'fast-check';
import { expect, test } from 'vitest';
import { errorCodes } from '../../../preload/contract/errors.ts';
import { locales } from '../../../preload/contract/state.ts';
import { isolateText, plainText } from '../../../preload/foreign-text.ts';
import { text } from '../../../src-main/common/text-value.ts';
import { en as firstWords } from '../../../src-renderer/copy/en.ts';
import { en as laterWords } from '../../../src-renderer/copy/en-later.ts';
import {
  beside,
  formatDateTime,
  formatTime,
  formatTimeLeft,
} from '../../../src-renderer/copy/formats.ts';
import { lostWords } from '../../../src-renderer/copy/lost-words.ts';
import { createTranslate } from '../../../src-renderer/copy/translator.ts';
import { viewFailure } from '../../../src-renderer/login-state.ts';
import { formatList } from '../../../src-renderer/views/account/account-formats.ts';
import { allStates } from '../../screens/states/all.ts';
import { choices, isUsed, loadAllMessages, placeholders, rendererSources } from './messages.ts';

const turners = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2067\u206a-\u206f\ufeff]/u;
const hebrew = /[\u0590-\u05ff]/u;

/** What stands outside of every isolate; null when they are not whole. */
function outside(text: string): string | null {
  let depth = 0;
  let found = '';
  for (const character of text) {
    if (character === '\u2068') depth += 1;
    else if (character === '\u2069') depth -= 1;
    else if (depth === 0) found += character;
    if (depth < 0) return null;
  }
  return depth === 0 ? found : null;
}

const hostile = fc
  .array(
    fc.constantFrom(
      '\u202e',
      '\u2066',
      '\u2068',
      '\u2069',
      '\u200f',
      '\u0000',
      '\n',
      '\u2028',
      'a',
      ' ',
      'נועה',
      '210',
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

test('B-36: what is left of a text has no character that turns or breaks a line', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(plainText(text)).not.toMatch(turners);
      expect(plainText(text)).not.toMatch(/[\u2068\u2069]/);
      expect(plainText(plainText(text))).toBe(plainText(text));
    }),
  );
});

test('B-36: joiners and marks that a script is written with stay', () => {
  for (const text of ['می‌خواهم', '👩‍👩‍👧', 'Zoë', 'क्‍ष', '🏴\u{e0067}\u{e0062}\u{e007f}']) {
    expect(plainText(text)).toBe(text);
  }
});

test('B-36: text from left to right has no marks, so that it can be copied; text from right to left is isolated', () => {
  expect(isolateText('Émilie Tremblay')).toBe('Émilie Tremblay');
  expect(isolateText('\u202eMaple')).toBe('Maple');
  expect(isolateText('נועה')).toBe('\u2068נועה\u2069');
  expect(isolateText('عيادة 5')).toBe('\u2068عيادة 5\u2069');
  expect(isolateText('\u2069נועה\u2068')).toBe('\u2068נועה\u2069');
});

test('B-37: of parts beside each other an empty one vanishes with its separator', () => {
  expect(beside('Maple Dental', '')).toBe('Maple Dental');
  expect(beside('', 'Ext. 210')).toBe('Ext. 210');
  expect(beside('', '\u202e', ' ')).toBe('');
  expect(beside('Maple', 'Ext. 210', 'ana')).toBe('Maple · Ext. 210 · ana');
});

test('B-36: each word of a list is isolated by itself, and stays so inside a sentence', async () => {
  const t = createTranslate('en', await loadAllMessages('en'));
  const names = formatList(['נועה', 'Ana', 'לוי'], 'en');
  expect(names).toBe('\u2068נועה\u2069, Ana, and \u2068לוי\u2069');
  expect(outside(t('recycled.opens', { names })) ?? '').not.toMatch(hebrew);
});

test.each(locales)(
  'B-36, IP-12, AR-13: no value turns a sentence of %s round, whichever sentence it stands in',
  async (locale) => {
    const messages: Readonly<Record<string, string>> = await loadAllMessages(locale);
    const t = createTranslate(locale, messages);
    for (const [key, message] of Object.entries(messages)) {
      const names = placeholders(message, locale);
      if (names.length === 0) continue;
      const selects = choices(message, locale).map((choice) => choice.split(': ')[0]);
      const numbers = [...message.matchAll(/\{(\w+), plural/g)].map(([, name]) => name);
      fc.assert(
        fc.property(hostile, (text) => {
          const values = names.map((name) => [name, numbers.includes(name) ? 2 : text]);
          const said = t(key, Object.fromEntries(values));
          expect([key, outside(said)?.match(hebrew)]).toEqual([key, null]);
          expect([key, said.match(turners)]).toEqual([key, null]);
        }),
        { numRuns: 20 },
      );
      for (const name of selects.filter((one) => one !== undefined)) {
        expect(
          t(key, Object.fromEntries(names.map((one) => [one, one === name ? null : 2]))),
        ).toBeTypeOf('string');
      }
    }
  },
);

test('IP-12, B-37: of a text without anything to be seen nothing is left, and it has words for empty', () => {
  for (const blank of [
    '\u3164',
    '\u200d\u200c',
    '\u2800',
    '\ufe0f',
    '\u00ad \u034f',
    '\u115f\u1160',
  ]) {
    expect([blank, plainText(blank)]).toEqual([blank, '']);
    expect([blank, text(0).parse(blank), text(1).parse(blank)]).toEqual([blank, '', '\ufffd']);
  }
  expect(plainText('A\u3164na\u00ad R\u034fuiz')).toBe('Ana Ruiz');
  expect(beside('\u3164', 'Ext. 210')).toBe('Ext. 210');
});

test('IP-12: marks are not piled up over the lines around a name', () => {
  expect(plainText(`Ana${'\u0301'.repeat(300)}`)).toBe(`Ana${'\u0301'.repeat(8)}`);
  expect(plainText('ကြွှူံ့')).toBe('ကြွှူံ့');
});

test('B-37: somebody may be called like the case for nobody', async () => {
  const t = createTranslate('en', await loadAllMessages('en'));
  expect(t('action.sign-in-as', { name: 'none' })).toBe('Sign in as none');
  expect(t('error.session-expired.title', { person: 'none' })).toMatch(/^none has/);
  const link = { email: 'none', provider: 'Google', by: 'match', date: 'today' };
  expect(t('notice.links.text', { ...link, device: 'none' })).toMatch(/^none \(.* on none\.$/);
  expect(t('notice.links.text', { ...link, device: null })).toMatch(/on today\.$/);
});

test('a select reads its value as it is', async () => {
  const t = createTranslate('en', await loadAllMessages('en'));
  expect(t('error.already-linked.title', { email: null })).toMatch(/^This identity/);
  expect(t('error.access-denied.title', { who: 'Google' })).toMatch(/^Google/);
  expect(t('error.already-linked.title', { email: 'ana@maple.example' })).toMatch(
    /^ana@maple\.example is already/,
  );
});

const en = { ...firstWords, ...laterWords };
const keys = Object.keys(en) as (keyof typeof en)[];
const others = locales.filter((locale) => locale !== 'en');
const sources = await rendererSources();

test.each(others)('%s has the keys of English, no more and no fewer', async (locale) => {
  expect(Object.keys(await loadAllMessages(locale)).sort()).toEqual([...keys].sort());
});

test.each(others)('%s has the placeholders of English in every message', async (locale) => {
  const messages = await loadAllMessages(locale);
  for (const key of keys) {
    expect([key, ...placeholders(messages[key], locale)]).toEqual([
      key,
      ...placeholders(en[key], 'en'),
    ]);
  }
});

test.each(others)('%s chooses between the same cases as English', async (locale) => {
  const messages = await loadAllMessages(locale);
  for (const key of keys) {
    expect([key, ...choices(messages[key], locale)]).toEqual([key, ...choices(en[key], 'en')]);
  }
});

test.each(others)('%s leaves nothing in English that has words', async (locale) => {
  const messages = await loadAllMessages(locale);
  const sameEverywhere =
    /^(provider\.|starting\.title|details\.code|account\.(extension|whose)|action\.close|when\.both|unlink\.way|devices\.about|about\.version|computer\.notifications|review\.place|choices\.account|self-test\.name\.sonar)/;
  const untranslated = keys.filter((key) => messages[key] === en[key] && !sameEverywhere.test(key));
  expect(untranslated).toEqual([]);
});

test('no key stands in both catalogues', () => {
  expect(Object.keys(firstWords).filter((key) => key in laterWords)).toEqual([]);
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
  const messages = await loadAllMessages(locale);
  const banned = /\b(error|erreur|failed|invalid|invalide|inválid[oa]|falló)\b/i;
  expect(keys.filter((key) => key.startsWith('error.') && banned.test(messages[key]))).toEqual([]);
});

test('French of Canada puts a no-break space before a colon and inside quotation marks', async () => {
  const messages = await loadAllMessages('fr-CA');
  expect(
    keys.filter((key) => /[^\u00a0]:(?:\s|$)|«[^\u00a0]|[^\u00a0]»/.test(messages[key])),
  ).toEqual([]);
});

test.each(locales)('%s writes typographic apostrophes and quotation marks', async (locale) => {
  const messages = await loadAllMessages(locale);
  expect(keys.filter((key) => /['"]/.test(messages[key]))).toEqual([]);
});

test('a plural and a number follow the language', async () => {
  const en1 = createTranslate('en', await loadAllMessages('en'));
  const fr = createTranslate('fr-CA', await loadAllMessages('fr-CA'));
  expect(en1('choosing.found', { count: 1 })).toBe('1 account');
  expect(en1('choosing.found', { count: 10_000 })).toBe('10,000 accounts');
  expect(fr('choosing.found', { count: 10_000 })).toMatch(/^10\s000 comptes$/);
  expect(fr('choosing.found', { count: 0 })).toBe('Aucun compte');
});

test('what finishes a text sees every text, with and without placeholders', async () => {
  const t = createTranslate('en', await loadAllMessages('en'), (text) => `[${text}]`);
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
