import { expect, test } from 'vitest';
import { readRetryAt } from '../../../src-main/network/network.ts';

const now = () => Date.parse('2026-11-25T10:00:00Z');

test.each([
  ['120', '2026-11-25T10:02:00.000Z'],
  ['Wed, 25 Nov 2026 10:05:00 GMT', '2026-11-25T10:05:00.000Z'],
  ['1000000000', '2026-11-25T11:00:00.000Z'],
  ['Thu, 25 Nov 2027 10:00:00 GMT', '2026-11-25T11:00:00.000Z'],
  ['0', null],
  ['-5', null],
  ['1e9', null],
  ['soon', null],
  ['Wed, 25 Nov 2026 09:00:00 GMT', null],
  [null, null],
])('Retry-After %s means %s', (header, expected) => {
  expect(readRetryAt(header, now)).toBe(expected);
});
