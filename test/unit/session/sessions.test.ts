import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ErrorCode } from '../../../preload/contract/errors.ts';
import { createMemoryStore } from '../../../src-main/credentials/credential-store.ts';
import { LoginError } from '../../../src-main/errors/login-error.ts';
import { builtInPolicy } from '../../../src-main/policy/evaluate-policy.ts';
import type { IndexedAccount } from '../../../src-main/session/account-index.ts';
import { createCurrent } from '../../../src-main/session/current.ts';
import { lifeLeftMs } from '../../../src-main/session/live-sessions.ts';
import {
  formatSessionCredential,
  giveKey,
  parseSessionCredential,
  readSessionCredential,
  UnreadableCredential,
} from '../../../src-main/session/session-credential.ts';
import { createSessions } from '../../../src-main/session/sessions.ts';
import { createSessionKey } from '../../../src-main/sonar/session-key.ts';
import { account, createPorts, createProvider, createService, now } from './renewal-parts.ts';

describe('sessions', () => {
  const minuteMs = 60_000;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('TK-04 a provider that is away is left in peace as long as it asks, while the session is online', async () => {
    const asked: string[] = [];
    const retryAt = new Date(now + 10 * minuteMs).toISOString();
    const away = new LoginError('provider-unreachable', { retryAt });
    const service = createService(asked, { insists: false });
    const ports = await createPorts(service, createProvider(asked, away), Date.now);
    const sessions = createSessions(ports);
    const countAfter = async (minutes: number) => {
      vi.advanceTimersByTime(minutes * minuteMs);
      await sessions.flush();
      return asked.filter((what) => what === 'provider').length;
    };
    await sessions.renew('ana');
    expect(ports.live.get('ana').view.status).toBe('online');
    expect(await countAfter(9)).toBe(1);
    expect(await countAfter(2)).toBe(2);
    sessions.close();
  });

  test.each([
    ['identity-not-verified', 'google'],
    ['provider-unreachable', null],
    ['clock-skew', null],
  ] as const)(
    'a session that must be proved, and %s: the person is offered to confirm with %s',
    async (code, confirmWith) => {
      const asked: string[] = [];
      const service = createService(asked, { insists: true });
      const provider = createProvider(asked, new LoginError(code));
      const ports = await createPorts(service, provider, Date.now);
      const sessions = createSessions(ports);
      await sessions.renew('ana');
      const offline = { view: { status: 'offline', failure: { code } }, confirmWith };
      expect(ports.live.get('ana')).toMatchObject(offline);
      sessions.close();
    },
  );

  test('a provider that stays away is asked less and less often', async () => {
    const asked: string[] = [];
    const away = new LoginError('provider-unreachable');
    const service = createService(asked, { insists: false });
    const ports = await createPorts(service, createProvider(asked, away), Date.now);
    const sessions = createSessions(ports);
    await sessions.renew('ana');
    for (let minute = 0; minute < 60; minute += 1) {
      vi.advanceTimersByTime(minuteMs);
      await sessions.flush();
    }
    const times = asked.filter((what) => what === 'provider').length;
    expect(times).toBeGreaterThan(5);
    expect(times).toBeLessThan(25);
    sessions.close();
  });

  test.each([
    ['an address that does not answer', undefined, 2],
    ['a service that wants to be left alone', 10 * 60, 10 * 60],
  ])(
    'S2-13, TK-04: a softphone that asks without pause asks %s once, and again when it may',
    async (_, retryAfter, seconds) => {
      const service = createService([], { insists: false });
      let asked = 0;
      const refresh = async () => {
        asked += 1;
        const retryAt =
          retryAfter === undefined
            ? {}
            : { retryAt: new Date(Date.now() + retryAfter * 1000).toISOString() };
        throw new LoginError('account-service-unreachable', retryAt);
      };
      const ports = await createPorts({ ...service, refresh }, createProvider([]), Date.now);
      const sessions = createSessions(ports);
      const askAFew = async () => {
        for (let times = 0; times < 10; times += 1) {
          const told = await sessions.getAccessToken('ana').catch((thrown: unknown) => thrown);
          expect(told).toMatchObject({ code: 'account-service-unreachable' });
        }
      };
      await askAFew();
      vi.setSystemTime(Date.now() + seconds * 1000 - 1);
      await askAFew();
      expect(asked).toBe(1);
      vi.setSystemTime(Date.now() + 1);
      await askAFew();
      expect(asked).toBe(2);
      // Whoever presses *Try now* does not wait.
      await sessions.renew('ana');
      expect(asked).toBe(3);
      sessions.close();
    },
  );
});

const wrong = 'A'.repeat(43);
const wrongKey = { kty: 'EC', crv: 'P-256', x: wrong, y: wrong, d: wrong };
const without = { refreshToken: 'token', key: null };
const gone = new LoginError('cancelled');
const here = createCurrent(
  () => true,
  () => gone,
);
const left = createCurrent(
  () => false,
  () => gone,
);

test('KC-10: a session without a key is stored as every version before did, one with a key as one document', async () => {
  expect(formatSessionCredential(without)).toBe('token');
  expect(parseSessionCredential('token')).toEqual(without);
  const bound = { refreshToken: 'token', key: await createSessionKey() };
  const stored = formatSessionCredential(bound);
  expect(JSON.parse(stored)).toMatchObject({ version: 2 });
  expect(parseSessionCredential(stored)).toEqual(bound);
});

test.each([
  '{',
  '{}',
  '{"version":3,"refreshToken":"token"}',
  '{"version":2,"refreshToken":"token"}',
  '{"version":2,"refreshToken":"","key":{}}',
  '{"version":2,"refreshToken":"t","key":{"kty":"EC","crv":"P-256","x":"1","y":"2","d":"3"}}',
])(
  'KC-10: what only a newer version could read, or nobody, is not taken for a token: %s',
  async (stored) => {
    expect(parseSessionCredential(stored)).toBeNull();
    const store = createMemoryStore();
    await store.write('k', stored);
    await expect(readSessionCredential(store, 'k')).rejects.toMatchObject({
      code: 'session-expired',
    });
    expect(await store.read('k', { expected: true })).toEqual({ kind: 'found', value: stored });
  },
);

test.each([
  ['a token longer than any', 'x'.repeat(513)],
  ['a sentence', 'this is somebody else’s'],
  [
    'a key that is no point of the curve',
    JSON.stringify({ version: 2, refreshToken: 'token', key: wrongKey }),
  ],
])(
  'KC-10: %s in place of the credential asks for a new sign-in, and stays until then',
  async (_, stored) => {
    const store = createMemoryStore();
    await store.write('k', stored);
    await expect(readSessionCredential(store, 'k')).rejects.toBeInstanceOf(UnreadableCredential);
    expect(await store.read('k', { expected: true })).toEqual({ kind: 'found', value: stored });
  },
);

test('S2-02: a key is stored before it is used; while nothing can be stored the session stays without', async () => {
  const store = createMemoryStore();
  await store.write('k', 'token');
  const bound = await giveKey(store, 'k', without, here);
  expect(bound.key).not.toBeNull();
  expect(await readSessionCredential(store, 'k')).toEqual(bound);
  expect(await giveKey(store, 'k', bound, here)).toBe(bound);
  const locked = {
    ...createMemoryStore(),
    write: async () => ({ kind: 'not-done', code: 'keychain-locked' }) as const,
  };
  expect(await giveKey(locked, 'k', without, here)).toEqual(without);
});

test('S2-28: a session that was signed out meanwhile gets no key, and no item back', async () => {
  const store = createMemoryStore();
  await expect(giveKey(store, 'k', without, left)).rejects.toBe(gone);
  expect(await store.read('k', { expected: true })).toEqual({ kind: 'absent' });
});

describe('times that are broken', () => {
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
      const view = {
        status: 'signed-out',
        failure: { code: 'session-expired' satisfies ErrorCode },
      };
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
});
