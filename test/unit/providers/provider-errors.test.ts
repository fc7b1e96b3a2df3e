import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createDiagnostics } from '../../../src-main/diagnostics/diagnostics.ts';
import { LoginError } from '../../../src-main/errors/login-error.ts';
import { judgeAuthorizationResponse } from '../../../src-main/oauth/authorization.ts';
import { toTokenError } from '../../../src-main/oauth/tokens.ts';
import { evaluatePolicy } from '../../../src-main/policy/evaluate-policy.ts';
import { readGoogleError } from '../../../src-main/providers/google.ts';
import { readMicrosoftError } from '../../../src-main/providers/microsoft-errors.ts';
import {
  asksToConfirm,
  endsSession,
  needsAdministrator,
} from '../../../src-main/session/end-session.ts';
import {
  type HostileProvider,
  sendJson,
  startHostileProvider,
} from '../../hostile/provider/hostile-provider.ts';
import { hostileClientId, idTokenCases, type Style } from '../../hostile/provider/token-maker.ts';
import { withTempFolder } from '../../support/temp-folder.ts';
import { openProvider, signInAt } from './open-provider.ts';

const readers = { google: readGoogleError, microsoft: readMicrosoftError };

/** The browser's answer to an authorization request. */
function respond(provider: Style, error: string, description = ''): LoginError {
  const query = new URLSearchParams({ error, error_description: description, state: 'S' });
  const verdict = judgeAuthorizationResponse(query, {
    provider,
    state: 'S',
    issuer: 'https://issuer.invalid',
    issuerRequired: false,
    readOwnError: readers[provider],
  });
  if (verdict.kind !== 'failed') throw new Error('must fail');
  return verdict.error;
}

type Body = Readonly<Record<string, unknown>>;

function exchange(provider: Style, body: Body, status = 400): LoginError {
  return toTokenError(provider, 'authorization_code', status, body, readers[provider]);
}

function refresh(provider: Style, body: Body, status = 400): LoginError {
  return toTokenError(provider, 'refresh_token', status, body, readers[provider]);
}

/** What becomes of the session of whom a silent request was for. */
function fateOf(error: LoginError): string {
  if (endsSession(error)) return 'ends';
  if (asksToConfirm(error)) return 'confirm';
  return needsAdministrator(error) ? 'administrator' : 'later';
}

function numbered(error: string, number: number, more: Body = {}): Body {
  const description = `AADSTS${number}: Words.\r\nTrace ID: 1`;
  return { error, error_description: description, error_codes: [number], ...more };
}

const administrators = [50105, 50057, 50053, 53000, 53001, 53002, 53003, 50020, 50034, 700016];
const numbers = [
  ...administrators.map((number) => [number, 'administrator-needed'] as const),
  ...[50194, 530032, 500021, 7000112].map((number) => [number, 'administrator-needed'] as const),
  ...[90094, 90093, 90095, 900941].map((number) => [number, 'consent-required'] as const),
  ...[50196, 90033, 90055, 90006, 90024].map((number) => [number, 'provider-busy'] as const),
];

test.each(numbers)(
  'B-03, B-18: AADSTS%i is %s, in the browser’s answer, for a code and for a refresh alike',
  (number, code) => {
    for (const error of ['interaction_required', 'access_denied', 'invalid_request']) {
      const answered = respond('microsoft', error, `AADSTS${number}: Words.`);
      expect(answered.code).toBe(code);
      expect(answered.facts.providerErrorNumber).toBe(`AADSTS${number}`);
      expect(exchange('microsoft', numbered(error, number)).code).toBe(code);
      expect(refresh('microsoft', numbered(error, number)).code).toBe(code);
    }
    const more = { suberror: 'message_only' };
    expect(exchange('microsoft', numbered('invalid_grant', number, more)).code).toBe(code);
    expect(refresh('microsoft', numbered('invalid_grant', number, more)).code).toBe(code);
  },
);

test.each(administrators)(
  'B-02: for AADSTS%i the error decides what becomes of the session, the number only what is said',
  (number) => {
    const silent = (error: string, more?: Body) =>
      fateOf(refresh('microsoft', numbered(error, number, more)));
    expect(silent('interaction_required')).toBe('administrator');
    expect(silent('invalid_grant', { suberror: 'message_only' })).toBe('administrator');
    expect(silent('invalid_grant')).toBe('ends');
    expect(silent('invalid_grant', { suberror: 'bad_token' })).toBe('ends');
    expect(refresh('microsoft', numbered('invalid_grant', number)).code).toBe(
      'administrator-needed',
    );
  },
);

test.each([
  ['sign-in frequency', numbered('invalid_grant', 70043, { suberror: 'token_expired' })],
  ['sign-in frequency without its reason', numbered('invalid_grant', 70043)],
  ['sign-in frequency as a wish', numbered('interaction_required', 70043)],
  [
    'a token that has run out, by its reason alone',
    { error: 'invalid_grant', suberror: 'token_expired' },
  ],
  ['a second factor', numbered('interaction_required', 50076, { suberror: 'basic_action' })],
  ['a second factor that has run out', numbered('invalid_grant', 50078)],
  ['nobody having agreed', numbered('invalid_grant', 65001, { suberror: 'consent_required' })],
  ['a password that has run out', { error: 'invalid_grant', suberror: 'user_password_expired' }],
])('B-02: %s asks for the person, and the session runs on', (_, body) => {
  expect(fateOf(refresh('microsoft', body))).toBe('confirm');
});

test.each([
  ['that was revoked', numbered('invalid_grant', 50173, { suberror: 'bad_token' })],
  ['of a password that was changed', numbered('invalid_grant', 50133)],
  ['that was not used for too long', numbered('invalid_grant', 700082)],
  ['of nobody’s number', numbered('invalid_grant', 99_999)],
  ['without a number', { error: 'invalid_grant' }],
  ['of an account that is disabled', numbered('invalid_grant', 50057)],
  ['that nobody agrees to any more', numbered('invalid_grant', 65001)],
])('TK-05: a refresh token %s ends the session', (_, body) => {
  expect(fateOf(refresh('microsoft', body))).toBe('ends');
});

test.each([50196, 90033, 90055, 90006, 90012, 90024])(
  'B-02, B-18: AADSTS%i passes: a session outlives it, also with invalid_grant',
  (number) => {
    for (const error of ['invalid_grant', 'temporarily_unavailable', 'server_error']) {
      const answered = refresh('microsoft', numbered(error, number));
      expect([answered.code, fateOf(answered)]).toEqual(['provider-busy', 'later']);
    }
  },
);

const confirms = ['interaction-required', 'login-required', 'reverify-required'];

test('B-03: no answer to what the person did in the browser asks them to do the same again', () => {
  const errors = [
    'interaction_required',
    'login_required',
    'consent_required',
    'account_selection_required',
    'invalid_grant',
    'access_denied',
    'foo',
  ];
  const reasons = ['basic_action', 'additional_action', 'message_only', 'token_expired', 'rapt'];
  const all = [0, 50076, 50079, 65001, 70043, 53003, 50058, 99_999];
  for (const error of errors) {
    for (const number of all) {
      expect(confirms).not.toContain(respond('microsoft', error, `AADSTS${number}: x`).code);
      for (const suberror of reasons) {
        const body = numbered(error, number, { suberror });
        expect(confirms).not.toContain(exchange('microsoft', body).code);
        const google = { error, error_subtype: suberror };
        expect(confirms).not.toContain(exchange('google', google).code);
      }
    }
  }
});

test('B-03, B-25, AR-07: the person who declined or did not pass is told so, and may try again', () => {
  expect(respond('microsoft', 'access_denied', 'AADSTS65004: x').code).toBe('access-denied');
  expect(respond('google', 'access_denied').code).toBe('access-denied');
  expect(exchange('microsoft', numbered('interaction_required', 50074)).code).toBe('access-denied');
});

test.each([
  ['admin_policy_enforced', 'administrator-needed', 'administrator'],
  ['access_not_configured', 'administrator-needed', 'administrator'],
  ['org_internal', 'administrator-needed', 'administrator'],
  ['rate_limit_exceeded', 'provider-busy', 'later'],
])('B-03: Google’s %s is %s, wherever it comes', (word, code, fate) => {
  expect(respond('google', word).code).toBe(code);
  expect(exchange('google', { error: word }).code).toBe(code);
  const silent = refresh('google', { error: word });
  expect([silent.code, fateOf(silent)]).toEqual([code, fate]);
  expect(silent.facts.providerErrorNumber).toBe(word);
});

test.each([
  [{ error: 'invalid_grant', error_subtype: 'invalid_rapt' }, 'login-required', 'confirm'],
  [{ error: 'invalid_grant', error_subtype: 'rapt_required' }, 'login-required', 'confirm'],
  [{ error: 'invalid_grant' }, 'session-expired', 'ends'],
  [{ error: 'invalid_grant', error_subtype: 'foo' }, 'session-expired', 'ends'],
])('TK-05, B-28: Google’s %j at a refresh is %s', (body, code, fate) => {
  const answered = refresh('google', body);
  expect([answered.code, fateOf(answered)]).toEqual([code, fate]);
});

test('AR-13: only a number of the list’s shape is taken out of a hostile answer', () => {
  const hostile = [
    { error: 'foo', error_description: 'AADSTS<script>' },
    { error: 'foo', error_codes: ['50105', -1, 1.5, 1e300, null, {}, [53000]] },
    { error: 'foo', error_codes: '50105' },
    { error: 'admin_policy_enforced<script>' },
    { error: '__proto__', suberror: 'constructor' },
    { error: 'foo', error_description: `${'x'.repeat(5_000)} AADSTS50105` },
  ];
  for (const body of hostile) {
    for (const provider of ['google', 'microsoft'] as const) {
      expect(refresh(provider, body)).toMatchObject({
        code: 'provider-refused',
        facts: { provider },
      });
      expect(refresh(provider, body).facts.providerErrorNumber).toBeUndefined();
    }
  }
});

test('a number that comes as a number only, or after another that says nothing, is found', () => {
  const listed = { error: 'interaction_required', error_codes: [53003] };
  expect(exchange('microsoft', listed).facts.providerErrorNumber).toBe('AADSTS53003');
  const two = { error: 'invalid_grant', error_description: 'AADSTS99999: x AADSTS50105: y' };
  expect(exchange('microsoft', two).code).toBe('administrator-needed');
});

const wanted = ['ID-01', 'ID-15', 'ID-23'];
const cases = idTokenCases
  .filter(([id, what, , only]) => wanted.includes(id) && only === undefined && what !== '5 MB')
  .map(([id, what, make]) => ({ id, what, make }));

/** Every piece of a token of so many letters that would tell something of it. */
function piecesOf(token: string): readonly string[] {
  const [, claims = '', signature = ''] = token.split('.');
  const text = Buffer.from(claims, 'base64url').toString('utf8').slice(0, 300);
  const cut = (part: string) => part.slice(0, 300).match(/.{16}/g) ?? [];
  return [...cut(claims), ...cut(signature), ...cut(text)];
}

describe.each(['google', 'microsoft'] as const)('%s', (style) => {
  let hostile: HostileProvider;
  beforeAll(async () => {
    hostile = await startHostileProvider(style);
  });
  afterAll(() => hostile.close());
  afterEach(() => vi.restoreAllMocks());

  test.each(cases)(
    'LG-01: of an ID token with $what nothing is in error, log, report and output',
    ({ make }) =>
      withTempFolder(async (folder) => {
        let token = '';
        hostile.misbehave({
          async idToken(maker) {
            const made = await make(maker);
            if (typeof made === 'string') token = made;
            return made;
          },
        });
        const printed: string[] = [];
        const keep = (chunk: string | Uint8Array) => {
          printed.push(String(chunk));
          return true;
        };
        vi.spyOn(process.stdout, 'write').mockImplementation(keep);
        vi.spyOn(process.stderr, 'write').mockImplementation(keep);
        for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
          vi.spyOn(console, method).mockImplementation((...words) => {
            printed.push(words.map((word) => inspect(word)).join(' '));
          });
        }
        const ours = openProvider(style, hostileClientId, hostile.address);
        const failed = await signInAt(ours).catch((error: unknown) => error);
        vi.restoreAllMocks();
        if (!(failed instanceof LoginError)) throw failed;

        const { policy, ...evaluation } = evaluatePolicy([]);
        const diagnostics = createDiagnostics({
          logDirectory: folder,
          version: '1.2.3',
          policy: {
            current: () => policy,
            report: () => ({ places: [], warnings: [], policy, ...evaluation }),
          },
          now: Date.now,
        });
        diagnostics.logSignIn({
          attempt: '6f2c1b9a-0d3e-4f5a-8b7c-9d0e1f2a3b4c',
          provider: style,
          step: 'ended',
          code: failed.code,
          ...failed.facts,
        });
        const report = diagnostics.report();
        await diagnostics.close();
        const told = [
          failed.message,
          JSON.stringify(failed.facts),
          report,
          readFileSync(join(folder, 'sonar.log'), 'utf8'),
          ...printed,
        ].join('\n');
        expect(told).toContain(failed.code);
        expect(piecesOf(token).filter((piece) => told.includes(piece))).toEqual([]);
      }),
  );
});

describe('a wrong registration', () => {
  const hostile = new Map<Style, HostileProvider>();
  beforeAll(async () => {
    for (const style of ['google', 'microsoft'] as const) {
      hostile.set(style, await startHostileProvider(style));
    }
  });
  afterAll(() => Promise.all([...hostile.values()].map((provider) => provider.close())));

  /** Answers to the code exchange that say that the app is registered wrongly, or that the code is used up. */
  const refusals: readonly (readonly [
    style: Style,
    what: string,
    status: number,
    error: string,
    words: string,
    number: string | undefined,
  ])[] = [
    [
      'google',
      'a client secret that is missing',
      400,
      'invalid_request',
      'client_secret is missing.',
      undefined,
    ],
    ['google', 'a client id that is unknown', 401, 'invalid_client', 'Unauthorized', undefined],
    ['google', 'a code that was used before', 400, 'invalid_grant', 'Bad Request', undefined],
    [
      'microsoft',
      'a registration that is not for desktops',
      401,
      'invalid_client',
      'AADSTS7000218: The request body must contain client_assertion or client_secret.',
      'AADSTS7000218',
    ],
    [
      'microsoft',
      'a code that was used before',
      400,
      'invalid_grant',
      'AADSTS54005: OAuth2 Authorization code was already redeemed.',
      'AADSTS54005',
    ],
  ];

  test.each(refusals)(
    'B-29: at the code exchange %s refuses %s: told as turned away, with the number',
    async (style, _, status, error, words, number) => {
      const provider = hostile.get(style);
      if (provider === undefined) throw new Error('it was started');
      provider.misbehave({
        tokenEndpoint: (response) =>
          sendJson(response, { error, error_description: words }, status),
      });
      const before = provider.counts.token;
      const ours = openProvider(style, hostileClientId, provider.address);
      const failed = await signInAt(ours).catch((thrown: unknown) => thrown);
      if (!(failed instanceof LoginError)) throw failed;
      expect(failed.code).toBe('provider-refused');
      expect(failed.facts.providerErrorNumber).toBe(number);
      expect(provider.counts.token - before).toBe(1);
    },
  );
});
