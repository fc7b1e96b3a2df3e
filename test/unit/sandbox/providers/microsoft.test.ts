import { PublicClientApplication } from '@azure/msal-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { microsoftClientId } from '../../../../services/identity-providers/microsoft.ts';
import { signInAtProvider } from '../../../support/sign-in-at-provider.ts';
import { codeVerifier, type ProviderClient, startProviderClient } from './provider-client.ts';

const tenantId = '0b6ad8a1-54e5-4a7c-9a2e-3b1f5c7d9e01';
const personalTenantId = '9188040d-6c67-4c5b-b112-36a304b66dad';
const scopes = ['openid', 'profile', 'email', 'offline_access'];

let client: ProviderClient;
beforeAll(async () => {
  client = await startProviderClient('microsoft');
});
afterAll(() => client.close());

async function discover(tenant: string): Promise<Response> {
  return fetch(`${client.provider.origin}/${tenant}/v2.0/.well-known/openid-configuration`);
}

test.each([
  ['organizations', '{tenantid}'],
  ['common', '{tenantid}'],
  [tenantId, tenantId],
])('the issuer that %s discovers is of the tenant %s', async (tenant, issuerTenant) => {
  const { origin } = client.provider;
  expect(await (await discover(tenant)).json()).toMatchObject({
    issuer: `${origin}/${issuerTenant}/v2.0`,
    authorization_endpoint: `${origin}/${tenant}/oauth2/v2.0/authorize`,
    token_endpoint: `${origin}/${tenant}/oauth2/v2.0/token`,
    jwks_uri: `${origin}/${tenant}/discovery/v2.0/keys`,
  });
});

test('a tenant that nobody belongs to has no discovery document', async () => {
  expect((await discover('00000000-0000-0000-0000-000000000000')).status).toBe(404);
});

test.each([
  ['ana', tenantId, true],
  ['ben', personalTenantId, false],
])('the ID token of %s is of their own tenant', async (person, tid, isDomainOwner) => {
  const { body } = await client.signIn(person);
  const claims = await client.verify(body.id_token);
  expect(claims).toMatchObject({
    iss: `${client.provider.origin}/${tid}/v2.0`,
    tid,
    oid: expect.any(String),
    ver: '2.0',
    xms_edov: isDomainOwner,
  });
  expect(claims.preferred_username).toBe(claims.email);
  expect(claims.sub).not.toBe(claims.oid);
});

test('a tenant’s own authority lets in its own people only', async () => {
  const url = client.authorizationUrl().replace('/organizations/', `/${tenantId}/`);
  await expect(signInAtProvider(url, 'ben')).rejects.toThrow('Nobody here');
  const { redirectUrl } = await signInAtProvider(url, 'ana');
  expect(new URL(redirectUrl).searchParams.get('code')).not.toBeNull();
});

test('a refused renewal tells Microsoft’s number for it', async () => {
  const { body } = await client.signIn('ana');
  client.provider.control.setInteractionRequired('ana', true);
  const refused = await client.refresh(String(body.refresh_token));
  client.provider.control.setInteractionRequired('ana', false);
  expect(refused.body.error_description).toMatch(/^AADSTS50076: /);
  expect(refused.body.error_codes).toEqual([50076]);
});

test('no refresh token without offline_access', async () => {
  const { body } = await client.signIn('ana', { parameters: { scope: 'openid email' } });
  expect(body.refresh_token).toBeUndefined();
});

test('redirect URIs are of localhost only, as the registration says', async () => {
  const redirectUri = 'http://127.0.0.1:1/callback';
  const response = await fetch(client.authorizationUrl({ redirect_uri: redirectUri }), {
    redirect: 'manual',
  });
  expect(response.status).toBe(400);
});

test('MSAL signs in and renews in its default protocol mode', async () => {
  const { origin } = client.provider;
  const authority = `${origin.replace('http:', 'https:')}/organizations`;
  const send = async (method: string, url: string, options?: MsalOptions) => {
    const response = await fetch(url.replace('https:', 'http:'), {
      method,
      headers: options?.headers ?? {},
      body: options?.body ?? null,
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.json(),
    };
  };
  const application = new PublicClientApplication({
    auth: {
      clientId: microsoftClientId,
      authority,
      knownAuthorities: [new URL(authority).host],
      authorityMetadata: await (await discover('organizations')).text(),
    },
    system: {
      networkClient: {
        sendGetRequestAsync: (url, options) => send('GET', url, options),
        sendPostRequestAsync: (url, options) => send('POST', url, options),
      },
    },
  });
  const { redirectUri } = client;
  const codeChallenge = String(
    new URL(client.authorizationUrl()).searchParams.get('code_challenge'),
  );
  const url = await application.getAuthCodeUrl({
    scopes,
    redirectUri,
    responseMode: 'query',
    codeChallenge,
    codeChallengeMethod: 'S256',
    nonce: 'the-nonce',
  });
  const { redirectUrl } = await signInAtProvider(url, 'ana');
  const code = String(new URL(redirectUrl).searchParams.get('code'));
  const signedIn = await application.acquireTokenByCode({
    scopes,
    redirectUri,
    code,
    codeVerifier,
    nonce: 'the-nonce',
  });
  expect(signedIn.account).toMatchObject({ tenantId, username: 'ana@maple.example' });
  const cache = JSON.parse(application.getTokenCache().serialize()) as {
    RefreshToken: Record<string, { secret: string }>;
  };
  const refreshToken = String(Object.values(cache.RefreshToken)[0]?.secret);
  const renewed = await application.acquireTokenByRefreshToken({ scopes, refreshToken });
  expect(await client.verify(renewed?.idToken)).toMatchObject({ tid: tenantId });
});

/** What MSAL passes to its network client. */
interface MsalOptions {
  readonly headers?: Record<string, string>;
  readonly body?: string;
}
