import { expect, test } from 'vitest';
import {
  formatAgo,
  formatDate,
  formatList,
} from '../../../../src-renderer/views/account/account-formats.ts';

const now = Date.UTC(2026, 10, 2, 9, 12, 0);

test.each([
  ['2026-11-02T09:11:59Z', 'just now'],
  ['2026-11-02T09:11:00Z', '1 minute ago'],
  ['2026-11-02T06:12:00Z', '3 hours ago'],
  ['2026-11-01T09:12:00Z', 'yesterday'],
  ['2026-10-28T09:12:00Z', '5 days ago'],
  ['2026-09-02T09:12:00Z', '2 months ago'],
  ['2024-11-01T09:12:00Z', '2 years ago'],
])('%s is said as %s', (instant, said) => {
  expect(formatAgo(instant, now, 'en')).toBe(said);
});

test('an instant that a fast clock puts into the future counts as just now', () => {
  expect(formatAgo('2026-11-02T10:00:00Z', now, 'en')).toBe('just now');
});

test('dates and lists follow the language', () => {
  expect(formatDate('2026-10-30T23:00:00Z', 'en', 'UTC')).toBe('Oct 30, 2026');
  expect(formatDate('2026-10-30T23:00:00Z', 'fr-CA', 'UTC')).toBe('30 oct. 2026');
  expect(formatDate('never', 'en')).toBe('');
  expect(formatList(['a', 'b', 'c'], 'en')).toBe('a, b, and c');
  expect(formatList(['a', 'b'], 'es')).toBe('a y b');
});
