import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { googleClientId, googleStyle } from '../../../services/identity-providers/google.ts';
import {
  microsoftClientId,
  microsoftStyle,
} from '../../../services/identity-providers/microsoft.ts';
import {
  peopleOfSeed,
  type RunningProvider,
  startProvider,
} from '../../../services/identity-providers/start-provider.ts';
import { defaultSeed } from '../../../services/seed/default-seed.ts';
import { createPeerOwner } from '../../../src-main/network/peer-owner.ts';
import { judgeAuthorizationResponse } from '../../../src-main/oauth/authorization.ts';
import { openLoopbackRedirect } from '../../../src-main/oauth/loopback-redirect.ts';
import type { IdentityProvider, ProviderTokens } from '../../../src-main/providers/definition.ts';
import { createGoogleProvider } from '../../../src-main/providers/google.ts';
import { createMicrosoftProvider } from '../../../src-main/providers/microsoft.ts';
import { defineOpenIdProvider } from '../../../src-main/providers/open-id.ts';
import {
  type HostileProvider,
  type Misbehaviour,
  startHostileProvider,
} from '../../hostile/provider/hostile-provider.ts';
import { type Claims, hostileClientId, type Style } from '../../hostile/provider/token-maker.ts';
import {
  bringResponse,
  createCookieJar,
  openStartPage,
  signInAtProvider,
} from '../../support/browse.ts';
import { withTempFolder } from '../../support/temp-folder.ts';
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
    signOut: 'https://accounts.example/sign-out',
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

const standIns = {
  google: { style: googleStyle, clientId: googleClientId, mount: '' },
  microsoft: { style: microsoftStyle, clientId: microsoftClientId, mount: '/organizations' },
};

describe.each(['google', 'microsoft'] as const)('with the stand-in of %s', (name) => {
  const { style, clientId, mount } = standIns[name];
  const people = peopleOfSeed(defaultSeed.people, name);
  const [person, other] = people;
  const key = person?.key ?? '';
  let standIn: RunningProvider;
  let provider: IdentityProvider;
  const stop = Promise.withResolvers<void>();
  let stopped: Promise<void>;

  beforeAll(async () => {
    const started = Promise.withResolvers<RunningProvider>();
    stopped = withTempFolder(async (dataDirectory) => {
      const running = await startProvider(style, { dataDirectory, port: 0, clientId, people });
      started.resolve(running);
      await stop.promise;
      await running.close();
    });
    stopped.catch(started.reject);
    standIn = await started.promise;
    provider = openProvider(name, clientId, `${standIn.origin}${mount}`);
  });
  afterAll(async () => {
    stop.resolve();
    await stopped;
  });

  /** A whole sign-in but for the browser: listener, authorization request, picker, response, token request. */
  async function signIn(as: string): Promise<ProviderTokens> {
    const input = newAuthorizationInput(provider);
    const { issuer, required } = await provider.getResponseIssuer(noEnd);
    const { readOwnError } = provider;
    const { state } = input;
    const expected = { provider: name, state, issuer, issuerRequired: required, readOwnError };
    const redirect = await openLoopbackRedirect({
      host: provider.redirectHost,
      ports: { first: 0, last: 0 },
      judge: (parameters) => judgeAuthorizationResponse(parameters, expected),
      isOwnPeer: createPeerOwner(process.platform),
      onNews: () => {},
      locale: 'en',
      signal: noEnd,
      deadlineMs: 60_000,
    });
    try {
      const { redirectUri } = redirect;
      const url = await provider.buildAuthorizationUrl({ ...input, redirectUri }, noEnd);
      const cookieJar = createCookieJar();
      const startPage = redirect.newStartPage(url);
      expect(await openStartPage(cookieJar, startPage)).toBe(url);
      const { redirectUrl } = await signInAtProvider(url, as, { cookieJar });
      await bringResponse(cookieJar, redirectUrl);
      const code = await redirect.code;
      return await provider.exchangeCode({ ...input, code, redirectUri, freshSince: null }, noEnd);
    } finally {
      await redirect.close();
    }
  }

  function refresh({ identity, refreshToken }: ProviderTokens): Promise<ProviderTokens> {
    const input = { refreshToken: refreshToken ?? '', expectedKey: identity.key };
    return provider.refresh({ ...input, keep: dropRotated }, noEnd);
  }

  test('a person signs in and is silently verified again with rotating refresh tokens', async () => {
    const first = await signIn(key);
    expect(first.identity.email).toBe(person?.email);
    const second = await refresh(first);
    const third = await refresh(second);
    expect(third.identity.key).toBe(first.identity.key);
    expect(third.identity.issuedAt).toBeGreaterThan(first.identity.issuedAt);
    expect(new Set([first, second, third].map((tokens) => tokens.refreshToken)).size).toBe(3);
  });

  test('every further sign-in brings a refresh token as well', async () => {
    await signIn(key);
    expect((await signIn(key)).refreshToken).not.toBeNull();
  });

  test('a refresh token that was used before ends the session for good', async () => {
    const first = await signIn(key);
    const second = await refresh(first);
    expect(await failureOf(refresh(first))).toBe('session-expired');
    expect(await failureOf(refresh(second))).toBe('session-expired');
  });

  test('a revoked grant ends the session, an interaction that is wanted does not', async () => {
    const tokens = await signIn(key);
    standIn.control.setInteractionRequired(key, true);
    expect(await failureOf(refresh(tokens))).toBe('interaction-required');
    standIn.control.setInteractionRequired(key, false);
    standIn.control.revokeGrants(key);
    expect(await failureOf(refresh(tokens))).toBe('session-expired');
  });

  test('a provider that is down ends nothing', async () => {
    const tokens = await signIn(key);
    standIn.control.setDown(true);
    expect(await failureOf(refresh(tokens))).toBe('provider-busy');
    standIn.control.setDown(false);
    expect((await refresh(tokens)).identity.key).toBe(tokens.identity.key);
  });

  test('a renamed person is the same identity with another label', async () => {
    const renamed = other?.key ?? '';
    const tokens = await signIn(renamed);
    standIn.control.renameEmail(renamed, 'new.name@maple.example');
    const again = await refresh(tokens);
    expect(again.identity.key).toBe(tokens.identity.key);
    expect(again.identity.email).toBe('new.name@maple.example');
  });

  test('who refuses at the provider is told access-denied', async () => {
    expect(await failureOf(signIn('refuse'))).toBe('access-denied');
  });
});
