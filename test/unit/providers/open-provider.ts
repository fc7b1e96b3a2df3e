import { createAuthorizationSecrets } from '../../../src-main/oauth/authorization.ts';
import type {
  AuthorizationInput,
  IdentityProvider,
  ProviderSurroundings,
  ProviderTokens,
} from '../../../src-main/providers/definition.ts';
import { createGoogleProvider } from '../../../src-main/providers/google.ts';
import { createMicrosoftProvider } from '../../../src-main/providers/microsoft.ts';
import type { Style } from '../../hostile/provider/token-maker.ts';

/** Never aborted. */
export const noEnd = new AbortController().signal;

/** For a refresh whose new refresh token nobody needs. */
export const dropRotated = async () => undefined;

/** A provider of ours for a stand-in: its issuer (Google) or authority (Microsoft). */
export function openProvider(
  style: Style,
  clientId: string,
  address: string,
  surroundings: Partial<ProviderSurroundings> = {},
): IdentityProvider {
  const common = { clientId, fetch, now: Date.now, ...surroundings };
  return style === 'google'
    ? createGoogleProvider({ ...common, issuer: address })
    : createMicrosoftProvider({ ...common, authority: address });
}

/** An authorization request's values; the redirect URI leads nowhere, the test reads it off the answer. */
export function newAuthorizationInput(provider: IdentityProvider): AuthorizationInput {
  const { state, nonce, codeVerifier, codeChallenge } = createAuthorizationSecrets();
  return {
    redirectUri: `http://${provider.redirectHost}:65001/callback`,
    state,
    nonce,
    codeVerifier,
    codeChallenge,
    prompt: 'select_account',
    loginHint: null,
    domainHint: null,
    offline: true,
  };
}

/** Signs in at a provider that answers the authorization request at once. */
export async function signInAt(
  provider: IdentityProvider,
  signal: AbortSignal = noEnd,
  change: Partial<AuthorizationInput> & { readonly freshSince?: number } = {},
): Promise<ProviderTokens> {
  const input = { ...newAuthorizationInput(provider), ...change };
  const url = await provider.buildAuthorizationUrl(input, signal);
  const answer = await fetch(url, { redirect: 'manual' });
  const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const { redirectUri, codeVerifier, nonce, offline } = input;
  const { freshSince = null } = change;
  const exchange = { code, redirectUri, codeVerifier, nonce, offline, freshSince };
  return provider.exchangeCode(exchange, signal);
}
