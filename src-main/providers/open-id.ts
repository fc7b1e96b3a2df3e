import { z } from 'zod';
import type { Provider } from '../../preload/contract/providers.ts';
import { LoginError } from '../errors/login-error.ts';
import type { Fetch } from '../network/bounded-fetch.ts';
import { isLoopbackHttp, serviceUrl } from '../network/service-url.ts';
import type { ReadOwnError } from '../oauth/provider-error.ts';
import {
  type AuthorizationInput,
  clientId,
  type IdentityProvider,
  type ProviderDefinition,
  type ProviderSurroundings,
} from './definition.ts';
import { chooseLabel, createIdentityProvider, type LibraryCall } from './identity-provider.ts';

/** What a provider that keeps to OpenID Connect is told apart by. */
interface OpenIdTraits<Name extends Provider> {
  readonly name: Name;
  readonly scopes: readonly string[];
  /** The issuer that is used when the configuration names none; left out: the configuration has to. */
  readonly issuer?: string;
  /** Where its endpoints are, besides the issuer's own origin. */
  readonly origins?: readonly string[];
  /** The host that its registration takes with any port (RFC 8252 section 7.3). */
  readonly redirectHost?: '127.0.0.1' | 'localhost';
  /** The scope that brings a refresh token (OpenID Connect Core section 11). */
  readonly offlineScope?: string;
  /** Whether it keeps that back until `prompt=consent` is sent, as the same section lets it. */
  readonly consentBringsRefreshToken?: boolean;
  /** Whether `prompt=login` has the person sign in and `auth_time` says so (OpenID Connect Core 3.1.2.1). */
  readonly tellsSignInTime?: boolean;
  /** Where it explains its errors. */
  readonly help: string;
  /** Where a person signs out of it in their browser. */
  readonly signOut: string;
}

/** What the configuration has to say of such a provider. */
interface OpenIdSettings {
  readonly clientId: string;
  readonly issuer: string;
}

/** Its definition; it knows no organizations. */
type OpenIdDefinition<Name extends Provider> = ProviderDefinition<OpenIdSettings> & {
  readonly name: Name;
  readonly organizations: null;
};

/** The standard words alone: it has none of its own. */
const readNoOwnError: ReadOwnError = () => ({ meaning: null, number: null });

/**
 * Defines a provider that needs nothing but the standards: OpenID Connect Discovery, the authorization code flow with
 * PKCE, and a public client (RFC 8252 section 8.4). Its identities are issuer and subject.
 */
export function defineOpenIdProvider<const Name extends Provider>(
  traits: OpenIdTraits<Name>,
): OpenIdDefinition<Name> {
  const settings = z.strictObject({
    clientId,
    issuer: traits.issuer === undefined ? serviceUrl : serviceUrl.default(traits.issuer),
  });
  return {
    name: traits.name,
    settings,
    organizations: null,
    errorNumber: null,
    explainError: () => traits.help,
    consentAddress: null,
    sharedComputerWarning: null,
    signOutAddress: () => traits.signOut,
    create: (options) => createOpenIdProvider(traits, options),
  };
}

/** Makes such a provider; throws for an issuer that is neither https nor on this machine. */
function createOpenIdProvider<Name extends Provider>(
  traits: OpenIdTraits<Name>,
  options: OpenIdSettings & ProviderSurroundings,
): IdentityProvider {
  const { name, redirectHost = '127.0.0.1' } = traits;
  const { clientId, issuer } = options;
  if (!URL.canParse(issuer) || !(issuer.startsWith('https://') || isLoopbackHttp(issuer))) {
    throw new LoginError('unexpected', { provider: name });
  }
  return createIdentityProvider(
    {
      name,
      redirectHost,
      consentBringsRefreshToken: traits.consentBringsRefreshToken ?? false,
      clientId,
      expectedMetadata: {
        url: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        isRightIssuer: (found) => found === issuer,
        endpointOrigins: [new URL(issuer).origin, ...(traits.origins ?? [])],
      },
      hasRightIssuer: ({ iss }) => iss === issuer,
      // An address that was not verified is not shown: people decide by it whose identity it is.
      readIdentity: ({ sub, email, email_verified: isVerified }) => ({
        provider: name,
        key: `${issuer} ${String(sub)}`,
        email: chooseLabel(isVerified === true ? email : null),
        organization: null,
      }),
      readOwnError: readNoOwnError,
      tellsSignInTime: traits.tellsSignInTime ?? false,
      async buildAuthorizationUrl(input, { authorizationEndpoint }) {
        const url = new URL(authorizationEndpoint);
        for (const [key, value] of Object.entries(readInput(traits, clientId, input))) {
          url.searchParams.set(key, value);
        }
        return url.href;
      },
      sendCode: ({ code, codeVerifier, redirectUri }, call) =>
        postForm(call, {
          grant_type: 'authorization_code',
          code,
          redirect_uri: redirectUri,
          code_verifier: codeVerifier,
          client_id: clientId,
        }),
      sendRefreshToken: (refreshToken, call) =>
        postForm(call, {
          grant_type: 'refresh_token',
          refresh_token: refreshToken,
          client_id: clientId,
        }),
    },
    options,
  );
}

/** The authorization request (RFC 6749 section 4.1.1, RFC 7636 section 4.3, OpenID Connect Core section 3.1.2.1). */
function readInput(
  { scopes, offlineScope = 'offline_access' }: OpenIdTraits<Provider>,
  clientId: string,
  input: AuthorizationInput,
): Readonly<Record<string, string>> {
  return {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: input.redirectUri,
    scope: [...scopes, ...(input.offline ? [offlineScope] : [])].join(' '),
    state: input.state,
    nonce: input.nonce,
    code_challenge: input.codeChallenge,
    code_challenge_method: 'S256',
    ...(input.prompt === null ? {} : { prompt: input.prompt }),
    ...(input.loginHint === null ? {} : { login_hint: input.loginHint }),
  };
}

/** The answer is read where it comes in (`sendTokenRequest`). */
function postForm(
  { metadata, fetch }: LibraryCall,
  form: Readonly<Record<string, string>>,
): ReturnType<Fetch> {
  return fetch(metadata.tokenEndpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams(form).toString(),
  });
}
