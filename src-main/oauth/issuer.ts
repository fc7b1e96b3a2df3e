import { createLocalJWKSet, type JSONWebKeySet, type JWK, type JWTVerifyGetKey } from 'jose';
import { LoginError } from '../errors/login-error.ts';
import { type Fetch, isBusyStatus, type Now } from '../network/bounded-fetch.ts';
import { isLoopbackHttp } from '../network/service-url.ts';
import { parseStrictObject } from './strict-json.ts';

/** Where a Microsoft issuer for many organizations has the tenant id (Microsoft identity platform metadata). */
export const tenantPlaceholder = '{tenantid}';

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text has the shape of a GUID, which tenant and object ids have. */
export function isGuid(text: unknown): text is string {
  return typeof text === 'string' && guid.test(text);
}

/** Whether `issuer` is the expected one; a `{tenantid}` in the expected one stands for any one GUID. */
export function matchesIssuer(issuer: string, expected: string): boolean {
  const at = expected.indexOf(tenantPlaceholder);
  if (at === -1) return issuer === expected;
  const before = expected.slice(0, at);
  const after = expected.slice(at + tenantPlaceholder.length);
  if (!issuer.startsWith(before) || !issuer.endsWith(after)) return false;
  return isGuid(issuer.slice(before.length, issuer.length - after.length));
}

/** How long discovered metadata are used before they are fetched again. */
const metadataKeptMs = 60 * 60_000;

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
    if (kept !== null && Math.abs(now() - kept.at) < metadataKeptMs) return kept.metadata;
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

/** How long fetched keys are used before they are fetched again. */
const keysKeptMs = 10 * 60_000;

/** However many unknown key ids come, the keys are asked for again at most this often (RFC 8725 section 3.10). */
const coolDownMs = 30_000;

/** One issuer as a token names it, by its claims `iss` and `tid`. */
export type TokenIssuer = Readonly<Record<string, unknown>>;

/** The signing keys of one issuer (a JWK Set, RFC 7517 section 5), fetched when needed and kept for a while. */
export interface IssuerKeys {
  /** Fetches them if they are not kept, so that a token that comes later need not wait; never rejects. */
  prepare(signal: AbortSignal): Promise<void>;
  /** The keys as last fetched that may sign for the issuer of a token. */
  current(issuer: TokenIssuer, signal: AbortSignal): Promise<JWTVerifyGetKey>;
  /** The same, fetched anew, for a token whose key is unknown; null when that was done for this reason just now. */
  again(issuer: TokenIssuer, signal: AbortSignal): Promise<JWTVerifyGetKey | null>;
}

/**
 * Whether a key may sign for the issuer of a token. Microsoft puts an `issuer` on each key, a template for those of every
 * tenant; a key that names none signs for all that the key set is of.
 */
function signsFor(
  { issuer }: JWK & { readonly issuer?: unknown },
  { iss, tid }: TokenIssuer,
): boolean {
  if (issuer === undefined) return true;
  if (typeof issuer !== 'string') return false;
  return (isGuid(tid) ? issuer.replace(tenantPlaceholder, tid) : issuer) === iss;
}

/** Keeps the keys at `jwksUri`. `fetch` is a bounded one; its failures come through. */
export function createIssuerKeys(options: {
  readonly fetch: Fetch;
  readonly jwksUri: string;
  readonly now: Now;
}): IssuerKeys {
  const { fetch, jwksUri, now } = options;
  let kept: { readonly set: JSONWebKeySet; readonly at: number } | null = null;
  let askedAgainAt = Number.NEGATIVE_INFINITY;

  function keysFor({ keys }: JSONWebKeySet, issuer: TokenIssuer): JWTVerifyGetKey {
    return createLocalJWKSet({ keys: keys.filter((key) => signsFor(key, issuer)) });
  }

  const fresh = () => (kept !== null && Math.abs(now() - kept.at) < keysKeptMs ? kept.set : null);

  async function load(signal: AbortSignal): Promise<JSONWebKeySet> {
    const response = await fetch(jwksUri, { headers: { accept: 'application/json' }, signal });
    if (isBusyStatus(response.status)) throw new LoginError('provider-busy');
    if (!response.ok) throw new LoginError('provider-unreachable');
    try {
      const set = JSON.parse(await response.text());
      // Throws for what is no key set.
      createLocalJWKSet(set);
      kept = { set, at: now() };
      return set;
    } catch (error) {
      throw new LoginError('provider-unreachable', {}, error);
    }
  }

  return {
    async prepare(signal) {
      if (fresh() === null) await load(signal).catch(() => undefined);
    },
    current: async (issuer, signal) => keysFor(fresh() ?? (await load(signal)), issuer),
    async again(issuer, signal) {
      // The absolute value: a clock that was set back must not stop this for days.
      if (Math.abs(now() - askedAgainAt) < coolDownMs) return null;
      askedAgainAt = now();
      return keysFor(await load(signal), issuer);
    },
  };
}
