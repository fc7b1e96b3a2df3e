import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LoginError } from '../../../src-main/errors/login-error.ts';
import { createSessions } from '../../../src-main/session/sessions.ts';
import { createPorts, createProvider, createService, now } from './renewal-parts.ts';

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
