import type { ServerResponse } from 'node:http';
import { createGzip } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../../preload/contract/errors.ts';
import { LoginError } from '../../../src-main/errors/login-error.ts';
import {
  type HostileProvider,
  type Misbehaviour,
  sendJson,
  startHostileProvider,
} from '../../hostile/provider/hostile-provider.ts';
import { type Claims, hostileClientId } from '../../hostile/provider/token-maker.ts';
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

type Answer = (response: ServerResponse, origin: string) => void;

/** A wrong answer of the token endpoint and the codes that it must come out as. */
interface TokenEndpointCase {
  readonly id: string;
  readonly what: string;
  readonly answer: Answer;
  readonly onCode: string;
  readonly onRefresh: string;
}

function failing(id: string, what: string, answer: Answer, code: string): TokenEndpointCase {
  return { id, what, answer, onCode: code, onRefresh: code };
}

function json(
  body: unknown,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return (response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    sendJson(response, body, status);
  };
}

function text(body: string, status: number, type: string): Answer {
  return (response) => {
    response.writeHead(status, type === '' ? {} : { 'content-type': type }).end(body);
  };
}

function redirect(status: number, target: (origin: string) => string): Answer {
  return (response, origin) => {
    response.writeHead(status, { location: target(origin) }).end();
  };
}

/** A body that grows until the reader gives up; gzip makes a few bytes of a million zeros. */
function endless(gzip: boolean): Answer {
  return (response) => {
    const encoding = gzip ? { 'content-encoding': 'gzip' } : {};
    response.writeHead(200, { 'content-type': 'application/json', ...encoding });
    const sink = gzip ? createGzip() : response;
    if (gzip) {
      sink.on('error', () => {});
      (sink as ReturnType<typeof createGzip>).pipe(response);
    }
    const zeros = Buffer.alloc(1024 * 1024, ' ');
    const write = () => {
      if (response.destroyed) sink.destroy();
      else sink.write(zeros, () => setImmediate(write));
    };
    write();
  };
}

const page = '<html><body>Welcome to the airport</body></html>';
const grant = (more: Claims = {}, status = 400) =>
  json({ error: 'invalid_grant', ...more }, status);

/**
 * What `invalid_grant` with a finer reason comes out as: on refresh it asks for the person, on a code, for which they
 * have just been at the provider's page, it never does.
 */
const finerReasons: readonly TokenEndpointCase[] = (
  [
    ['consent_required', 'consent-required', 'interaction-required'],
    ['basic_action', 'administrator-needed', 'interaction-required'],
    ['additional_action', 'administrator-needed', 'interaction-required'],
    ['interrupted_user', 'administrator-needed', 'interaction-required'],
    ['token_expired', 'administrator-needed', 'interaction-required'],
    ['message_only', 'administrator-needed', 'administrator-needed'],
    ['user_password_expired', 'administrator-needed', 'login-required'],
    ['bad_token', 'provider-refused', 'session-expired'],
  ] as const
).map(([suberror, onCode, onRefresh]) => ({
  id: '4.10, B-02, B-03',
  what: `suberror ${suberror}`,
  answer: grant({ suberror }),
  onCode,
  onRefresh,
}));

/** A standard error, in the place of `invalid_grant`. */
function standard(error: string, onCode: string, onRefresh: string): TokenEndpointCase {
  return { id: '4.10, B-03', what: error, answer: json({ error }, 400), onCode, onRefresh };
}

/** Answers that are no tokens. */
const tokenEndpointCases: readonly TokenEndpointCase[] = [
  failing('TK-01', 'a broken connection', (response) => response.destroy(), 'provider-unreachable'),
  failing('TK-02', 'status 503', json({ error: 'temporarily_unavailable' }, 503), 'provider-busy'),
  failing('B-18', 'status 500 with JSON', json({}, 500), 'provider-busy'),
  failing('TK-02', 'status 500 with a page', text(page, 500, 'text/html'), 'provider-unreachable'),
  failing('TK-02', 'status 408', json({}, 408), 'provider-unreachable'),
  failing('TK-04, B-18', 'status 429', json({ error: 'slow_down' }, 429), 'provider-busy'),
  {
    id: 'TK-05',
    what: 'invalid_grant',
    answer: grant(),
    onCode: 'provider-refused',
    onRefresh: 'session-expired',
  },
  {
    id: 'TK-05',
    what: 'invalid_grant with status 401',
    answer: grant({}, 401),
    onCode: 'provider-refused',
    onRefresh: 'session-expired',
  },
  failing('TK-05', 'invalid_grant with status 503', grant({}, 503), 'provider-busy'),
  failing('TK-05', 'invalid_grant with status 403', grant({}, 403), 'provider-unreachable'),
  failing('TK-05', 'invalid_grant with status 200', grant({}, 200), 'identity-not-verified'),
  failing(
    'TK-05',
    'invalid_grant as plain text',
    text('{"error":"invalid_grant"}', 400, 'text/plain'),
    'provider-unreachable',
  ),
  failing('TK-05', 'status 400 without a code', json({}, 400), 'provider-unreachable'),
  failing(
    'TK-05, B-29',
    'invalid_client',
    json({ error: 'invalid_client' }, 401),
    'provider-refused',
  ),
  failing('TK-05', 'invalid_request', json({ error: 'invalid_request' }, 400), 'provider-refused'),
  failing('TK-05', 'an unknown error', json({ error: 'foo' }, 400), 'provider-refused'),
  standard('interaction_required', 'administrator-needed', 'interaction-required'),
  standard('consent_required', 'consent-required', 'interaction-required'),
  standard('login_required', 'administrator-needed', 'login-required'),
  {
    id: '4.4, B-02, B-28',
    what: 'a Workspace re-authentication',
    answer: grant({ error_subtype: 'invalid_rapt' }),
    onCode: 'administrator-needed',
    onRefresh: 'login-required',
  },
  ...finerReasons,
  failing('TK-07', 'a page with status 200', text(page, 200, 'text/html'), 'network-portal'),
  failing('TK-07', 'status 511', text(page, 511, 'text/html'), 'network-portal'),
  failing(
    'TK-07',
    'a page with status 403',
    text(page, 403, 'text/html; charset=utf-8'),
    'network-portal',
  ),
  failing('TK-07', 'JSON of another type', text('{}', 200, 'text/plain'), 'provider-unreachable'),
  failing('TK-07', 'JSON of no type', text('{}', 200, ''), 'provider-unreachable'),
  failing(
    'TK-07',
    'a page that says it is JSON',
    text(page, 200, 'application/json'),
    'provider-unreachable',
  ),
  failing('TK-07', 'an empty body', text('', 200, 'application/json'), 'provider-unreachable'),
  failing('TK-07', 'an endless body', endless(false), 'provider-unreachable'),
  failing('TK-07', 'an endless compressed body', endless(true), 'provider-unreachable'),
  failing(
    'TK-08',
    'a redirect 307',
    redirect(307, (origin) => `${origin}/stolen`),
    'network-portal',
  ),
  failing(
    'TK-08',
    'a redirect 302',
    redirect(302, (origin) => `${origin}/stolen`),
    'network-portal',
  ),
  failing(
    'TK-08',
    'a redirect to another host name',
    redirect(308, (origin) => origin.replace('127.0.0.1', 'localhost')),
    'network-portal',
  ),
];

/** Starts an answer and never ends it (TK-01). */
const silence: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{');
};

/** Members laid over a right token response that make it a wrong one. */
const wrongTokenResponses: readonly (readonly [what: string, change: Claims])[] = [
  ['token_type mac', { token_type: 'mac' }],
  ['no token_type', { token_type: undefined }],
  ['no id_token', { id_token: undefined }],
  ['an id_token that is no text', { id_token: {} }],
];

/** Members laid over a right token response that change nothing. */
const rightTokenResponses: readonly (readonly [what: string, change: Claims])[] = [
  ['token_type bearer', { token_type: 'bearer' }],
  ['token_type BEARER', { token_type: 'BEARER' }],
  ['no scope', { scope: undefined }],
  ['no expires_in', { expires_in: undefined }],
  ['expires_in 0', { expires_in: 0 }],
  ['a negative expires_in', { expires_in: -5 }],
  ['expires_in as text', { expires_in: '3600' }],
  ['expires_in 1e12', { expires_in: 1e12 }],
  ['no access_token', { access_token: undefined }],
];
