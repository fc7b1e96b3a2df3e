import { expect, test } from 'vitest';
import { LoginError } from '../../../src-main/errors/login-error.ts';
import { limitOpenings } from '../../../src-main/sign-in/openings.ts';

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
