import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { providers } from '../../../preload/contract/providers.ts';
import {
  type HostileProvider,
  startHostileProvider,
} from '../../hostile/provider/hostile-provider.ts';
import { hostileClientId } from '../../hostile/provider/token-maker.ts';
import { newAuthorizationInput, noEnd, openProvider } from './open-provider.ts';

const hints = [
  'ana+sonar@acme.test',
  "o'hara@acme.test",
  'a&b=c@acme.test',
  'a%26b%2Bc@acme.test',
  'ana_acme.test#EXT#@maple.onmicrosoft.test',
  'zoë.müller@acme.test',
  'ана@acme.test',
  'ana😀@acme.test',
  'a b@acme.test',
];

describe.each(['google', 'microsoft'] as const)('the authorization request to %s', (style) => {
  let hostile: HostileProvider;
  beforeAll(async () => {
    hostile = await startHostileProvider(style);
  });
  afterAll(() => hostile.close());

  async function build(change: object = {}) {
    const provider = openProvider(style, hostileClientId, hostile.address);
    const input = { ...newAuthorizationInput(provider), ...change };
    return { input, url: await provider.buildAuthorizationUrl(input, noEnd) };
  }

  test('asks for a code with PKCE S256, state, nonce and the scopes of an identity', async () => {
    const { input, url } = await build();
    const asked = new URL(url).searchParams;
    expect(asked.get('response_type')).toBe('code');
    expect(asked.get('client_id')).toBe(hostileClientId);
    expect(asked.get('redirect_uri')).toBe(input.redirectUri);
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('code_challenge')).toBe(input.codeChallenge);
    expect(asked.get('state')).toBe(input.state);
    expect(asked.get('nonce')).toBe(input.nonce);
    expect(asked.get('scope')?.split(' ')).toEqual(
      expect.arrayContaining(['openid', 'profile', 'email']),
    );
    if (style === 'google') expect(asked.get('access_type')).toBe('offline');
    else expect(asked.get('scope')).toContain('offline_access');
    expect(['query', null]).toContain(asked.get('response_mode'));
  });

  test('S2-15: without a refresh token to be had asks for none, neither in its scope nor in its prompt', async () => {
    const { url } = await build({ offline: false, prompt: 'login' });
    const asked = new URL(url).searchParams;
    expect(asked.get('scope')?.split(' ').sort()).toEqual(['email', 'openid', 'profile']);
    expect(asked.get('access_type') ?? 'online').toBe('online');
    expect(asked.get('prompt')).toBe(style === 'google' ? 'select_account' : 'login');
    const silent = new URL((await build({ offline: false, prompt: null })).url);
    expect(silent.searchParams.has('prompt')).toBe(false);
  });

  test('has every parameter once', async () => {
    const { url } = await build();
    const names = [...new URL(url).searchParams.keys()];
    expect(new Set(names).size).toBe(names.length);
  });

  test.each([
    ['select_account', 'select_account'],
    ['login', style === 'google' ? 'select_account' : 'login'],
    ['consent', 'consent'],
  ] as const)('with prompt %s asks for %s and for nothing else', async (prompt, expected) => {
    const { url } = await build({ prompt });
    expect(new URL(url).searchParams.get('prompt')).toBe(expected);
  });

  test('without a prompt lets the browser go straight through', async () => {
    const { url } = await build({ prompt: null });
    expect(new URL(url).searchParams.has('prompt')).toBe(false);
  });

  test('passes hints on, and none when there are none', async () => {
    const hinted = new URL(
      (await build({ prompt: 'login', loginHint: 'ana@acme.test', domainHint: 'acme.test' })).url,
    );
    expect(hinted.searchParams.get('login_hint')).toBe('ana@acme.test');
    expect(hinted.searchParams.get(style === 'google' ? 'hd' : 'domain_hint')).toBe('acme.test');
    const plain = new URL((await build()).url);
    for (const name of ['login_hint', 'hd', 'domain_hint']) {
      expect(plain.searchParams.has(name)).toBe(false);
    }
  });

  test('holds no verifier and no secret, and is one the browser may be given as it is (BH-04, BH-07)', async () => {
    const { input, url } = await build({ prompt: null, loginHint: "o'hara+x y@acme.test" });
    expect(url).not.toContain(input.codeVerifier);
    expect(url).not.toContain('secret');
    expect(new URL(url).href).toBe(url);
    expect(new URL(url).searchParams.get('login_hint')).toBe("o'hara+x y@acme.test");
  });

  test.each(hints)('B-30: the hint %s arrives unchanged', async (loginHint) => {
    const { url } = await build({ prompt: null, loginHint });
    expect(new URL(url).searchParams.getAll('login_hint')).toEqual([loginHint]);
    // As it may stand in a header of the start page.
    expect(url).toMatch(/^[\x21-\x7e]+$/);
  });
});

const project = join(import.meta.dirname, '../../..');

/** Where a provider may be named besides its definition, and why. */
const exceptions: Readonly<Record<string, string>> = {
  'src-main/preferences/preferences-document.ts': 'A migration knows what version 1 was.',
  'src-main/policy/policy-schema.ts': 'The example of AllowedProviders.',
};

test('only its definition names a provider; everything else comes from the list', () => {
  const name = new RegExp(`'(?:${providers.join('|')})'`);
  const files = globSync(['src-main/**/*.ts', 'src-renderer/**/*.{ts,tsx}', 'preload/**/*.ts'], {
    cwd: project,
  }).map((file) => file.replaceAll('\\', '/'));
  const naming = files
    .filter((file) => !/^src-main\/(?:providers|generated)\//.test(file))
    .filter((file) => name.test(readFileSync(join(project, file), 'utf8')));
  expect(naming.sort()).toEqual(Object.keys(exceptions).sort());
});
