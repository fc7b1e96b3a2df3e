import { expect, test } from 'vitest';
import { nextTryAt } from '../../../src-main/session/renewal-times.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const never = () => 0;
const always = () => 1;

test.each([
  [1, 5_000],
  [2, 10_000],
  [4, 40_000],
  [7, 300_000],
  [1_000, 300_000],
])(
  'after %i failures in a row the next try is %i ms away, a quarter more by chance',
  (failures, wait) => {
    expect(nextTryAt(failures, undefined, now, never) - now).toBe(wait);
    expect(nextTryAt(failures, undefined, now, always) - now).toBe(wait * 1.25);
  },
);

test.each([
  ['what the service asks for is kept to', '2026-03-01T12:02:00Z', 120_000],
  ['an absurd wish is capped at 15 minutes', '2099-01-01T00:00:00Z', 900_000],
  ['a moment that has passed means now', '2026-03-01T11:00:00Z', 0],
  ['nonsense counts as no wish', 'soon', 5_000],
])('%s', (_, retryAt, wait) => {
  expect(nextTryAt(1, retryAt, now, never) - now).toBe(wait);
});
