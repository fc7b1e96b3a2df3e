import type { DatabaseSync } from 'node:sqlite';
import { PublicClientApplication } from '@azure/msal-node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { renderAccountPicker } from '../../../../services/identity-providers/account-picker.ts';
import { googleStyle } from '../../../../services/identity-providers/google.ts';
import { microsoftClientId } from '../../../../services/identity-providers/microsoft.ts';
import type { DirectoryEntry } from '../../../../services/identity-providers/people.ts';
import {
  createRecordAdapter,
  openProviderStore,
} from '../../../../services/identity-providers/provider-store.ts';
import { signInAtProvider } from '../../../support/browse.ts';
import { codeVerifier, type ProviderClient, startProviderClient } from './provider-client.ts';

function person(key: string, name: string, email: string | null = `${key}@x.example`) {
  const flags = { disabled: false, departed: false, interactionRequired: false };
  return { key, subject: key, email, name, claims: {}, ...flags } satisfies DirectoryEntry;
}

function render(
  people: readonly DirectoryEntry[],
  changes: { hinted?: DirectoryEntry; filter?: string },
) {
  const view = { people, hinted: changes.hinted, filter: changes.filter ?? '', note: null };
  return renderAccountPicker(googleStyle, view);
}

function listed(page: string): string[] {
  return [...page.matchAll(/name="person" value="([^"]*)"/g)].map((match) => String(match[1]));
}

test('names and addresses are text, whatever is in them', () => {
  const page = render([person('"><i>', '<img src=x onerror=alert(1)>', "a'b@x.example")], {});
  expect(page).not.toContain('<img');
  expect(page).not.toContain('<i>');
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
});

test('the hinted person comes first and has the focus', () => {
  const [ana, ben] = [person('ana', 'Ana'), person('ben', 'Ben')];
  const page = render([ana, ben], { hinted: ben });
  expect(listed(page)).toEqual(['ben', 'ana']);
  expect(page).toContain('value="ben" autofocus');
});

test('many people get a filter, by name or address; few do not', () => {
  const people = Array.from({ length: 1_200 }, (_, index) =>
    person(`p${index}`, `Person ${index}`),
  );
  expect(render(people.slice(0, 5), {})).not.toContain('type="search"');
  const page = render(people, {});
  expect(page).toContain('type="search"');
  expect(listed(page)).toHaveLength(1_000);
  expect(page).toContain('1000 of 1200 are shown');
  expect(listed(render(people, { filter: 'P1199@' }))).toEqual(['p1199']);
});

describe('Google as it answers', () => {
  let client: ProviderClient;
  beforeEach(async () => {
    client = await startProviderClient('google');
  });
  afterEach(() => client.close());

  async function revoke(token: string): Promise<number> {
    const body = new URLSearchParams({ token });
    return (await fetch(`${client.provider.origin}/revoke`, { method: 'POST', body })).status;
  }

  test('discovery names the issuer, its endpoints and RFC 9207', async () => {
    const { origin } = client.provider;
    const response = await fetch(`${origin}/.well-known/openid-configuration`);
    expect(await response.json()).toMatchObject({
      issuer: origin,
      authorization_endpoint: `${origin}/o/oauth2/v2/auth`,
      token_endpoint: `${origin}/token`,
      revocation_endpoint: `${origin}/revoke`,
      jwks_uri: `${origin}/oauth2/v3/certs`,
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    });
  });

  test('a workspace person has hd, a personal one has none', async () => {
    const [ana, ben] = [await client.signIn('ana'), await client.signIn('ben')];
    expect(await client.verify(ana.body.id_token)).toMatchObject({
      iss: client.provider.origin,
      sub: '10783000000000000001',
      email: 'ana@maple.example',
      email_verified: true,
      hd: 'maple.example',
    });
    expect((await client.verify(ben.body.id_token)).hd).toBeUndefined();
  });

  test('the address is told only for the email scope', async () => {
    const { body } = await client.signIn('ana', { parameters: { scope: 'openid' } });
    const claims = await client.verify(body.id_token);
    expect([claims.email, claims.email_verified]).toEqual([undefined, undefined]);
  });

  test.each([
    ['offline access at the first consent', {}, true],
    ['online access', { access_type: null }, false],
  ])('%s: refresh token %#', async (_case, parameters, isGiven) => {
    const { body } = await client.signIn('ana', { parameters });
    expect(body.refresh_token !== undefined).toBe(isGiven);
  });

  test('every sign-in gives a refresh token, as Google says, until the control has it kept back', async () => {
    const given = async () => (await client.signIn('ben')).body.refresh_token !== undefined;
    expect([await given(), await given()]).toEqual([true, true]);
    client.provider.control.setRefreshTokensKeptBack(true);
    expect(await given()).toBe(false);
    client.provider.control.setRefreshTokensKeptBack(false);
  });

  test('kept back, only prompt=consent gives another refresh token after the first consent', async () => {
    await client.signIn('ana');
    client.provider.control.setRefreshTokensKeptBack(true);
    const again = await client.signIn('ana');
    const asked = await client.signIn('ana', { parameters: { prompt: 'select_account consent' } });
    expect(again.body.refresh_token).toBeUndefined();
    expect(asked.body.refresh_token).toEqual(expect.any(String));
  });

  test('revoking one refresh token takes back the whole consent (RFC 7009)', async () => {
    const first = String((await client.signIn('ana')).body.refresh_token);
    const second = await client.signIn('ana', { parameters: { prompt: 'consent' } });
    expect(await revoke(first)).toBe(200);
    expect((await client.refresh(String(second.body.refresh_token))).body.error).toBe(
      'invalid_grant',
    );
    expect((await client.signIn('ana')).body.refresh_token).toEqual(expect.any(String));
  });

  test('revoking a token that nobody has is answered 200 (RFC 7009 section 2.2)', async () => {
    expect(await revoke('unknown')).toBe(200);
  });
});

describe('Microsoft as it answers', () => {
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
});

test('a code or token is consumed once; the second to try takes the whole grant back', async () => {
  const database: DatabaseSync = openProviderStore(':memory:');
  try {
    const adapterOf = createRecordAdapter(database);
    const [grants, tokens] = [adapterOf('Grant'), adapterOf('RefreshToken')];
    await grants.upsert('grant', { accountId: 'ana' }, 60);
    await tokens.upsert('first', { grantId: 'grant', accountId: 'ana' }, 60);
    await tokens.upsert('second', { grantId: 'grant', accountId: 'ana' }, 60);
    await tokens.consume('first');
    expect((await tokens.find('first'))?.consumed).toEqual(expect.any(Number));
    await expect(tokens.consume('first')).rejects.toMatchObject({ error: 'invalid_grant' });
    expect(await tokens.find('second')).toBeUndefined();
    expect(await grants.find('grant')).toBeUndefined();
  } finally {
    database.close();
  }
});
