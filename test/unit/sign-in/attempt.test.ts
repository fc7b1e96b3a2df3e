import { expect, test } from 'vitest';
import { createAttempts, timeLeftMs } from '../../../src-main/sign-in/attempt.ts';

const minuteMs = 60_000;

test.each([
  ['a minute later', minuteMs, 4 * minuteMs],
  ['when it is over', 6 * minuteMs, 0],
  ['when the clock was set back by a day', -1440 * minuteMs, 5 * minuteMs],
  ['when the clock was set ahead by a day', 1440 * minuteMs, 0],
])('LB-12, TK-20: an attempt ends after five minutes, %s', (_, later, left) => {
  const now = Date.parse('2026-03-05T12:00:00Z');
  const attempt = createAttempts(() => now).start('google', {
    kind: 'sign-in',
    anotherAccount: false,
  });
  expect(timeLeftMs(attempt, now + later)).toBe(left);
});
