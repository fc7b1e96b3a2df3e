import { randomUUID } from 'node:crypto';
import { LoginError } from '../errors/login-error.ts';
import { boundFetch } from '../network/bounded-fetch.ts';
import type { Fetch, Now } from '../network/network.ts';
import type { ReadOwnError } from '../oauth/provider-error.ts';
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
  readonly readOwnError: ReadOwnError;
  /** Whether its ID tokens say when the person signed in (`auth_time`) and a fresh sign-in can be asked for. */
  readonly tellsSignInTime: boolean;
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
  const { name, redirectHost, clientId, readOwnError } = library;
  if (clientId === '') throw new LoginError('unexpected', { provider: name });
  const bounds = { unreachable: 'provider-unreachable', facts: { provider: name }, now } as const;
  const bounded = boundFetch(fetch, deadlineMs === undefined ? bounds : { ...bounds, deadlineMs });
  const readIssuer = createIssuerSource(bounded, library.expectedMetadata, now);

  function redeem(
    grantType: GrantType,
    expected: {
      readonly nonce: string | null;
      readonly key: string | null;
      readonly freshSince: number | null;
      readonly keep?: (rotated: string) => Promise<void>;
    },
    signal: AbortSignal,
    send: (call: LibraryCall) => Promise<unknown>,
  ): Promise<ProviderTokens> {
    const correlationId = randomUUID();
    const run = async () => {
      const { metadata, keys } = await readIssuer(signal);
      const { tokenEndpoint } = metadata;
      const answered = { provider: name, grantType, readOwnError, now };
      const request = { ...answered, tokenEndpoint, fetch: bounded, signal };
      const exchange = await sendTokenRequest(request, (once) =>
        send({ metadata, fetch: once, correlationId }),
      );
      const rotated = exchange.response.refreshToken;
      if (rotated !== null) await expected.keep?.(rotated);
      const { nonce, freshSince } = expected;
      const hasRightIssuer = (claims: Readonly<Record<string, unknown>>) =>
        library.hasRightIssuer(claims, metadata);
      const expectedToken = { clientId, hasRightIssuer, nonce, keys, freshSince, nowMs: now() };
      return verifyTokens(exchange, expectedToken, library.readIdentity, expected.key, signal);
    };
    return tellProvider(name, run, { correlationId });
  }

  return {
    name,
    redirectHost,
    readOwnError,
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
    async exchangeCode(input, signal) {
      const freshSince = library.tellsSignInTime ? input.freshSince : null;
      const expected = { nonce: input.nonce, key: null, freshSince };
      const tokens = await redeem('authorization_code', expected, signal, (call) =>
        library.sendCode(input, call),
      );
      return input.offline ? tokens : { ...tokens, refreshToken: null };
    },
    refresh({ refreshToken, expectedKey, keep }, signal) {
      const expected = { nonce: null, key: expectedKey, freshSince: null, keep };
      return redeem('refresh_token', expected, signal, (call) =>
        library.sendRefreshToken(refreshToken, call),
      );
    },
  };
}
