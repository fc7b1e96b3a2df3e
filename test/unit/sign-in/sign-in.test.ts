import { expect, test } from 'vitest';
import { LoginError } from '../../../src-main/errors/login-error.ts';
import { createAttempts, timeLeftMs } from '../../../src-main/sign-in/attempt.ts';
import { limitOpenings } from '../../../src-main/sign-in/openings.ts';

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

/** Openings on a clock that a test moves. */
function createOpenings() {
  const clock = { ms: 1_000_000 };
  const opened: string[] = [];
  let made = 0;
  const openings = limitOpenings(
    async (url) => void opened.push(url),
    () => clock.ms,
  );
  function makeUrl(): string {
    made += 1;
    return `page ${made}`;
  }
  /** Opens as often as it is asked to; the refusals. */
  async function open(times: number): Promise<readonly unknown[]> {
    const refusals: unknown[] = [];
    for (let time = 0; time < times; time += 1) {
      await openings.open(makeUrl).catch((error: unknown) => refusals.push(error));
    }
    return refusals;
  }
  return { clock, opened, openings, open, made: () => made };
}

test('S2-21: eighty calls in a row open a few pages; the rest is refused out loud, with the time of the next', async () => {
  const { clock, opened, open, made } = createOpenings();
  const refusals = await open(80);
  expect(opened).toHaveLength(10);
  // A page that is not opened would push out one that is.
  expect(made()).toBe(10);
  expect(refusals).toHaveLength(70);
  for (const refusal of refusals) {
    expect(refusal).toBeInstanceOf(LoginError);
    expect(refusal).toMatchObject({
      code: 'too-many-tries',
      facts: { retryAt: new Date(clock.ms + 60_000).toISOString() },
    });
  }
  clock.ms += 60_000;
  expect(await open(1)).toEqual([]);
});

test('S2-21: a hand that opens a page every six seconds is never refused', async () => {
  const { clock, open } = createOpenings();
  for (let page = 0; page < 200; page += 1) {
    expect(await open(1)).toEqual([]);
    clock.ms += 6_000;
  }
});

test('S2-21: who comes back with an answer may open more, but nobody one page a second for long', async () => {
  const { clock, opened, openings, open } = createOpenings();
  for (let page = 0; page < 50; page += 1) {
    expect(await open(1)).toEqual([]);
    openings.noteAnswer();
    clock.ms += 100;
  }
  for (let page = 0; page < 50; page += 1) {
    await open(1);
    openings.noteAnswer();
  }
  expect(opened).toHaveLength(60);
});

test('S2-21: a clock that is set back locks nobody out', async () => {
  const { clock, open } = createOpenings();
  await open(10);
  clock.ms -= 3_600_000;
  expect(await open(1)).toEqual([]);
});
