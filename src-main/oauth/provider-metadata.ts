import { LoginError } from '../errors/login-error.ts';
import { isBusyStatus } from '../network/busy-status.ts';
import { isLoopbackHttp } from '../network/loopback-https.ts';
import type { Fetch, Now } from '../network/network.ts';
import { parseStrictObject } from './strict-json.ts';

/** How long discovered metadata are used before they are fetched again. */
const keepMs = 60 * 60_000;

/** What we use of a provider's metadata (OpenID Connect Discovery section 3, RFC 8414); every field checked. */
export interface ProviderMetadata {
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly jwksUri: string;
  /** Whether the authorization response carries `iss` (RFC 9207 section 3). */
  readonly sendsResponseIssuer: boolean;
}

/** What a discovery document is held against. */
export interface ExpectedMetadata {
  readonly url: string;
  /** Section 4.3: the issuer must be exactly the configured one. */
  readonly isRightIssuer: (issuer: string) => boolean;
  /** The only origins that endpoints may be on; codes and refresh tokens go to no other. */
  readonly endpointOrigins: readonly string[];
}

/**
 * Reads and checks a discovery document, once an hour. A document that says something else than expected is
 * `identity-not-verified`, before anything was sent or opened; one that is no document is `provider-unreachable`, and
 * an answer that says "not now" is `provider-busy`.
 */
export function createMetadataReader(
  fetch: Fetch,
  expected: ExpectedMetadata,
  now: Now,
): (signal: AbortSignal) => Promise<ProviderMetadata> {
  let kept: { readonly metadata: ProviderMetadata; readonly at: number } | null = null;
  return async (signal) => {
    if (kept !== null && Math.abs(now() - kept.at) < keepMs) return kept.metadata;
    const init = { headers: { accept: 'application/json' }, signal };
    const response = await fetch(expected.url, init);
    if (isBusyStatus(response.status)) throw new LoginError('provider-busy');
    const document = response.ok ? parseStrictObject(await response.text()) : null;
    if (document === null) throw new LoginError('provider-unreachable');
    const metadata = checkMetadata(document, expected);
    kept = { metadata, at: now() };
    return metadata;
  };
}

function checkMetadata(
  document: Readonly<Record<string, unknown>>,
  { isRightIssuer, endpointOrigins }: ExpectedMetadata,
): ProviderMetadata {
  const { issuer } = document;
  if (typeof issuer !== 'string' || !isRightIssuer(issuer)) throw refused('issuer');
  const endpoint = (name: string): string => {
    const url = document[name];
    if (typeof url !== 'string' || !isEndpoint(url, endpointOrigins)) throw refused(name);
    return url;
  };
  return {
    issuer,
    authorizationEndpoint: endpoint('authorization_endpoint'),
    tokenEndpoint: endpoint('token_endpoint'),
    jwksUri: endpoint('jwks_uri'),
    sendsResponseIssuer: document.authorization_response_iss_parameter_supported === true,
  };
}

function isEndpoint(url: string, origins: readonly string[]): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, origin, username, password, hash } = new URL(url);
  if (protocol !== 'https:' && !isLoopbackHttp(url)) return false;
  return origins.includes(origin) && username === '' && password === '' && hash === '';
}

function refused(what: string): LoginError {
  return new LoginError('identity-not-verified', {}, new Error(`metadata refused: ${what}`));
}
