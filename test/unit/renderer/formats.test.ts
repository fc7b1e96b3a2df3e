import { expect, test } from 'vitest';
import { formatDateTime, formatTime, formatTimeLeft } from '../../../src-renderer/copy/formats.ts';

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
