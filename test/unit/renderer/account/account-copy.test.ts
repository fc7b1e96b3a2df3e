import { expect, test } from 'vitest';
import { locales } from '../../../../preload/contract.ts';
import { loadAccountMessages } from '../../../../src-renderer/copy/account-copy.tsx';
import { type AccountMessageKey, en } from '../../../../src-renderer/copy/en-account.ts';
import { choices, isUsed, placeholders, rendererSources } from '../messages.ts';

const keys = Object.keys(en) as AccountMessageKey[];
const others = locales.filter((locale) => locale !== 'en');

test.each(others)('%s has the keys of English, no more and no fewer', async (locale) => {
  expect(Object.keys(await loadAccountMessages(locale)).sort()).toEqual([...keys].sort());
});

test.each(others)(
  '%s has the placeholders and cases of English in every message',
  async (locale) => {
    const messages = await loadAccountMessages(locale);
    for (const key of keys) {
      expect([key, placeholders(messages[key], locale), choices(messages[key], locale)]).toEqual([
        key,
        placeholders(en[key], 'en'),
        choices(en[key], 'en'),
      ]);
    }
  },
);

test.each(others)('%s leaves nothing in English that has words', async (locale) => {
  const messages = await loadAccountMessages(locale);
  const sameEverywhere =
    /^(account\.whose|when\.both|unlink\.way|devices\.about|about\.version|review\.place|choices\.account|self-test\.name\.(google|microsoft|sonar))$/;
  expect(keys.filter((key) => messages[key] === en[key] && !sameEverywhere.test(key))).toEqual([]);
});

test('every key is used by the window', async () => {
  const sources = await rendererSources();
  expect(keys.filter((key) => !isUsed(key, sources))).toEqual([]);
});

test('French of Canada puts a no-break space before a colon', async () => {
  const messages = await loadAccountMessages('fr-CA');
  const wrong = /[^\u00a0]:(?:\s|$)|«[^\u00a0]|[^\u00a0]»/;
  expect(keys.filter((key) => wrong.test(messages[key]))).toEqual([]);
});

test.each(locales)('%s writes typographic apostrophes and quotation marks', async (locale) => {
  const messages = await loadAccountMessages(locale);
  expect(keys.filter((key) => /['"]/.test(messages[key]))).toEqual([]);
});
