import { LoginError } from '../errors/login-error.ts';
import { mapLoopbackHttps } from '../network/loopback-https.ts';
import type { Fetch } from '../network/network.ts';
import { createIdentityProvider, type ProviderSurroundings } from './identity-provider.ts';
import { createMicrosoftClient } from './microsoft-client.ts';
import {
  isAuthorityIssuer,
  isTenantIssuer,
  microsoftAuthority,
  readAuthority,
  readMicrosoftIdentity,
} from './microsoft-identity.ts';
import type { AuthorizationInput, IdentityProvider } from './provider.ts';

/** `offline_access` brings the refresh token; MSAL adds it, with `openid` and `profile`, to every request. */
const scopes = ['openid', 'profile', 'email', 'offline_access'];

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
      async buildAuthorizationUrl(input, metadata) {
        const client = await createMicrosoftClient(registration, metadata, refuseFetch);
        return client.getAuthCodeUrl(readInput(input));
      },
      async sendCode(input, { metadata, fetch, correlationId }) {
        const { code, codeVerifier, nonce, redirectUri } = input;
        const client = await createMicrosoftClient(registration, metadata, fetch);
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

/** Building an address needs no network. */
const refuseFetch: Fetch = () =>
  Promise.reject(new LoginError('unexpected', { provider: 'microsoft' }));
