import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGoogleProvider } from '../../../src-main/providers/google.ts';
import { createMicrosoftProvider } from '../../../src-main/providers/microsoft.ts';
import {
  type HostileProvider,
  startHostileProvider,
} from '../../hostile/provider/hostile-provider.ts';
import { type Claims, hostileClientId, type Style } from '../../hostile/provider/token-maker.ts';
import { failureOf } from '../oauth/open-attempt.ts';
import { newAuthorizationInput, noEnd, openProvider, signInAt } from './open-provider.ts';

interface DiscoveryCase {
  readonly what: string;
  readonly change: (document: Claims, origin: string) => unknown;
  readonly only?: Style;
}

const elsewhere = (name: string, url: (origin: string) => unknown): DiscoveryCase => ({
  what: `${name} ${String(url('our-origin'))}`,
  change: (document, origin) => ({ ...document, [name]: url(origin) }),
});

/** Documents that must be refused before a browser is opened or anything is sent (ID-26). */
const refused: readonly DiscoveryCase[] = [
  elsewhere('issuer', () => 'https://evil.invalid'),
  elsewhere('issuer', (origin) => `${origin}/`),
  elsewhere('issuer', () => undefined),
  elsewhere('authorization_endpoint', () => 'https://evil.invalid/authorize'),
  elsewhere('authorization_endpoint', () => 'javascript:alert(1)'),
  elsewhere('authorization_endpoint', () => 'http://evil.invalid/authorize'),
  elsewhere('token_endpoint', () => 'https://evil.invalid/token'),
  elsewhere('token_endpoint', () => 'https://oauth2.googleapis.com/token'),
  elsewhere('token_endpoint', (origin) => `${origin.replace('://', '://user:pass@')}/token`),
  elsewhere('token_endpoint', (origin) => `${origin}.evil.invalid/token`),
  elsewhere('token_endpoint', () => undefined),
  elsewhere('jwks_uri', () => 'http://127.0.0.1:9/keys'),
  elsewhere('jwks_uri', () => 7),
  {
    what: 'the issuer of one tenant for an authority of many',
    change: (document, origin) => ({
      ...document,
      issuer: `${origin}/3f2504e0-4f89-41d3-9a0c-0305e82c3301/v2.0`,
    }),
    only: 'microsoft',
  },
];

describe.each(['google', 'microsoft'] as const)('the discovery document of %s', (style) => {
  let hostile: HostileProvider;
  beforeAll(async () => {
    hostile = await startHostileProvider(style);
  });
  afterAll(() => hostile.close());
  const open = () => openProvider(style, hostileClientId, hostile.address);

  test.each(refused.filter(({ only }) => only === undefined || only === style))(
    'with $what is refused before the browser is opened',
    async ({ change }) => {
      hostile.misbehave({ discovery: change });
      const provider = open();
      const url = provider.buildAuthorizationUrl(newAuthorizationInput(provider), noEnd);
      expect(await failureOf(url)).toBe('identity-not-verified');
      expect(hostile.counts.token).toBe(0);
    },
  );

  test.each([
    ['a list', []],
    ['text', 'nothing'],
    ['nothing', ''],
  ])('that is %s means that the provider is unreachable', async (_, document) => {
    hostile.misbehave({ discovery: () => document });
    expect(await failureOf(open().getResponseIssuer(noEnd))).toBe('provider-unreachable');
  });

  test('is read once for a whole sign-in, and again after it was refused', async () => {
    const provider = open();
    hostile.misbehave({ discovery: () => ({}) });
    expect(await failureOf(provider.getResponseIssuer(noEnd))).toBe('identity-not-verified');
    hostile.misbehave({});
    const before = hostile.counts.discovery;
    await provider.getResponseIssuer(noEnd);
    await signInAt(provider);
    expect(hostile.counts.discovery - before).toBe(1);
  });

  test('says whether the authorization response must carry iss (RFC 9207)', async () => {
    hostile.misbehave({});
    const issuer = style === 'google' ? hostile.origin : `${hostile.origin}/{tenantid}/v2.0`;
    const expected = { issuer, required: style === 'google' };
    expect(await open().getResponseIssuer(noEnd)).toEqual(expected);
  });

  test('keys that cannot be had leave the identity unverified, as an unreachable provider', async () => {
    hostile.misbehave({ jwks: () => ({ keys: 'none' }) });
    expect(await failureOf(signInAt(open()))).toBe('provider-unreachable');
  });
});

test('Microsoft may spell its loopback endpoints https: requests go to the http origin', async () => {
  const hostile = await startHostileProvider('microsoft');
  try {
    hostile.misbehave({
      discovery: (document) =>
        JSON.parse(JSON.stringify(document).replaceAll('"http://127', '"https://127')) as Claims,
      idToken: ({ sign, claims }) =>
        sign({ ...claims, iss: String(claims.iss).replace('http:', 'https:') }),
    });
    const provider = openProvider('microsoft', hostileClientId, hostile.address);
    const input = newAuthorizationInput(provider);
    const url = await provider.buildAuthorizationUrl(input, noEnd);
    const answer = await fetch(url.replace('https:', 'http:'), { redirect: 'manual' });
    const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const { identity } = await provider.exchangeCode({ ...input, code, freshSince: null }, noEnd);
    expect(identity.provider).toBe('microsoft');
  } finally {
    await hostile.close();
  }
});

test.each(['', undefined])('ID-13: without a client id (%j) there is no provider', (clientId) => {
  const common = { clientId: clientId ?? '', fetch, now: Date.now };
  expect(() => createGoogleProvider(common)).toThrow();
  expect(() => createMicrosoftProvider(common)).toThrow();
});

test.each(['http://issuer.invalid', 'nothing', 'ftp://127.0.0.1', 'javascript:1'])(
  'ID-26: %s is neither an issuer nor an authority',
  (address) => {
    const common = { clientId: 'c', fetch, now: Date.now };
    expect(() => createGoogleProvider({ ...common, issuer: address })).toThrow();
    expect(() => createMicrosoftProvider({ ...common, authority: `${address}/x` })).toThrow();
  },
);
