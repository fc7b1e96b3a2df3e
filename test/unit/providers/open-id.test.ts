import { afterAll, beforeAll, expect, test } from 'vitest';
import { defineOpenIdProvider } from '../../../src-main/providers/open-id.ts';
import {
  type HostileProvider,
  type Misbehaviour,
  startHostileProvider,
} from '../../hostile/provider/hostile-provider.ts';
import { hostileClientId } from '../../hostile/provider/token-maker.ts';
import { failureOf } from '../oauth/open-attempt.ts';
import { dropRotated, newAuthorizationInput, noEnd, signInAt } from './open-provider.ts';

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
