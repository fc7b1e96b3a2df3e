import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ProviderClient, startProviderClient } from './provider-client.ts';

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

test('after the first consent only prompt=consent gives another refresh token', async () => {
  await client.signIn('ana');
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
