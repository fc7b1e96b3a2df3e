import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SandboxDescription } from '../../../services/sandbox-description.ts';
import { type Sandbox, startSandbox } from '../../../services/start-sandbox.ts';
import { signInAtProvider } from '../../support/sign-in-at-provider.ts';

let dataDirectory: string;
let sandbox: Sandbox;
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'sandbox-whole-'));
  sandbox = await startSandbox({ dataDirectory });
});
afterAll(async () => {
  await sandbox.close();
  await rm(dataDirectory, { recursive: true, force: true });
});

function hashed(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

function addressesOf({ google, microsoft }: SandboxDescription, provider: 'google' | 'microsoft') {
  return provider === 'google'
    ? {
        clientId: google.clientId,
        authorize: `${google.issuer}/o/oauth2/v2/auth`,
        token: `${google.issuer}/token`,
        redirectUri: 'http://127.0.0.1:1/callback',
      }
    : {
        clientId: microsoft.clientId,
        authorize: `${microsoft.authority}/oauth2/v2.0/authorize`,
        token: `${microsoft.authority}/oauth2/v2.0/token`,
        redirectUri: 'http://localhost:1/callback',
      };
}

async function getIdToken(provider: 'google' | 'microsoft', key: string, nonce: string) {
  const { clientId, authorize, token, redirectUri } = addressesOf(sandbox.description, provider);
  const verifier = randomBytes(32).toString('base64url');
  const client = { client_id: clientId, redirect_uri: redirectUri };
  const request = new URLSearchParams({
    ...client,
    response_type: 'code',
    scope: 'openid email profile',
    nonce,
    code_challenge: hashed(verifier),
    code_challenge_method: 'S256',
  });
  const { redirectUrl } = await signInAtProvider(`${authorize}?${request}`, key);
  const body = new URLSearchParams({
    ...client,
    grant_type: 'authorization_code',
    code: String(new URL(redirectUrl).searchParams.get('code')),
    code_verifier: verifier,
  });
  const response = await fetch(token, { method: 'POST', body });
  return ((await response.json()) as { id_token: string }).id_token;
}

async function startSignIn(provider: 'google' | 'microsoft', key: string) {
  const nonceSecret = randomBytes(32).toString('base64url');
  const idToken = await getIdToken(provider, key, hashed(nonceSecret));
  const response = await fetch(`${sandbox.description.sonar.baseUrl}/sign-ins`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({
      idToken,
      nonceSecret,
      device: { id: randomUUID(), name: 'Front desk', platform: 'linux', appVersion: '0.1.0' },
    }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function post(hook: string, body: unknown): Promise<number> {
  const response = await fetch(`${sandbox.description.control}/${hook}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.status;
}

test.each(['google', 'microsoft'] as const)(
  'the Sonar service believes the %s stand-in, for every story as it is told',
  async (provider) => {
    const outcomes: Record<string, unknown> = {};
    for (const story of ['one-account', 'three-accounts', 'no-account', 'no-sso']) {
      const { body } = await startSignIn(provider, `${provider}-${story}`);
      outcomes[story] = body.outcome ?? body.code;
    }
    expect(outcomes).toEqual({
      'one-account': 'session',
      'three-accounts': 'offer',
      'no-account': 'link-required',
      'no-sso': 'sso-not-enabled',
    });
  },
);

test('what the control does to an account shows at the next sign-in', async () => {
  const response = await fetch(sandbox.description.control);
  const { value } = (await response.json()) as {
    value: { accounts: { id: string; username: string }[] };
  };
  const person = sandbox.description.people.find(({ key }) => key === 'google-office-manager');
  const account = value.accounts.find(({ username }) => username === person?.sonarUsername)?.id;
  expect(await post('sonar/disable-account', { account })).toBe(200);
  expect((await startSignIn('google', 'google-office-manager')).body.code).toBe('account-disabled');
  expect(await post('sonar/disable-account', { account, disabled: false })).toBe(200);
  expect(await post('sonar/account-sso', { account, on: false })).toBe(200);
  expect((await startSignIn('google', 'google-office-manager')).body.code).toBe('sso-turned-off');
});

test('an account that does not exist is answered in words', async () => {
  expect(await post('sonar/disable-account', { account: 'nobody' })).toBe(422);
});
