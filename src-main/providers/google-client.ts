import type { OAuth2Client } from 'google-auth-library';
import type { Fetch } from '../network/network.ts';
import type { ProviderMetadata } from '../oauth/provider-metadata.ts';

/** What Google knows this app by. */
export interface GoogleRegistration {
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
}

/**
 * A client of google-auth-library for one call, so that nothing stays in it. It talks through our `fetch`, tries
 * nothing again (by itself it would send a code or a refresh token up to four times), and does without the library's
 * request interceptors, which can log a request with its verifier and code.
 */
export async function createGoogleClient(
  { clientId, clientSecret }: GoogleRegistration,
  metadata: ProviderMetadata,
  fetch: Fetch,
): Promise<OAuth2Client> {
  // Loaded when first needed: the window must not wait for it.
  const { ClientAuthentication, OAuth2Client } = await import('google-auth-library');
  const client = new OAuth2Client({
    clientId,
    ...(clientSecret === undefined ? {} : { clientSecret }),
    clientAuthentication:
      clientSecret === undefined
        ? ClientAuthentication.None
        : ClientAuthentication.ClientSecretPost,
    endpoints: {
      oauth2AuthBaseUrl: metadata.authorizationEndpoint,
      oauth2TokenUrl: metadata.tokenEndpoint,
    },
    issuers: [metadata.issuer],
    useAuthRequestParameters: false,
    transporterOptions: {
      fetchImplementation: (input, init) => fetch(String(input), init ?? {}),
    },
  });
  client.transporter.interceptors.request.add({
    resolved: async (options) => {
      options.retry = false;
      delete options.retryConfig;
      return options;
    },
  });
  return client;
}
