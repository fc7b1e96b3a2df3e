import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../../preload/contract/errors.ts';
import { LoginError } from '../../../src-main/errors/login-error.ts';
import {
  type HostileProvider,
  type Misbehaviour,
  sendJson,
  startHostileProvider,
} from '../../hostile/provider/hostile-provider.ts';
import {
  rightTokenResponses,
  silence,
  tokenEndpointCases,
  wrongTokenResponses,
} from '../../hostile/provider/token-endpoint-cases.ts';
import { hostileClientId } from '../../hostile/provider/token-maker.ts';
import { failureOf } from '../oauth/open-attempt.ts';
import {
  dropRotated,
  newAuthorizationInput,
  noEnd,
  openProvider,
  signInAt,
} from './open-provider.ts';

/** Long enough for a loaded machine to answer, short enough to wait for silence. */
const silenceMs = 3_000;

describe.each(['google', 'microsoft'] as const)('the token endpoint of %s', (style) => {
  let hostile: HostileProvider;
  beforeAll(async () => {
    hostile = await startHostileProvider(style);
  });
  afterAll(() => hostile.close());

  const open = (deadlineMs = 10_000) =>
    openProvider(style, hostileClientId, hostile.address, { deadlineMs });
  const refreshing = { refreshToken: 'canary-refresh', expectedKey: 'k', keep: dropRotated };

  describe.each(tokenEndpointCases)('$id: $what', ({ answer, onCode, onRefresh }) => {
    test(`is ${onCode} for a code, which is sent once and nowhere else`, async () => {
      hostile.misbehave({ tokenEndpoint: answer });
      const before = { ...hostile.counts };
      expect(await failureOf(signInAt(open()))).toBe(onCode);
      expect(hostile.counts.token - before.token).toBe(1);
      expect(hostile.counts.stolen).toBe(before.stolen);
    });

    test(`is ${onRefresh} for a refresh token, which is sent once and nowhere else`, async () => {
      hostile.misbehave({ tokenEndpoint: answer });
      const before = { ...hostile.counts };
      expect(await failureOf(open().refresh(refreshing, noEnd))).toBe(onRefresh);
      expect(hostile.counts.token - before.token).toBe(1);
      expect(hostile.counts.stolen).toBe(before.stolen);
    });
  });

  test('TK-01: silence ends by the deadline', async () => {
    hostile.misbehave({ tokenEndpoint: silence });
    expect(await failureOf(signInAt(open(silenceMs)))).toBe('provider-unreachable');
  });

  test.each(wrongTokenResponses)('TK-10: a response with %s is refused', async (_, change) => {
    hostile.misbehave({ tokenResponse: change });
    expect(await failureOf(signInAt(open()))).toBe('identity-not-verified');
  });

  test.each(rightTokenResponses)('TK-10: a response with %s is accepted', async (_, change) => {
    hostile.misbehave({ tokenResponse: change });
    expect((await signInAt(open())).identity.provider).toBe(style);
  });

  test.each([undefined, '', null, 5])(
    'TK-12: a refresh that answers %j as refresh token leaves the old one in place',
    async (answered) => {
      hostile.misbehave({});
      const provider = open();
      const { identity } = await signInAt(provider);
      hostile.misbehave({ tokenResponse: { refresh_token: answered } });
      const input = { ...refreshing, expectedKey: identity.key };
      expect((await provider.refresh(input, noEnd)).refreshToken).toBeNull();
    },
  );

  test('a refresh hands out the new refresh token and sends the old one', async () => {
    hostile.misbehave({});
    const provider = open();
    const first = await signInAt(provider);
    const input = {
      refreshToken: first.refreshToken ?? '',
      expectedKey: first.identity.key,
      keep: dropRotated,
    };
    const second = await provider.refresh(input, noEnd);
    expect(second.refreshToken).toMatch(/^refresh-/);
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(hostile.tokenRequests.at(-1)?.get('refresh_token')).toBe(first.refreshToken);
    expect(hostile.tokenRequests.at(-1)?.get('grant_type')).toBe('refresh_token');
  });

  test.each<readonly [string, Misbehaviour, ErrorCode]>([
    ['there is none', { tokenResponse: { id_token: undefined } }, 'identity-not-verified'],
    ['it is forged', { idToken: () => 'a.b.c' }, 'identity-not-verified'],
    ['its keys cannot be fetched', { jwks: () => '<html>' }, 'provider-unreachable'],
    [
      'this computer’s clock is wrong',
      {
        idToken: ({ sign, claims }) => sign({ ...claims, iat: 1_000_000, exp: 1_003_600 }),
        date: new Date(1_000_000_000).toUTCString(),
      },
      'clock-skew',
    ],
  ])(
    'TK-12: a new refresh token is kept before the ID token beside it is looked at: %s',
    async (_, how, code) => {
      const kept: string[] = [];
      const keep = async (rotated: string) => void kept.push(rotated);
      hostile.misbehave(how);
      expect(await failureOf(open().refresh({ ...refreshing, keep }, noEnd))).toBe(code);
      expect(kept).toEqual([expect.stringMatching(/^refresh-/)]);
    },
  );

  test.each([
    ['120', 120_000],
    ['1000000000', 3_600_000],
  ])('TK-04: Retry-After %s is told, an hour at most', async (header, delayMs) => {
    const time = Date.parse('2026-11-25T10:00:00Z');
    hostile.misbehave({
      tokenEndpoint(response) {
        response.setHeader('retry-after', header);
        sendJson(response, { error: 'temporarily_unavailable' }, 503);
      },
    });
    const provider = openProvider(style, hostileClientId, hostile.address, { now: () => time });
    const failed = await provider.refresh(refreshing, noEnd).catch((error: unknown) => error);
    if (!(failed instanceof LoginError)) throw failed;
    expect(failed.facts.retryAt).toBe(new Date(time + delayMs).toISOString());
  });

  test('the number of an error that Microsoft documents is told, its text is not', async () => {
    const words = 'AADSTS70011: canary-words <script>';
    hostile.misbehave({
      tokenEndpoint: (response) =>
        sendJson(response, { error: 'invalid_client', error_description: words }, 400),
    });
    const failed = await signInAt(open()).catch((error: unknown) => error);
    if (!(failed instanceof LoginError)) throw failed;
    const number = style === 'microsoft' ? 'AADSTS70011' : undefined;
    expect([failed.facts.provider, failed.facts.providerErrorNumber]).toEqual([style, number]);
    expect(JSON.stringify(failed.facts)).not.toContain('canary');
    expect(failed.message).toBe('provider-refused');
  });

  test('what is sent for a code is the code, the verifier, the redirect URI and our client id', async () => {
    hostile.misbehave({});
    const provider = open();
    const input = newAuthorizationInput(provider);
    const { redirectUri, codeVerifier } = input;
    await failureOf(provider.exchangeCode({ ...input, code: 'c', freshSince: null }, noEnd));
    const sent = hostile.tokenRequests.at(-1);
    expect(sent?.get('code')).toBe('c');
    expect(sent?.get('code_verifier')).toBe(codeVerifier);
    expect(sent?.get('redirect_uri')).toBe(redirectUri);
    expect(sent?.get('client_id')).toBe(hostileClientId);
    expect(sent?.get('grant_type')).toBe('authorization_code');
    expect(sent?.has('client_secret')).toBe(false);
  });

  test('S2-15, TK-10: on a shared computer no refresh token is asked for, and one that comes is dropped', async () => {
    hostile.misbehave({});
    const shared = await signInAt(open(), noEnd, { offline: false });
    expect(shared.refreshToken).toBeNull();
    expect(hostile.tokenRequests.at(-1)?.get('scope') ?? '').not.toContain('offline_access');
    const own = await signInAt(open());
    expect(own.refreshToken).toMatch(/^refresh-/);
  });

  test('a request that is cancelled ends with the reason of the signal', async () => {
    const cancel = new AbortController();
    const asked = Promise.withResolvers<void>();
    hostile.misbehave({ tokenEndpoint: () => asked.resolve() });
    const ended = failureOf(signInAt(open(), cancel.signal));
    await asked.promise;
    cancel.abort(new LoginError('timed-out'));
    expect(await ended).toBe('timed-out');
  });

  test('a provider that nobody listens for is unreachable', async () => {
    const gone = await startHostileProvider(style);
    await gone.close();
    const provider = openProvider(style, hostileClientId, gone.address);
    expect(await failureOf(provider.getResponseIssuer(noEnd))).toBe('provider-unreachable');
  });
});
