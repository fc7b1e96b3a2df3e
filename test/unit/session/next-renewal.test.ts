import { expect, test } from 'vitest';
import { builtInPolicy } from '../../../src-main/policy/evaluate-policy.ts';
import type { LiveSession } from '../../../src-main/session/live-sessions.ts';
import { nextRenewalAt } from '../../../src-main/session/renewal-times.ts';
import { account, now } from './renewal-parts.ts';

const minuteMs = 60_000;
const verified = { ...account, verifiedAt: new Date(now).toISOString(), reverifyBy: null };

function live(lifeMs: number | null): LiveSession {
  return {
    view: { status: 'online', failure: null },
    confirmWith: null,
    needsAdministrator: null,
    accessToken:
      lifeMs === null ? null : { value: 'access', receivedAt: now, expiresAt: now + lifeMs },
    softphoneToken: null,
    failures: 0,
    failedUntil: 0,
    provedAt: null,
    newLinks: [],
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
