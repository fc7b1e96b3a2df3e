import fc from 'fast-check';
import { expect, test } from 'vitest';
import { locales } from '../../../preload/contract/state.ts';
import { isolateText, plainText } from '../../../preload/foreign-text.ts';
import { text } from '../../../src-main/common/text-value.ts';
import { loadAccountMessages } from '../../../src-renderer/copy/account-copy.tsx';
import { loadMessages } from '../../../src-renderer/copy/copy.tsx';
import { beside } from '../../../src-renderer/copy/formats.ts';
import { createTranslate } from '../../../src-renderer/copy/translator.ts';
import { formatList } from '../../../src-renderer/views/account/account-formats.ts';
import { choices, placeholders } from './messages.ts';

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
  const t = createTranslate('en', await loadAccountMessages('en'));
  const names = formatList(['נועה', 'Ana', 'לוי'], 'en');
  expect(names).toBe('\u2068נועה\u2069, Ana, and \u2068לוי\u2069');
  expect(outside(t('recycled.opens', { names })) ?? '').not.toMatch(hebrew);
});

test.each(locales)(
  'B-36, IP-12, AR-13: no value turns a sentence of %s round, whichever sentence it stands in',
  async (locale) => {
    const catalogs = [await loadMessages(locale), await loadAccountMessages(locale)];
    for (const messages of catalogs as readonly Readonly<Record<string, string>>[]) {
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
  const t = createTranslate('en', await loadMessages('en'));
  expect(t('action.sign-in-as', { name: 'none' })).toBe('Sign in as none');
  expect(t('error.session-expired.title', { person: 'none' })).toMatch(/^none has/);
  const link = { email: 'none', provider: 'Google', by: 'match', date: 'today' };
  expect(t('notice.links.text', { ...link, device: 'none' })).toMatch(/^none \(.* on none\.$/);
  expect(t('notice.links.text', { ...link, device: null })).toMatch(/on today\.$/);
});

test('a select reads its value as it is', async () => {
  const t = createTranslate('en', await loadMessages('en'));
  expect(t('error.already-linked.title', { email: null })).toMatch(/^This identity/);
  expect(t('error.access-denied.title', { who: 'Google' })).toMatch(/^Google/);
  expect(t('error.already-linked.title', { email: 'ana@maple.example' })).toMatch(
    /^ana@maple\.example is already/,
  );
});
