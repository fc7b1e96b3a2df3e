import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { builtInPolicy } from '../../../src-main/policy/evaluate-policy.ts';
import type { LiveSession } from '../../../src-main/session/live-sessions.ts';
import { renewSession } from '../../../src-main/session/renew-session.ts';
import {
  createRenewalTimers,
  nextRenewalAt,
  nextTryAt,
} from '../../../src-main/session/renewal-times.ts';
import { account, createPorts, createProvider, createService, now } from './renewal-parts.ts';

describe('the wait before a renewal is tried again', () => {
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
});

const minuteMs = 60_000;
const verified = { ...account, verifiedAt: new Date(now).toISOString(), reverifyBy: null };

function live(lifeMs: number | null): LiveSession {
  return {
    view: { status: 'online', failure: null },
    confirmWith: null,
    confirmFailure: null,
    needsAdministrator: null,
    accessToken:
      lifeMs === null ? null : { value: 'access', receivedAt: now, expiresAt: now + lifeMs },
    softphoneToken: null,
    failures: 0,
    failedUntil: 0,
    provedAt: null,
    newLinks: [],
    newCodes: [],
    generation: 1,
    endings: 0,
  };
}

test.each([
  ['an hour', 60 * minuteMs, 59 * minuteMs],
  ['two minutes', 2 * minuteMs, 96_000],
  ['no time at all', 0, 1_000],
  ['less than no time', -minuteMs, 1_000],
  ['no token', null, Number.POSITIVE_INFINITY],
])('an access token for %s is renewed before its end, and never at once', (_, life, wait) => {
  expect(nextRenewalAt(verified, live(life), builtInPolicy, now, 0) - now).toBe(wait);
});

test('a confirmation that is due comes first, a minute later at the soonest', () => {
  const session = live(60 * minuteMs);
  expect(nextRenewalAt(account, session, builtInPolicy, now, 0) - now).toBe(minuteMs);
  const later = now + 10 * minuteMs;
  expect(nextRenewalAt(account, session, builtInPolicy, now, later)).toBe(later);
  const asked = { ...session, confirmWith: 'google' } as const;
  expect(nextRenewalAt(account, asked, builtInPolicy, now, 0) - now).toBe(59 * minuteMs);
});

test('a session that had to be proved before its renewal is not proved a second time after it', async () => {
  const asked: string[] = [];
  const service = createService(asked, { insists: true });
  const ports = await createPorts(service, createProvider(asked), () => now);
  const { confirmation } = await renewSession(ports, account);
  expect(confirmation).toBeNull();
  expect(asked).toEqual([
    '/sessions/refresh',
    'provider',
    '/sessions/reverify',
    '/sessions/refresh',
  ]);
});

describe('the timers of renewals', () => {
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
});
