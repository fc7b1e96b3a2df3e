import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ErrorCode } from '../../../preload/contract/errors.ts';
import { builtInPolicy } from '../../../src-main/policy/evaluate-policy.ts';
import type { IndexedAccount } from '../../../src-main/session/account-index.ts';
import { lifeLeftMs } from '../../../src-main/session/live-sessions.ts';
import { createSessions } from '../../../src-main/session/sessions.ts';
import { account, createPorts, createProvider, createService, now } from './renewal-parts.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const at = (time: number) => new Date(time).toISOString();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Sessions of one account whose times are as broken as `change` makes them. */
async function start(change: Partial<IndexedAccount>, maxSessionHours = 0) {
  const asked: string[] = [];
  const service = createService(asked, { insists: false });
  const ports = await createPorts(service, createProvider(asked), Date.now);
  ports.index.put({ ...account, verifiedAt: at(now), reverifyBy: at(now + hourMs), ...change });
  const policy = { ...builtInPolicy, maxSessionHours };
  const sessions = createSessions({
    ...ports,
    policy: { current: () => policy, onChange: () => () => {} },
  });
  const count = (path: string) => asked.filter((what) => what === path).length;
  return {
    sessions,
    ports,
    renewals: () => count('/sessions/refresh'),
    proofs: () => count('provider'),
  };
}

test.each([
  ['verifiedAt', { verifiedAt: 'yesterday' }],
  ['verifiedAt', { verifiedAt: '' }],
  ['verifiedAt', { verifiedAt: at(now + 2 * dayMs) }],
  ['verifiedAt', { verifiedAt: null }],
  ['reverifyBy', { reverifyBy: 'soon' }],
  ['reverifyBy', { reverifyBy: '2026-99-99T00:00:00Z' }],
] as const)(
  'S2-13, TK-20: a %s that tells nothing (%o) makes a proof due, once, and no storm of renewals',
  async (_, change) => {
    const { sessions, renewals, proofs } = await start(change);
    await sessions.renew('ana');
    for (let second = 0; second < 120; second += 1) {
      vi.advanceTimersByTime(1_000);
      await sessions.flush();
    }
    expect(proofs()).toBe(1);
    expect(renewals()).toBe(1);
    sessions.close();
  },
);

test.each(['x', '', 'NaN', at(now + 2 * dayMs)])(
  'S2-13: a session that says it began at %j is over where policy limits its age',
  async (signedInAt) => {
    const { sessions, ports, renewals } = await start({ signedInAt }, 1);
    await sessions.renew('ana');
    const view = { status: 'signed-out', failure: { code: 'session-expired' satisfies ErrorCode } };
    expect(ports.live.get('ana').view).toEqual(view);
    expect(renewals()).toBe(0);
    sessions.close();
  },
);

test('S2-13: whatever asks, an account that was just renewed is renewed again two seconds later at the soonest', async () => {
  const { sessions, renewals } = await start({});
  await sessions.renew('ana');
  const asking = [sessions.renew('ana'), sessions.renew('ana')];
  vi.advanceTimersByTime(1_999);
  await sessions.flush();
  expect(renewals()).toBe(1);
  vi.advanceTimersByTime(1);
  await Promise.all(asking);
  expect(renewals()).toBe(2);
  sessions.close();
});

test('S2-13, TK-20: a clock that was set back does not keep an account from being renewed', async () => {
  const { sessions, renewals } = await start({});
  await sessions.renew('ana');
  vi.setSystemTime(now - 2 * dayMs);
  await sessions.renew('ana');
  expect(renewals()).toBe(2);
  sessions.close();
});

test('TK-20: an access token is not taken for good once the clock stands before its arrival', async () => {
  const { sessions, renewals } = await start({});
  await sessions.renew('ana');
  await sessions.getAccessToken('ana');
  expect(renewals()).toBe(1);
  vi.setSystemTime(now - 2 * dayMs);
  await sessions.getAccessToken('ana');
  expect(renewals()).toBe(2);
  sessions.close();
});

test.each([
  [0, 60],
  [30, 30],
  [90, 0],
  [-30, 90],
  [-61, 0],
  [-86_400, 0],
])(
  'TK-20: an access token for a minute, %i seconds after its arrival, is good for %i',
  (after, left) => {
    const token = { value: 'access', receivedAt: now, expiresAt: now + 60_000 };
    expect(lifeLeftMs(token, now + after * 1000)).toBe(left * 1000);
  },
);
