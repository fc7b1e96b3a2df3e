import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Fetch } from '../../../src-main/network/bounded-fetch.ts';
import {
  createAuthorizationSecrets,
  hashToBase64Url,
  judgeAuthorizationResponse,
} from '../../../src-main/oauth/authorization.ts';
import { splitIdToken } from '../../../src-main/oauth/id-token.ts';
import { parseStrictObject } from '../../../src-main/oauth/strict-json.ts';
import { sendTokenRequest } from '../../../src-main/oauth/tokens.ts';
import { readGoogleError } from '../../../src-main/providers/google.ts';
import { readMicrosoftError } from '../../../src-main/providers/microsoft-errors.ts';
import { failureOf } from './open-attempt.ts';

test('AR-15: 10,000 requests have verifiers of 43 unreserved characters and never a value twice', () => {
  const seen = new Set<string>();
  for (let count = 0; count < 10_000; count += 1) {
    const { state, nonce, nonceSecret, codeVerifier, codeChallenge } = createAuthorizationSecrets();
    for (const value of [state, nonce, nonceSecret, codeVerifier, codeChallenge]) {
      expect(value).toMatch(/^[A-Za-z0-9_-]{43}$/);
      seen.add(value);
    }
  }
  expect(seen.size).toBe(50_000);
});

test('the challenge is the S256 of the verifier, with the example of RFC 7636 appendix B', () => {
  expect(hashToBase64Url('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  );
  const { codeVerifier, codeChallenge } = createAuthorizationSecrets();
  expect(codeChallenge).toBe(hashToBase64Url(codeVerifier));
});

test('the nonce is the SHA-256 of its secret, and tells nothing of it', () => {
  const { nonce, nonceSecret } = createAuthorizationSecrets();
  expect(nonce).toBe(createHash('sha256').update(nonceSecret).digest('base64url'));
  expect(nonce).not.toBe(nonceSecret);
});

const expected = {
  provider: 'microsoft',
  state: 'S',
  issuer: 'https://issuer.invalid',
  issuerRequired: false,
  readOwnError: readMicrosoftError,
} as const;

function judge(query: string, change: Partial<typeof expected> | object = {}) {
  return judgeAuthorizationResponse(new URLSearchParams(query), { ...expected, ...change });
}

function codeOf(query: string, change: object = {}): string {
  const verdict = judge(query, change);
  if (verdict.kind === 'failed') return verdict.error.code;
  return verdict.kind;
}

test.each([
  ['access_denied', 'access-denied'],
  ['invalid_request', 'provider-refused'],
  ['unauthorized_client', 'provider-refused'],
  ['invalid_scope', 'provider-refused'],
  ['unsupported_response_type', 'provider-refused'],
  ['server_error', 'provider-busy'],
  ['temporarily_unavailable', 'provider-busy'],
  ['interaction_required', 'administrator-needed'],
  ['account_selection_required', 'administrator-needed'],
  ['login_required', 'administrator-needed'],
  ['consent_required', 'consent-required'],
  ['foo', 'provider-refused'],
  ['__proto__', 'provider-refused'],
  ['', 'provider-refused'],
])('AR-07, AR-08, B-03, B-18: error %j is %s', (error, code) => {
  expect(codeOf(`error=${error}&state=S`)).toBe(code);
});

test('AR-12: a code beside an error is an error', () => {
  expect(codeOf('code=x&error=server_error&state=S')).toBe('provider-busy');
});

test.each([
  ['missing', 'code=x&state=S', 'identity-not-verified'],
  ['right', 'code=x&state=S&iss=https%3A%2F%2Fissuer.invalid', 'code'],
  ['wrong', 'code=x&state=S&iss=https%3A%2F%2Fevil.invalid', 'identity-not-verified'],
  [
    'right, with an error',
    'error=access_denied&state=S&iss=https%3A%2F%2Fissuer.invalid',
    'access-denied',
  ],
  [
    'wrong, with an error',
    'error=access_denied&state=S&iss=https%3A%2F%2Fevil.invalid',
    'identity-not-verified',
  ],
  ['there twice', 'code=x&state=S&iss=https%3A%2F%2Fissuer.invalid&iss=a', 'ignored'],
])('AR-10: with an announced iss, one that is %s leads to %s', (_, query, outcome) => {
  expect(codeOf(query, { issuerRequired: true })).toBe(outcome);
});

test('AR-10: without an announcement iss may be missing, but not be wrong', () => {
  expect(codeOf('code=x&state=S')).toBe('code');
  expect(codeOf('code=x&state=S&iss=https%3A%2F%2Fevil.invalid')).toBe('identity-not-verified');
});

test.each([
  ['https://m.invalid/3f2504e0-4f89-41d3-9a0c-0305e82c3301/v2.0', 'code'],
  ['https://m.invalid/{tenantid}/v2.0', 'identity-not-verified'],
  ['https://m.invalid/x/v2.0', 'identity-not-verified'],
  ['https://m.invalid/v2.0', 'identity-not-verified'],
])('an issuer for many tenants stands for each of them: %s leads to %s', (iss, outcome) => {
  const query = new URLSearchParams({ code: 'x', state: 'S', iss }).toString();
  expect(codeOf(query, { issuer: 'https://m.invalid/{tenantid}/v2.0' })).toBe(outcome);
});

test.each([
  '<script>alert(1)</script>',
  'x'.repeat(100_000),
  'a\r\nSet-Cookie: a=b',
  '\u001b[31mred',
  '\u202etxet',
  '[x](command:y)',
  'AADSTS65004<script>',
])('AR-13: nothing of a hostile description gets into the failure', (description) => {
  const query = new URLSearchParams({
    error: 'access_denied',
    error_description: description,
    state: 'S',
  });
  const verdict = judgeAuthorizationResponse(query, expected);
  if (verdict.kind !== 'failed') throw new Error('must fail');
  const { providerErrorNumber, ...facts } = verdict.error.facts;
  expect(facts).toEqual({ provider: 'microsoft' });
  expect([undefined, 'AADSTS65004']).toContain(providerErrorNumber);
  expect(verdict.error.message).toBe('access-denied');
});

const tokenEndpoint = 'https://issuer.invalid/token';

function startRequest(status: number, send: (fetch: Fetch) => Promise<unknown>) {
  const sent: string[] = [];
  const body = JSON.stringify({ token_type: 'Bearer', id_token: 'a.b.c' });
  const fetch: Fetch = async (input) => {
    sent.push(input);
    return new Response(body, { status });
  };
  const exchange = sendTokenRequest(
    {
      provider: 'google',
      grantType: 'refresh_token',
      tokenEndpoint,
      readOwnError: readGoogleError,
      fetch,
      signal: new AbortController().signal,
      now: Date.now,
    },
    send,
  );
  return { sent, exchange };
}

test('TK-02: a library that tries again is not let out a second time, and the first answer counts', async () => {
  const { sent, exchange } = startRequest(503, async (fetch) => {
    await fetch(tokenEndpoint, {}).catch(() => null);
    return fetch(tokenEndpoint, {});
  });
  expect(await failureOf(exchange)).toBe('provider-busy');
  expect(sent).toEqual([tokenEndpoint]);
});

test('TK-08: a library that goes anywhere but to the token endpoint is not let out at all', async () => {
  const { sent, exchange } = startRequest(200, (fetch) => fetch('https://evil.invalid/token', {}));
  expect(await failureOf(exchange)).toBe('unexpected');
  expect(sent).toEqual([]);
});

test('what a library has against an answer is handed on, and hides no answer', async () => {
  const complaint = new Error('canary-of-the-library');
  const { exchange } = startRequest(200, async (fetch) => {
    await fetch(tokenEndpoint, {});
    throw complaint;
  });
  const { response, objection } = await exchange;
  expect(response.idToken).toBe('a.b.c');
  expect(objection).toBe(complaint);
});

const part = (text: string) => Buffer.from(text).toString('base64url');
const right = `${part('{"alg":"RS256"}')}.${part('{"sub":"a"}')}.${part('signature')}`;

test('three segments give header and claims', () => {
  expect(splitIdToken(right)).toEqual({ header: { alg: 'RS256' }, claims: { sub: 'a' } });
});

test.each([
  ['four segments', `${right}.${part('x')}`],
  ['five segments, as an encrypted token has', `${right}.${part('x')}.${part('y')}`],
  ['two segments', right.split('.').slice(0, 2).join('.')],
  ['an empty signature', right.slice(0, right.lastIndexOf('.') + 1)],
  [
    'claims that are no UTF-8',
    `${part('{}')}.${Buffer.from([0x7b, 0xff, 0x7d]).toString('base64url')}.eA`,
  ],
  // `eA` is the one right way to write the single byte `x`; a lenient decoder reads `eB` the same.
  ['bits left over at the end', `${part('{}')}.${part('{}')}.eB`],
])('ID-23: %s give nothing', (_, token) => {
  expect(splitIdToken(token)).toBeNull();
});

test.each([
  '{}',
  '{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}',
  '{"a":"a\\":{\\"b","b":"}{"}',
  '{"a" : ["x", "x"], "x" : null}',
  '{"proto":{},"constructor":1}',
])('%s is read as JSON.parse reads it', (text) => {
  expect(parseStrictObject(text)).toEqual(JSON.parse(text));
});

test.each([
  '{"a":1,"a":1}',
  '{"a":1,"\\u0061":2}',
  '{"b":{"a":1,"a":2}}',
  '{"b":[{"a":1,"a":2}]}',
  '{"__proto__":1}',
  '{"a":{"__proto__":{}}}',
  '{"\\u005f_proto__":1}',
  `${'{"a":'.repeat(17)}1${'}'.repeat(17)}`,
  '[]',
  '1',
  'null',
  '"a"',
  '',
  '{',
  '{"a":}',
  '{"a":1}}',
  '{"a":1}{',
  "{'a':1}",
  '{a:1}',
  ':',
  '"',
])('%s is refused', (text) => {
  expect(parseStrictObject(text)).toBeNull();
});
