import { expect, test } from 'vitest';
import { formatDate } from '../../../../src-renderer/copy/formats.ts';
import {
  formatAgo,
  formatDayAgo,
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

test.each([
  ['2026-11-02', 'today'],
  // In the evening of the Americas it is tomorrow in UTC already.
  ['2026-11-03', 'today'],
  ['2026-11-01', 'yesterday'],
  ['2026-10-28', '5 days ago'],
  ['2026-09-02', '2 months ago'],
  ['2024-11-01', '2 years ago'],
])('S2-02: the day %s is said as %s, at any hour and in any time zone', (day, said) => {
  for (const hour of [0, 12, 23]) {
    expect(formatDayAgo(day, new Date(2026, 10, 2, hour, 30).getTime(), 'en')).toBe(said);
  }
});

test('dates and lists follow the language', () => {
  expect(formatDate('2026-10-30T23:00:00Z', 'en', 'UTC')).toBe('Oct 30, 2026');
  expect(formatDate('2026-10-30T23:00:00Z', 'fr-CA', 'UTC')).toBe('30 oct. 2026');
  expect(formatDate('never', 'en')).toBe('');
  expect(formatList(['a', 'b', 'c'], 'en')).toBe('a, b, and c');
  expect(formatList(['a', 'b'], 'es')).toBe('a y b');
});
