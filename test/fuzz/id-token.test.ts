import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { LoginError } from '../../src-main/errors/login-error.ts';
import { verifyIdToken } from '../../src-main/oauth/id-token.ts';
import { createIssuerKeys } from '../../src-main/oauth/issuer.ts';
import {
  createSigningKey,
  createTokenMaker,
  genuineClaims,
  hostileClientId,
  type TokenMaker,
} from '../hostile/provider/token-maker.ts';
import { anyJson, damaged, fuzzAsync, fuzzTimeoutMs } from './fuzz.ts';

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
