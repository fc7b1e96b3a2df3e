import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createCookieJar, signInAtProvider } from '../../../support/browse.ts';
import { type ProviderClient, startProviderClient } from './provider-client.ts';

/** Where Google keeps refresh tokens back, only consent gives one again. */
const consent = { parameters: { prompt: 'consent' } };

function answerOf(redirectUrl: string): Record<string, string> {
  return Object.fromEntries(new URL(redirectUrl).searchParams);
}

describe.each(['google', 'microsoft'] as const)('a sign-in at %s', (name) => {
  let client: ProviderClient;
  beforeAll(async () => {
    client = await startProviderClient(name);
  });
  afterAll(() => client.close());

  test('gives a code to the loopback redirect URI of any port, with the state', async () => {
    const redirectUri = client.redirectUri.replace(':1/', ':54321/');
    const { redirectUrl } = await signInAtProvider(
      client.authorizationUrl({ redirect_uri: redirectUri }),
      'ana',
    );
    expect(redirectUrl.startsWith(`${redirectUri}?`)).toBe(true);
    expect(answerOf(redirectUrl)).toMatchObject({ state: 'the-state', code: expect.any(String) });
  });

  test('only Google names itself in the authorization response (RFC 9207)', async () => {
    const accepted = await signInAtProvider(client.authorizationUrl(), 'ana');
    const refused = await signInAtProvider(client.authorizationUrl(), 'refuse');
    const issuer = name === 'google' ? client.provider.origin : undefined;
    expect(answerOf(accepted.redirectUrl).iss).toBe(issuer);
    expect(answerOf(refused.redirectUrl).iss).toBe(issuer);
  });

  test('an ID token carries the nonce and is signed by the published keys', async () => {
    const { status, body } = await client.signIn('ana', consent);
    expect(status).toBe(200);
    expect(await client.verify(body.id_token)).toMatchObject({ nonce: 'the-nonce', name: 'Ana' });
    expect(body.refresh_token).toEqual(expect.any(String));
  });

  test('refusing at the picker answers access_denied, without a code', async () => {
    const { redirectUrl } = await signInAtProvider(client.authorizationUrl(), 'refuse');
    expect(answerOf(redirectUrl)).toMatchObject({ error: 'access_denied', state: 'the-state' });
    expect(answerOf(redirectUrl).code).toBeUndefined();
  });

  test('with a browser session it goes straight through, and select_account shows the picker', async () => {
    const cookieJar = createCookieJar();
    const open = (person: string, parameters: Record<string, string>) =>
      signInAtProvider(client.authorizationUrl(parameters), person, { cookieJar });
    expect((await open('ana', {})).pickerShown).toBe(true);
    expect((await open('nobody', {})).pickerShown).toBe(false);
    expect((await open('ben', { prompt: 'select_account' })).pickerShown).toBe(true);
    const { body } = await client.signIn('nobody', { cookieJar });
    expect(await client.verify(body.id_token)).toMatchObject({ name: 'Ben' });
  });

  test.each([
    ['prompt=login asks again', { prompt: 'login' }, true],
    [
      'a login_hint of the signed-in person asks nothing',
      { login_hint: 'ANA@maple.example' },
      false,
    ],
    ['a login_hint of another person asks', { login_hint: 'someone@else.example' }, true],
    ['prompt=consent asks nothing, consent is implicit', { prompt: 'consent' }, false],
    ['prompt=none asks nothing', { prompt: 'none' }, false],
  ])('with a browser session, %s', async (_rule, parameters, pickerShown) => {
    const cookieJar = createCookieJar();
    await signInAtProvider(client.authorizationUrl(), 'ana', { cookieJar });
    const url = client.authorizationUrl(parameters);
    const result = await signInAtProvider(url, 'ana', { cookieJar });
    expect(result.pickerShown).toBe(pickerShown);
    expect(answerOf(result.redirectUrl).code).toEqual(expect.any(String));
  });

  test('prompt=none without a browser session answers login_required', async () => {
    const { redirectUrl } = await signInAtProvider(
      client.authorizationUrl({ prompt: 'none' }),
      'ana',
    );
    expect(answerOf(redirectUrl).error).toBe('login_required');
  });

  test('a person who was signed out in the browser meets the picker again', async () => {
    const cookieJar = createCookieJar();
    await signInAtProvider(client.authorizationUrl(), 'ana', { cookieJar });
    client.provider.control.endBrowserSessions('ana');
    const again = await signInAtProvider(client.authorizationUrl(), 'ana', { cookieJar });
    expect(again.pickerShown).toBe(true);
  });

  test('the picker is one form with a named button for each person and one to refuse', async () => {
    const cookieJar = createCookieJar();
    const first = await fetch(client.authorizationUrl(), { redirect: 'manual' });
    cookieJar.store(first);
    const picker = new URL(String(first.headers.get('location')), client.provider.origin).href;
    const response = await fetch(picker, { headers: { cookie: cookieJar.header(picker) } });
    const page = await response.text();
    expect(page.match(/<button class="person" name="person"/g)).toHaveLength(2);
    expect(page).toContain('ana@maple.example');
    expect(page).toContain('name="refuse"');
    expect(page).not.toContain('<script');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('a picker without its browser cookie is refused', async () => {
    const first = await fetch(client.authorizationUrl(), { redirect: 'manual' });
    const picker = new URL(String(first.headers.get('location')), client.provider.origin).href;
    const body = new URLSearchParams({ person: 'ana' });
    const response = await fetch(picker, { method: 'POST', body, redirect: 'manual' });
    expect(response.status).toBe(400);
  });

  test.each([
    ['no code challenge', { code_challenge: null, code_challenge_method: null }],
    ['a plain code challenge', { code_challenge_method: 'plain' }],
  ])('%s is answered with invalid_request (RFC 7636)', async (_case, parameters) => {
    const { redirectUrl } = await signInAtProvider(client.authorizationUrl(parameters), 'ana');
    expect(answerOf(redirectUrl).error).toBe('invalid_request');
  });

  test.each([
    'https://127.0.0.1:1/callback',
    'http://127.0.0.1.evil.example:1/callback',
    'http://localhost@evil.example/callback',
    'http://192.168.0.1:1/callback',
    'app://callback',
  ])('never redirects to %s', async (redirectUri) => {
    const response = await fetch(client.authorizationUrl({ redirect_uri: redirectUri }), {
      redirect: 'manual',
      headers: { accept: 'text/html' },
    });
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
  });

  test('a wrong code verifier is refused, and so is a code sent twice', async () => {
    const { redirectUrl } = await signInAtProvider(client.authorizationUrl(), 'ana');
    const form = {
      grant_type: 'authorization_code',
      code: String(answerOf(redirectUrl).code),
      redirect_uri: client.redirectUri,
      code_verifier: 'x'.repeat(43),
    };
    expect((await client.token(form)).body.error).toBe('invalid_grant');
    expect((await client.token(form)).body.error).toBe('invalid_grant');
  });

  test('a client secret may be sent and proves nothing', async () => {
    const { body } = await client.signIn('ana', consent);
    const renewed = await client.token({
      grant_type: 'refresh_token',
      refresh_token: String(body.refresh_token),
      client_secret: 'not-a-secret',
    });
    expect(renewed.status).toBe(200);
  });

  test('while it is down everything answers 503, afterwards nothing is lost', async () => {
    const { body } = await client.signIn('ana', consent);
    client.provider.control.setDown(true);
    try {
      expect((await client.refresh(String(body.refresh_token))).status).toBe(503);
      expect((await fetch(client.authorizationUrl())).status).toBe(503);
    } finally {
      client.provider.control.setDown(false);
    }
    expect((await client.refresh(String(body.refresh_token))).status).toBe(200);
  });
});

describe.each(['google', 'microsoft'] as const)('a renewal at %s', (name) => {
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
