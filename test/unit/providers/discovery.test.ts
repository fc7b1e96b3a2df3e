import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGoogleProvider } from '../../../src-main/providers/google.ts';
import { createMicrosoftProvider } from '../../../src-main/providers/microsoft.ts';
import { defineOpenIdProvider } from '../../../src-main/providers/open-id.ts';
import {
  type HostileProvider,
  type Misbehaviour,
  startHostileProvider,
} from '../../hostile/provider/hostile-provider.ts';
import { type Claims, hostileClientId, type Style } from '../../hostile/provider/token-maker.ts';
import { failureOf } from '../oauth/open-attempt.ts';
import {
  dropRotated,
  newAuthorizationInput,
  noEnd,
  openProvider,
  signInAt,
} from './open-provider.ts';

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

describe('any OpenID provider', () => {
  const definition = defineOpenIdProvider({
    name: 'google',
    scopes: ['openid', 'email'],
    help: 'https://help.example',
  });

  let hostile: HostileProvider;
  beforeAll(async () => {
    // It keeps to the standards unless it is told otherwise.
    hostile = await startHostileProvider('google');
  });
  afterAll(() => hostile.close());

  function open() {
    const { address: issuer } = hostile;
    return definition.create({ clientId: hostileClientId, issuer, fetch, now: Date.now });
  }

  async function ask(change: object = {}): Promise<Record<string, string>> {
    const provider = open();
    const input = { ...newAuthorizationInput(provider), ...change };
    const url = new URL(await provider.buildAuthorizationUrl(input, noEnd));
    return Object.fromEntries(url.searchParams);
  }

  test('a provider by the standards alone signs in, and its identity is issuer and subject', async () => {
    hostile.misbehave({});
    const { identity, refreshToken } = await signInAt(open());
    expect(identity).toMatchObject({
      provider: 'google',
      key: `${hostile.address} 110248495921238986420`,
      email: 'ana@acme.test',
      organization: null,
    });
    expect(refreshToken).toMatch(/^refresh-/);
    const form = Object.fromEntries(hostile.tokenRequests.at(-1) ?? []);
    expect(Object.keys(form).sort()).toEqual([
      'client_id',
      'code',
      'code_verifier',
      'grant_type',
      'redirect_uri',
    ]);
  });

  test('it asks for a code with PKCE S256, and for a refresh token only where one may be kept', async () => {
    expect(await ask({ prompt: 'login', loginHint: 'ana@acme.test' })).toMatchObject({
      response_type: 'code',
      client_id: hostileClientId,
      code_challenge_method: 'S256',
      scope: 'openid email offline_access',
      prompt: 'login',
      login_hint: 'ana@acme.test',
    });
    const shared = await ask({ prompt: null, offline: false });
    expect(shared.scope).toBe('openid email');
    expect(shared).not.toHaveProperty('prompt');
  });

  test('it is confirmed silently with a refresh token, and another identity is refused', async () => {
    hostile.misbehave({});
    const key = `${hostile.address} 110248495921238986420`;
    const input = { refreshToken: 'kept', expectedKey: key, keep: dropRotated };
    expect((await open().refresh(input, noEnd)).identity.key).toBe(key);
    const another = open().refresh({ ...input, expectedKey: 'another' }, noEnd);
    expect(await failureOf(another)).toBe('identity-mismatch');
  });

  const lies: readonly (readonly [string, Misbehaviour])[] = [
    [
      'another issuer',
      { idToken: (maker) => maker.sign({ ...maker.claims, iss: 'https://evil.test' }) },
    ],
    ['another audience', { idToken: (maker) => maker.sign({ ...maker.claims, aud: 'them' }) }],
    ['another nonce', { idToken: (maker) => maker.sign({ ...maker.claims, nonce: 'another' }) }],
    [
      'a key of somebody else',
      { idToken: (maker) => maker.sign(maker.claims, {}, maker.keys.other) },
    ],
  ];

  test.each(lies)('its ID token with %s is refused', async (_, how) => {
    hostile.misbehave(how);
    expect(await failureOf(signInAt(open()))).toBe('identity-not-verified');
  });

  test('an address that it has not verified is not shown', async () => {
    hostile.misbehave({
      idToken: (maker) => maker.sign({ ...maker.claims, email_verified: false }),
    });
    expect((await signInAt(open())).identity.email).toBeNull();
  });

  test('settings without an issuer, or with one that is not https, are refused', () => {
    const { settings } = definition;
    expect(settings.safeParse({ clientId: 'c' }).success).toBe(false);
    expect(settings.safeParse({ clientId: 'c', issuer: 'http://a.test' }).success).toBe(false);
    const open = (issuer: string) =>
      definition.create({ clientId: 'c', issuer, fetch, now: Date.now });
    expect(() => open('http://a.test')).toThrow();
  });
});
