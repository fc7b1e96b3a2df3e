import { expect, test } from 'vitest';
import type { LoginError } from '../../../src-main/errors/login-error.ts';
import { judgeAuthorizationResponse } from '../../../src-main/oauth/authorization-response.ts';
import { toTokenError } from '../../../src-main/oauth/tokens.ts';
import { readGoogleError } from '../../../src-main/providers/google.ts';
import { readMicrosoftError } from '../../../src-main/providers/microsoft-errors.ts';
import {
  asksToConfirm,
  endsSession,
  needsAdministrator,
} from '../../../src-main/session/definite-end.ts';
import type { Style } from '../../hostile/provider/token-maker.ts';

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
