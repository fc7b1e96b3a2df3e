import { randomUUID } from 'node:crypto';
import type { Provider } from '../../preload/contract/providers.ts';
import { type FailureFacts, LoginError } from '../errors/login-error.ts';
import { boundFetch, type Fetch, type Now } from '../network/bounded-fetch.ts';
import { type ExpectedIdToken, verifyIdToken } from '../oauth/id-token.ts';
import {
  createIssuerKeys,
  createMetadataReader,
  type ExpectedMetadata,
  type IssuerKeys,
  type ProviderMetadata,
} from '../oauth/issuer.ts';
import type { ReadOwnError } from '../oauth/provider-error.ts';
import type { GrantType } from '../oauth/tokens.ts';
import { sendTokenRequest, type TokenExchange } from '../oauth/tokens.ts';
import type {
  AuthorizationInput,
  IdentityProvider,
  ProviderSurroundings,
  ProviderTokens,
  VerifiedIdentity,
} from './definition.ts';

type CodeInput = Parameters<IdentityProvider['exchangeCode']>[0];

/** The parts of an identity that its claims give; null when they do not have the provider's shapes. */
export type IdentityReader = (
  claims: Readonly<Record<string, unknown>>,
) => Pick<VerifiedIdentity, 'provider' | 'key' | 'email' | 'organization'> | null;

/** Where to a library sends one request, and with what. */
export interface LibraryCall {
  readonly metadata: ProviderMetadata;
  readonly fetch: Fetch;
  /** Names this call in the provider's own records. */
  readonly correlationId: string;
}

/** What differs between the providers: names, checks of their own, and the library that builds requests. */
interface ProviderLibrary {
  readonly name: IdentityProvider['name'];
  readonly redirectHost: IdentityProvider['redirectHost'];
  readonly consentBringsRefreshToken: boolean;
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

/** Makes the provider that the sign-in uses out of a library; refuses one without a client id (it would trust any). */
export function createIdentityProvider(
  library: ProviderLibrary,
  { fetch, now, deadlineMs }: ProviderSurroundings,
): IdentityProvider {
  const { name, redirectHost, consentBringsRefreshToken, clientId, readOwnError } = library;
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
    consentBringsRefreshToken,
    readOwnError,
    getResponseIssuer: (signal) =>
      tellProvider(name, async () => {
        const { metadata } = await readIssuer(signal);
        return { issuer: metadata.issuer, required: metadata.sendsResponseIssuer };
      }),
    buildAuthorizationUrl: (input, signal) =>
      tellProvider(name, async () => {
        const { metadata, keys } = await readIssuer(signal);
        // Through the parser, so that the browser is given exactly the bytes that any parser would write.
        const { href } = new URL(await library.buildAuthorizationUrl(input, metadata));
        // The person takes longer in the browser than this, and their ID token is checked with them.
        void keys.prepare(signal);
        return href;
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

/** What an issuer publishes about itself. */
interface Issuer {
  readonly metadata: ProviderMetadata;
  readonly keys: IssuerKeys;
}

/** Reads metadata and keys when they are asked for; the keys are kept as long as their address is the same. */
function createIssuerSource(
  fetch: Fetch,
  expected: ExpectedMetadata,
  now: Now,
): (signal: AbortSignal) => Promise<Issuer> {
  const readMetadata = createMetadataReader(fetch, expected, now);
  let kept: { readonly jwksUri: string; readonly keys: IssuerKeys } | null = null;
  return async (signal) => {
    const metadata = await readMetadata(signal);
    const { jwksUri } = metadata;
    if (kept?.jwksUri !== jwksUri) {
      kept = { jwksUri, keys: createIssuerKeys({ fetch, jwksUri, now }) };
    }
    return { metadata, keys: kept.keys };
  };
}

/**
 * Verifies what a token endpoint gave and makes the identity of it. With `expectedKey` (a refresh) another identity
 * than that one is `identity-mismatch`.
 */
async function verifyTokens(
  { response, objection }: TokenExchange,
  expected: Omit<ExpectedIdToken, 'serverDateMs'>,
  readIdentity: IdentityReader,
  expectedKey: string | null,
  signal: AbortSignal,
): Promise<ProviderTokens> {
  const { idToken, refreshToken, serverDateMs } = response;
  if (idToken === null) throw new LoginError('identity-not-verified');
  const claims = await verifyIdToken(idToken, { ...expected, serverDateMs }, signal);
  const identity = readIdentity(claims);
  // A library may know a reason that we do not; that it is content is not enough, that it is not is.
  if (identity === null || objection !== null) {
    throw new LoginError('identity-not-verified', {}, objection);
  }
  if (expectedKey !== null && identity.key !== expectedKey) {
    throw new LoginError('identity-mismatch');
  }
  return { identity: { ...identity, idToken, issuedAt: Number(claims.iat) }, refreshToken };
}

/**
 * Runs one of a provider's methods; whatever it throws comes out as a `LoginError` that names the provider. Errors of
 * a library go no further than the `cause`.
 */
async function tellProvider<T>(
  provider: Provider,
  run: () => Promise<T>,
  facts: FailureFacts = {},
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof LoginError)) {
      throw new LoginError('unexpected', { provider, ...facts }, error);
    }
    throw error.with({ provider, ...facts });
  }
}

/** Longest address that mail allows (RFC 5321 section 4.5.3.1). */
const maxLength = 320;

/** One line of characters that are all to be seen: some letters and marks are not. */
const visible = /^(?:(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{M}\p{N}\p{P}\p{S}])+$/u;

/** The first claim that can be shown as an address: one line of visible characters; null when none can. */
export function chooseLabel(...claims: readonly unknown[]): string | null {
  for (const claim of claims) {
    if (typeof claim !== 'string' || claim.length > maxLength) continue;
    if (visible.test(claim)) return claim;
  }
  return null;
}
