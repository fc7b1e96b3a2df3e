import { randomUUID } from 'node:crypto';
import { LoginError } from '../errors/login-error.ts';
import { boundFetch } from '../network/bounded-fetch.ts';
import type { Fetch, Now } from '../network/network.ts';
import type { ExpectedMetadata, ProviderMetadata } from '../oauth/provider-metadata.ts';
import type { GrantType } from '../oauth/token-error.ts';
import { sendTokenRequest } from '../oauth/token-request.ts';
import { createIssuerSource } from './issuer-source.ts';
import type { AuthorizationInput, IdentityProvider, ProviderTokens } from './provider.ts';
import { tellProvider } from './provider-failure.ts';
import { type IdentityReader, verifyTokens } from './provider-tokens.ts';

type CodeInput = Parameters<IdentityProvider['exchangeCode']>[0];

/** Where to a library sends one request, and with what. */
export interface LibraryCall {
  readonly metadata: ProviderMetadata;
  readonly fetch: Fetch;
  /** Names this call in the provider's own records. */
  readonly correlationId: string;
}

/** What differs between the providers: names, checks of their own, and the library that builds requests. */
export interface ProviderLibrary {
  readonly name: IdentityProvider['name'];
  readonly redirectHost: IdentityProvider['redirectHost'];
  readonly clientId: string;
  readonly expectedMetadata: ExpectedMetadata;
  readonly hasRightIssuer: (
    claims: Readonly<Record<string, unknown>>,
    metadata: ProviderMetadata,
  ) => boolean;
  readonly readIdentity: IdentityReader;
  buildAuthorizationUrl(input: AuthorizationInput, metadata: ProviderMetadata): Promise<string>;
  sendCode(input: CodeInput, call: LibraryCall): Promise<unknown>;
  sendRefreshToken(refreshToken: string, call: LibraryCall): Promise<unknown>;
}

/** The rest of the application that a provider needs. */
export interface ProviderSurroundings {
  readonly fetch: Fetch;
  readonly now: Now;
  /** Milliseconds for each network call; 10 s unless a test is in a hurry. */
  readonly deadlineMs?: number;
}

/** Makes the provider that the sign-in uses out of a library; refuses one without a client id (it would trust any). */
export function createIdentityProvider(
  library: ProviderLibrary,
  { fetch, now, deadlineMs }: ProviderSurroundings,
): IdentityProvider {
  const { name, redirectHost, clientId } = library;
  if (clientId === '') throw new LoginError('unexpected', { provider: name });
  const bounds = { unreachable: 'provider-unreachable', facts: { provider: name }, now } as const;
  const bounded = boundFetch(fetch, deadlineMs === undefined ? bounds : { ...bounds, deadlineMs });
  const readIssuer = createIssuerSource(bounded, library.expectedMetadata, now);

  function redeem(
    grantType: GrantType,
    expected: { readonly nonce: string | null; readonly key: string | null },
    signal: AbortSignal,
    send: (call: LibraryCall) => Promise<unknown>,
  ): Promise<ProviderTokens> {
    const correlationId = randomUUID();
    const run = async () => {
      const { metadata, keys } = await readIssuer(signal);
      const { tokenEndpoint } = metadata;
      const request = { provider: name, grantType, tokenEndpoint, fetch: bounded, signal, now };
      const exchange = await sendTokenRequest(request, (once) =>
        send({ metadata, fetch: once, correlationId }),
      );
      const { nonce } = expected;
      const hasRightIssuer = (claims: Readonly<Record<string, unknown>>) =>
        library.hasRightIssuer(claims, metadata);
      const expectedToken = { clientId, hasRightIssuer, nonce, keys, nowMs: now() };
      return verifyTokens(exchange, expectedToken, library.readIdentity, expected.key, signal);
    };
    return tellProvider(name, run, { correlationId });
  }

  return {
    name,
    redirectHost,
    getResponseIssuer: (signal) =>
      tellProvider(name, async () => {
        const { metadata } = await readIssuer(signal);
        return { issuer: metadata.issuer, required: metadata.sendsResponseIssuer };
      }),
    buildAuthorizationUrl: (input, signal) =>
      tellProvider(name, async () => {
        const { metadata } = await readIssuer(signal);
        // Through the parser, so that the browser is given exactly the bytes that any parser would write.
        return new URL(await library.buildAuthorizationUrl(input, metadata)).href;
      }),
    exchangeCode: (input, signal) =>
      redeem('authorization_code', { nonce: input.nonce, key: null }, signal, (call) =>
        library.sendCode(input, call),
      ),
    refresh: ({ refreshToken, expectedKey }, signal) =>
      redeem('refresh_token', { nonce: null, key: expectedKey }, signal, (call) =>
        library.sendRefreshToken(refreshToken, call),
      ),
  };
}
