import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRenewalTimers } from '../../../src-main/session/renewal-times.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function createTimers() {
  const renewed: string[] = [];
  const timers = createRenewalTimers((accountId) => renewed.push(accountId), Date.now);
  return { renewed, timers };
}

test('a later date replaces an earlier one, and each fires once', () => {
  const { renewed, timers } = createTimers();
  timers.schedule('a', Date.now() + 1_000);
  timers.schedule('a', Date.now() + 5_000);
  vi.advanceTimersByTime(4_999);
  expect(renewed).toEqual([]);
  vi.advanceTimersByTime(60_000);
  expect(renewed).toEqual(['a']);
});

test('B-24: a date in the past fires at once, a date years away does not', () => {
  const { renewed, timers } = createTimers();
  timers.schedule('past', Date.now() - 86_400_000);
  timers.schedule('far', Date.now() + 40 * 365 * 86_400_000);
  vi.advanceTimersByTime(1);
  expect(renewed).toEqual(['past']);
});

test('never is never, and nothing fires after the end', () => {
  const { renewed, timers } = createTimers();
  timers.schedule('never', Number.POSITIVE_INFINITY);
  timers.schedule('soon', Date.now() + 10);
  timers.close();
  // A renewal that was under way ends after the end.
  timers.schedule('late', Date.now() + 10);
  vi.advanceTimersByTime(90_000_000);
  expect(renewed).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

test('S2-13: what is no date is looked at in an hour, and one before all dates at once', () => {
  const { renewed, timers } = createTimers();
  timers.schedule('unknown', Number.NaN);
  timers.schedule('long ago', Number.NEGATIVE_INFINITY);
  timers.schedule('huge', Number.MAX_VALUE);
  vi.advanceTimersByTime(3_599_999);
  expect(renewed).toEqual(['long ago']);
  vi.advanceTimersByTime(1);
  expect(renewed).toEqual(['long ago', 'unknown']);
});
