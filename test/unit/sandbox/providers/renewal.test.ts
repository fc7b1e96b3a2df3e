import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { signInAtProvider } from '../../../support/sign-in-at-provider.ts';
import { type ProviderClient, startProviderClient } from './provider-client.ts';

describe.each(['google', 'microsoft'] as const)('%s', (name) => {
  let client: ProviderClient;
  beforeEach(async () => {
    client = await startProviderClient(name);
  });
  afterEach(() => client.close());

  async function refreshTokenOf(person: string): Promise<string> {
    return String((await client.signIn(person)).body.refresh_token);
  }

  test('a refreshed ID token is the same person, without a nonce and with a later iat', async () => {
    const first = await client.signIn('ana');
    const second = await client.refresh(String(first.body.refresh_token));
    const before = await client.verify(first.body.id_token);
    const after = await client.verify(second.body.id_token);
    expect(after.nonce).toBeUndefined();
    expect([after.iss, after.sub, after.email]).toEqual([before.iss, before.sub, before.email]);
    expect(Number(after.iat)).toBeGreaterThan(Number(before.iat));
    expect(Number(after.exp) - Number(after.iat)).toBe(3600);
  });

  test('refresh tokens rotate, and one that was used before ends the whole sign-in', async () => {
    const first = await refreshTokenOf('ana');
    const second = String((await client.refresh(first)).body.refresh_token);
    expect(second).not.toBe(first);
    expect((await client.refresh(first)).body.error).toBe('invalid_grant');
    expect((await client.refresh(second)).body.error).toBe('invalid_grant');
  });

  test('a replayed refresh token leaves the person’s other sign-ins alone', async () => {
    const stolen = await refreshTokenOf('ben');
    const second = await client.signIn('ben', { parameters: { prompt: 'consent' } });
    await client.refresh(stolen);
    await client.refresh(stolen);
    expect((await client.refresh(String(second.body.refresh_token))).status).toBe(200);
  });

  test('of many simultaneous renewals with one refresh token at most one is answered', async () => {
    const token = await refreshTokenOf('ana');
    const answers = await Promise.all(Array.from({ length: 8 }, () => client.refresh(token)));
    const granted = answers.filter(({ status }) => status === 200);
    expect(granted.length).toBeLessThanOrEqual(1);
    for (const { body } of granted) {
      expect((await client.refresh(String(body.refresh_token))).body.error).toBe('invalid_grant');
    }
  });

  test('a restart on the same port keeps issuer, keys and sign-ins', async () => {
    const first = await client.signIn('ana');
    const { origin } = client.provider;
    await client.restart();
    expect(client.provider.origin).toBe(origin);
    await client.verify(first.body.id_token);
    expect((await client.refresh(String(first.body.refresh_token))).status).toBe(200);
  });

  test('revoking a person’s grants ends all their sign-ins and nobody else’s', async () => {
    const [one, other] = [await refreshTokenOf('ana'), await refreshTokenOf('ben')];
    expect(client.provider.control.revokeGrants('ana')).toBe(1);
    expect((await client.refresh(one)).body.error).toBe('invalid_grant');
    expect((await client.refresh(other)).status).toBe(200);
  });

  test('a disabled person neither renews nor signs in until enabled again', async () => {
    const token = await refreshTokenOf('ana');
    client.provider.control.setDisabled('ana', true);
    expect((await client.refresh(token)).body.error).toBe('invalid_grant');
    await expect(signInAtProvider(client.authorizationUrl(), 'ana')).rejects.toThrow('turned off');
    client.provider.control.setDisabled('ana', false);
    expect((await client.refresh(token)).status).toBe(200);
  });

  test('a required interaction refuses renewals, keeps the token, and ends at the picker', async () => {
    const token = await refreshTokenOf('ana');
    client.provider.control.setInteractionRequired('ana', true);
    expect((await client.refresh(token)).body.error).toBe('interaction_required');
    await signInAtProvider(client.authorizationUrl({ prompt: 'select_account' }), 'ana');
    expect((await client.refresh(token)).status).toBe(200);
  });

  test('a renamed person is the same subject with another address', async () => {
    const first = await client.signIn('ana');
    client.provider.control.renameEmail('ana', 'ana.silva@maple.example');
    const second = await client.refresh(String(first.body.refresh_token));
    const [before, after] = [
      await client.verify(first.body.id_token),
      await client.verify(second.body.id_token),
    ];
    expect(after).toMatchObject({ email: 'ana.silva@maple.example', sub: before.sub });
  });

  test('a recycled address is another subject, and the one before is gone', async () => {
    const first = await client.signIn('ana');
    const successor = client.provider.control.recycleEmail('ana');
    expect((await client.refresh(String(first.body.refresh_token))).body.error).toBe(
      'invalid_grant',
    );
    const second = await client.signIn(successor.key);
    const [before, after] = [
      await client.verify(first.body.id_token),
      await client.verify(second.body.id_token),
    ];
    expect(after.email).toBe(before.email);
    expect(after.sub).not.toBe(before.sub);
    expect(name === 'google' || after.oid !== before.oid).toBe(true);
  });

  test('lifetimes can be changed for what is given out next', async () => {
    client.provider.control.setTtls({ idToken: 7, accessToken: 9 });
    const { body } = await client.signIn('ana');
    const { exp, iat } = await client.verify(body.id_token);
    expect(Number(exp) - Number(iat)).toBe(7);
    expect(body.expires_in).toBe(9);
  });
});
