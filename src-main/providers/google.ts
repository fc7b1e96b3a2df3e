import { LoginError } from '../errors/login-error.ts';
import { isLoopbackHttp } from '../network/loopback-https.ts';
import type { Fetch } from '../network/network.ts';
import { createGoogleClient, type GoogleRegistration } from './google-client.ts';
import { readGoogleError } from './google-errors.ts';
import {
  createGoogleIdentityReader,
  googleEndpointOrigins,
  googleIssuer,
  isGoogleIssuer,
} from './google-identity.ts';
import { createIdentityProvider, type ProviderSurroundings } from './identity-provider.ts';
import type { AuthorizationInput, IdentityProvider } from './provider.ts';

const scopes = ['openid', 'email', 'profile'];

/** How to reach Google; the secret that Google gives desktop clients is none (RFC 8252 section 8.5). */
export interface GoogleOptions extends GoogleRegistration, ProviderSurroundings {
  /** Https, or http on loopback; Google's own by default. */
  readonly issuer?: string;
}

/** Google through google-auth-library; endpoints come from the issuer's discovery document. */
export function createGoogleProvider(options: GoogleOptions): IdentityProvider {
  const { clientId, issuer = googleIssuer } = options;
  if (!URL.canParse(issuer) || !(issuer.startsWith('https://') || isLoopbackHttp(issuer))) {
    throw new LoginError('unexpected', { provider: 'google' });
  }
  return createIdentityProvider(
    {
      name: 'google',
      redirectHost: '127.0.0.1',
      clientId,
      expectedMetadata: {
        url: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        isRightIssuer: (found) => found === issuer,
        endpointOrigins: googleEndpointOrigins(issuer),
      },
      hasRightIssuer: ({ iss }) => isGoogleIssuer(iss, issuer),
      readIdentity: createGoogleIdentityReader(issuer),
      readOwnError: readGoogleError,
      // Google knows no `prompt=login` and gives no `auth_time`: nothing there makes a person type a password.
      tellsSignInTime: false,
      async buildAuthorizationUrl(input, metadata) {
        const { CodeChallengeMethod } = await import('google-auth-library');
        const client = await createGoogleClient(options, metadata, refuseFetch);
        return client.generateAuthUrl({
          ...readInput(input),
          code_challenge_method: CodeChallengeMethod.S256,
        });
      },
      async sendCode({ code, codeVerifier, redirectUri }, { metadata, fetch }) {
        const client = await createGoogleClient(options, metadata, fetch);
        return client.getToken({ code, codeVerifier, redirect_uri: redirectUri });
      },
      async sendRefreshToken(refreshToken, { metadata, fetch }) {
        const client = await createGoogleClient(options, metadata, fetch);
        client.setCredentials({ refresh_token: refreshToken });
        return client.refreshAccessToken();
      },
    },
    options,
  );
}

/**
 * Google was seen to give a refresh token only together with consent, so consent is asked for with it: without one the
 * identity could not be verified again silently. Where none is wanted neither is asked for. Google knows no
 * `prompt=login`; its account picker comes nearest.
 */
function readInput(input: AuthorizationInput) {
  const prompts = [
    ...(input.prompt === null ? [] : ['select_account']),
    ...(input.offline ? ['consent'] : []),
  ];
  return {
    scope: scopes,
    access_type: input.offline ? 'offline' : 'online',
    ...(prompts.length === 0 ? {} : { prompt: prompts.join(' ') }),
    redirect_uri: input.redirectUri,
    state: input.state,
    nonce: input.nonce,
    code_challenge: input.codeChallenge,
    ...(input.loginHint === null ? {} : { login_hint: input.loginHint }),
    ...(input.domainHint === null ? {} : { hd: input.domainHint }),
  };
}

/** Building an address needs no network. */
const refuseFetch: Fetch = () =>
  Promise.reject(new LoginError('unexpected', { provider: 'google' }));
