import type {
  INetworkModule,
  NetworkRequestOptions,
  PublicClientApplication,
} from '@azure/msal-node';
import { LoginError } from '../errors/login-error.ts';
import type { Fetch } from '../network/bounded-fetch.ts';
import { toHttpsSpelling } from '../network/service-url.ts';
import type { ProviderMetadata } from '../oauth/issuer.ts';

/**
 * A client of MSAL for one call: its cache, which keeps all tokens of all people, ends with it. MSAL gets the metadata
 * that were checked before, so it asks nobody for them, and talks through our `fetch`; it logs nothing.
 */
export async function createMicrosoftClient(
  { clientId, authority }: { readonly clientId: string; readonly authority: string },
  metadata: ProviderMetadata,
  fetch: Fetch,
): Promise<PublicClientApplication> {
  // Loaded when first needed: the window must not wait for it.
  const { LogLevel, PublicClientApplication } = await import('@azure/msal-node');
  // MSAL refuses an http authority, even on loopback; requests go to the metadata's addresses as they are.
  const httpsAuthority = toHttpsSpelling(authority);
  return new PublicClientApplication({
    auth: {
      clientId,
      authority: httpsAuthority,
      knownAuthorities: [new URL(httpsAuthority).host],
      authorityMetadata: JSON.stringify({
        issuer: metadata.issuer,
        authorization_endpoint: metadata.authorizationEndpoint,
        token_endpoint: metadata.tokenEndpoint,
        jwks_uri: metadata.jwksUri,
      }),
    },
    system: {
      networkClient: createNetworkModule(fetch),
      disableInternalRetries: true,
      loggerOptions: {
        loggerCallback: () => {},
        piiLoggingEnabled: false,
        logLevel: LogLevel.Error,
      },
    },
  });
}

function createNetworkModule(fetch: Fetch): INetworkModule {
  return {
    // There is nothing left for MSAL to get.
    sendGetRequestAsync: () =>
      Promise.reject(new LoginError('unexpected', { provider: 'microsoft' })),
    async sendPostRequestAsync<T>(url: string, options: NetworkRequestOptions = {}) {
      const { headers = {}, body = '' } = options;
      const response = await fetch(url, { method: 'POST', headers, body });
      return {
        headers: Object.fromEntries(response.headers),
        // MSAL's own client does not check this type either; we have read the answer before it does.
        body: (await response.json()) as T,
        status: response.status,
      };
    },
  };
}
