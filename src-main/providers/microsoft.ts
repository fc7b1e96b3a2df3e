import { LoginError } from '../errors/login-error.ts';
import { mapLoopbackHttps } from '../network/loopback-https.ts';
import type { Fetch } from '../network/network.ts';
import { createIdentityProvider, type ProviderSurroundings } from './identity-provider.ts';
import { createMicrosoftClient } from './microsoft-client.ts';
import { readMicrosoftError } from './microsoft-errors.ts';
import {
  isAuthorityIssuer,
  isTenantIssuer,
  microsoftAuthority,
  readAuthority,
  readMicrosoftIdentity,
} from './microsoft-identity.ts';
import type { AuthorizationInput, IdentityProvider } from './provider.ts';

/** MSAL adds `offline_access`, which brings the refresh token, to every request; `openid` and `profile` as well. */
const scopes = ['openid', 'profile', 'email'];

/** How to reach Microsoft. */
export interface MicrosoftOptions extends ProviderSurroundings {
  readonly clientId: string;
  /** `https://host/tenant`, or http on loopback; any work or school account by default. */
  readonly authority?: string;
}

/** Microsoft through MSAL's manual path, where the redirect URI and the listener on it are ours. */
export function createMicrosoftProvider(options: MicrosoftOptions): IdentityProvider {
  const { clientId } = options;
  const authority = readAuthority(options.authority ?? microsoftAuthority);
  if (authority === null) throw new LoginError('unexpected', { provider: 'microsoft' });
  const registration = { clientId, authority: authority.url };
  return createIdentityProvider(
    {
      name: 'microsoft',
      // Microsoft ignores the port of a registered loopback redirect URI only when its host is `localhost`.
      redirectHost: 'localhost',
      clientId,
      expectedMetadata: {
        url: `${authority.url}/v2.0/.well-known/openid-configuration`,
        isRightIssuer: (issuer) => isAuthorityIssuer(issuer, authority),
        endpointOrigins: authority.origins,
      },
      hasRightIssuer: (claims, { issuer }) => isTenantIssuer(claims, issuer),
      readIdentity: readMicrosoftIdentity,
      readOwnError: readMicrosoftError,
      tellsSignInTime: true,
      async buildAuthorizationUrl(input, metadata) {
        const client = await createMicrosoftClient(registration, metadata, refuseFetch);
        const url = new URL(await client.getAuthCodeUrl(readInput(input)));
        if (!input.offline) dropOfflineAccess(url.searchParams);
        return url.href;
      },
      async sendCode(input, { metadata, fetch, correlationId }) {
        const { code, codeVerifier, nonce, redirectUri, offline } = input;
        const send = offline ? fetch : withoutOfflineAccess(fetch);
        const client = await createMicrosoftClient(registration, metadata, send);
        const request = { code, codeVerifier, nonce, redirectUri, scopes, correlationId };
        return client.acquireTokenByCode(request);
      },
      async sendRefreshToken(refreshToken, { metadata, fetch, correlationId }) {
        const client = await createMicrosoftClient(registration, metadata, fetch);
        return client.acquireTokenByRefreshToken({ refreshToken, scopes, correlationId });
      },
    },
    { ...options, fetch: mapLoopbackHttps(options.fetch, [new URL(authority.url).origin]) },
  );
}

function readInput(input: AuthorizationInput) {
  return {
    scopes,
    responseMode: 'query' as const,
    redirectUri: input.redirectUri,
    state: input.state,
    nonce: input.nonce,
    codeChallenge: input.codeChallenge,
    codeChallengeMethod: 'S256',
    ...(input.prompt === null ? {} : { prompt: input.prompt }),
    ...(input.loginHint === null ? {} : { loginHint: input.loginHint }),
    ...(input.domainHint === null ? {} : { domainHint: input.domainHint }),
  };
}

/** Takes out of a request what MSAL has added: a refresh token is not wanted. */
function dropOfflineAccess(parameters: URLSearchParams): void {
  const asked = parameters.get('scope')?.split(' ') ?? [];
  parameters.set('scope', asked.filter((scope) => scope !== 'offline_access').join(' '));
}

function withoutOfflineAccess(fetch: Fetch): Fetch {
  return (input, init) => {
    const form = new URLSearchParams(String(init.body));
    dropOfflineAccess(form);
    return fetch(input, { ...init, body: form.toString() });
  };
}

/** Building an address needs no network. */
const refuseFetch: Fetch = () =>
  Promise.reject(new LoginError('unexpected', { provider: 'microsoft' }));
