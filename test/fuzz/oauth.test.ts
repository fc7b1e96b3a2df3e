import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { LoginError } from '../../src-main/errors/login-error.ts';
import { judgeAuthorizationResponse } from '../../src-main/oauth/authorization.ts';
import { readLoopbackRequest } from '../../src-main/oauth/callback-handler.ts';
import { verifyIdToken } from '../../src-main/oauth/id-token.ts';
import { createIssuerKeys } from '../../src-main/oauth/issuer.ts';
import { readGoogleError } from '../../src-main/providers/google.ts';
import {
  createSigningKey,
  createTokenMaker,
  genuineClaims,
  hostileClientId,
  type TokenMaker,
} from '../hostile/provider/token-maker.ts';
import { anyJson, damaged, fuzz, fuzzAsync, fuzzTimeoutMs } from './fuzz.ts';

const expected = {
  provider: 'google',
  state: 'the-state-of-this-attempt',
  issuer: 'https://accounts.google.com',
  issuerRequired: true,
  readOwnError: readGoogleError,
} as const;

const name = fc.oneof(
  fc.constantFrom('state', 'code', 'error', 'error_description', 'iss', 'scope', 'id_token'),
  fc.string({ maxLength: 12 }),
);
const value = fc.oneof(
  fc.constantFrom(expected.state, expected.issuer, 'access_denied', ''),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
const pairs = fc.array(fc.tuple(name, value), { maxLength: 10 });

test('AR-01, AR-05, AR-12: whatever an answer holds, only the right one has a code taken from it', {
  timeout: fuzzTimeoutMs,
}, () => {
  fuzz(pairs, (list) => {
    const verdict = judgeAuthorizationResponse(new URLSearchParams(list), expected);
    const all = (wanted: string) => list.filter(([key]) => key === wanted).map(([, one]) => one);
    const isOurs = all('state').length === 1 && all('state')[0] === expected.state;
    if (!isOurs) expect(verdict.kind).not.toBe('code');
    if (!isOurs) expect(verdict.kind).not.toBe('failed');
    if (verdict.kind !== 'code') return;
    expect([verdict.code]).toEqual(all('code'));
    expect(verdict.code).not.toBe('');
    expect(all('error')).toEqual([]);
    expect(all('iss')).toEqual([expected.issuer]);
  });
});

const port = 49_321;
const paths = ['/callback', '/done'];
const text = fc.oneof(
  fc.constantFrom(
    '/callback',
    '/done',
    '/CALLBACK',
    '//callback',
    '/callback/',
    '/call%62ack',
    '*',
  ),
  fc.webPath(),
  fc.string({ maxLength: 40 }),
);
const host = fc.oneof(
  fc.constantFrom(`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`, '127.0.0.1', ''),
  fc.domain(),
  fc.string({ maxLength: 30 }),
);
const request = fc.record({
  method: fc.constantFrom('GET', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'TRACE', 'get', ''),
  url: fc
    .tuple(text, fc.oneof(fc.constant(''), fc.webQueryParameters()))
    .map(([path, query]) => (query === '' ? path : `${path}?${query}`)),
  headers: fc.record(
    {
      'content-length': fc.constantFrom('0', '1', '-1', 'x'),
      'transfer-encoding': fc.constantFrom('chunked', 'identity'),
    },
    { requiredKeys: [] },
  ),
  headersDistinct: fc.record({ host: fc.array(host, { maxLength: 2 }) }),
});

test('LB-07, LB-08, LB-09: whatever is asked, only a plain GET of a known path at our own name is read', {
  timeout: fuzzTimeoutMs,
}, () => {
  fuzz(request, (asked) => {
    const read = readLoopbackRequest(
      { ...asked, socket: { localPort: port } },
      { host: '127.0.0.1', isPath: (path) => paths.includes(path) },
    );
    if (read.kind === 'refused') {
      expect([400, 404, 405]).toContain(read.status);
      return;
    }
    expect(asked.method).toBe('GET');
    expect(asked.headersDistinct.host).toEqual([`127.0.0.1:${port}`]);
    expect(paths).toContain(asked.url.split('?')[0]);
    expect(asked.headers['transfer-encoding']).toBeUndefined();
    expect(asked.headers['content-length'] ?? '0').toBe('0');
  });
});

describe('ID tokens', () => {
  const origin = 'https://accounts.example.com';
  const nonce = 'the-nonce-of-this-attempt';
  let maker: TokenMaker;
  let genuine: string;

  beforeAll(async () => {
    const [current, other] = await Promise.all([createSigningKey('1'), createSigningKey('2')]);
    const claims = genuineClaims('google', origin, nonce);
    maker = createTokenMaker('google', claims, { current, other });
    genuine = await maker.sign(claims);
  });

  function verify(token: unknown): Promise<unknown> {
    const keys = createIssuerKeys({
      fetch: async () => Response.json({ keys: [maker.keys.current.jwk] }),
      jwksUri: `${origin}/keys`,
      now: Date.now,
    });
    return verifyIdToken(
      token,
      {
        clientId: hostileClientId,
        hasRightIssuer: ({ iss }) => iss === origin,
        nonce,
        freshSince: null,
        keys,
        nowMs: Date.now(),
        serverDateMs: null,
      },
      new AbortController().signal,
    );
  }

  /** The claims, or null for a refusal in one of our codes; anything else that is thrown fails the test. */
  async function claimsOf(token: unknown): Promise<unknown> {
    try {
      return await verify(token);
    } catch (error) {
      expect(error).toBeInstanceOf(LoginError);
      return null;
    }
  }

  test('ID-01, ID-23: no text but a genuine token is accepted, and nothing breaks at it', {
    timeout: fuzzTimeoutMs,
  }, async () => {
    expect(await claimsOf(genuine)).not.toBeNull();
    const changed = fc
      .tuple(fc.nat(), fc.string({ unit: 'binary', maxLength: 3 }))
      .map(([at, text]) => {
        const place = at % genuine.length;
        return genuine.slice(0, place) + text + genuine.slice(place + 1);
      });
    const token = fc.oneof(changed, fc.string({ unit: 'binary', maxLength: 300 }), anyJson);
    await fuzzAsync(token, async (one) => {
      if (one === genuine) return;
      expect(await claimsOf(one)).toBeNull();
    });
  });

  test('ID-05 to ID-16: of claims that are signed but damaged none is accepted whose damage matters', {
    timeout: fuzzTimeoutMs,
  }, async () => {
    const part = fc.oneof(anyJson, fc.constantFrom('', 'us', origin, nonce, 0, -1, 1e308, null));
    await fuzzAsync(fc.tuple(fc.nat(), part), async ([path, one]) => {
      const claims = damaged(maker.claims, path, one);
      const accepted = await claimsOf(await maker.signText(JSON.stringify(claims) ?? 'null'));
      if (accepted === null) return;
      expect(accepted).toMatchObject({ iss: origin, nonce });
      const { aud, sub, iat, exp } = accepted as Record<string, unknown>;
      expect([aud].flat()).toEqual([hostileClientId]);
      expect(sub).toEqual(expect.stringMatching(/^.{1,255}$/s));
      expect(Math.abs(Number(iat) - Date.now() / 1000)).toBeLessThan(86_400);
      expect(Number(exp)).toBeGreaterThan(Date.now() / 1000 - 61);
    });
  });
});
