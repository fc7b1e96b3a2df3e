import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JSONWebKeySet,
  type JWK,
  type JWTVerifyGetKey,
  jwksCache,
  type LocalJWKSet,
  type RemoteJWKSet,
} from 'jose';
import { ServiceProblem } from '../problem.ts';

/** A provider's discovery document, as far as it is used, and its keys. */
export interface IssuerKeys {
  readonly issuer: string;
  readonly keys: FetchedKeys;
}

const fetchTimeoutMs = 5_000;
/** A provider may move its keys; a service that runs for months must notice. */
const rereadMs = 3_600_000;

function isAllowedUrl(url: URL): boolean {
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
}

async function discover(base: string): Promise<{ issuer: string; jwks_uri: string }> {
  const response = await fetch(`${base}/.well-known/openid-configuration`, {
    redirect: 'error',
    signal: AbortSignal.timeout(fetchTimeoutMs),
  });
  if (response.status !== 200) throw new Error(`discovery answered ${response.status}`);
  const document: unknown = await response.json();
  if (
    typeof document === 'object' &&
    document !== null &&
    'issuer' in document &&
    'jwks_uri' in document &&
    typeof document.issuer === 'string' &&
    typeof document.jwks_uri === 'string'
  ) {
    return { issuer: document.issuer, jwks_uri: document.jwks_uri };
  }
  throw new Error('not a discovery document');
}

/**
 * Whether a key may sign for this issuer. Microsoft puts an `issuer` on each key, a template for those of every tenant; a
 * key that names none signs for all that the key set is of.
 */
function signsFor(
  { issuer: named }: JWK & { readonly issuer?: unknown },
  issuer: string,
  tenantId: unknown,
): boolean {
  if (named === undefined) return true;
  if (typeof named !== 'string') return false;
  const tenant = typeof tenantId === 'string' ? tenantId.toLowerCase() : '';
  return named.replace('{tenantid}', tenant) === issuer;
}

/** The keys of a provider as they were fetched, and what was made of them. */
export interface FetchedKeys {
  readonly remote: RemoteJWKSet;
  /** Holds the document of the last fetch. */
  readonly cache: { readonly jwks?: JSONWebKeySet };
}

/** For each document, by the numbers of the keys that are left of it: a key is imported once for each. */
const keySets = new WeakMap<JSONWebKeySet, Map<string, LocalJWKSet>>();

function keySetOf(document: JSONWebKeySet, issuer: string, tenantId: unknown): LocalJWKSet {
  const sets = keySets.get(document) ?? new Map<string, LocalJWKSet>();
  keySets.set(document, sets);
  const left = document.keys.filter((key) => signsFor(key, issuer, tenantId));
  const name = left.map((key) => document.keys.indexOf(key)).join();
  const set = sets.get(name) ?? createLocalJWKSet({ keys: left });
  sets.set(name, set);
  return set;
}

/** Finds the key of a token among those that may sign for its `issuer`; fetches them when it must. */
export function keysFor(
  { remote, cache }: FetchedKeys,
  issuer: string,
  tenantId: unknown,
): JWTVerifyGetKey {
  return async (header, token) => {
    // Fetches when needed. Which of several keys is meant is decided among those that are left.
    await remote(header, token).catch((error: unknown) => {
      if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    });
    return keySetOf(cache.jwks ?? { keys: [] }, issuer, tenantId)(header, token);
  };
}

/**
 * Reads a provider's discovery document (`base` + `/.well-known/openid-configuration`) once an hour, and its keys as they
 * are needed, at most once in `coolDownMs` for a key that is not known (RFC 8725 section 3.10). A document that
 * `isExpectedIssuer` refuses is not used. Rejects with `service-unavailable`; a failure is not remembered. `now` in
 * milliseconds since 1970.
 */
export function createIssuerKeys(
  base: string,
  isExpectedIssuer: (issuer: string) => boolean,
  coolDownMs: number,
  now: () => number,
): () => Promise<IssuerKeys> {
  let pending: { readonly result: Promise<IssuerKeys>; readonly at: number } | null = null;
  async function load(): Promise<IssuerKeys> {
    const { issuer, jwks_uri } = await discover(base);
    const jwksUrl = new URL(jwks_uri);
    if (!isExpectedIssuer(issuer) || !isAllowedUrl(jwksUrl)) {
      throw new Error('the discovery document is of another issuer');
    }
    const cache = {};
    const remote = createRemoteJWKSet(jwksUrl, {
      cooldownDuration: coolDownMs,
      timeoutDuration: fetchTimeoutMs,
      [jwksCache]: cache,
    });
    return { issuer, keys: { remote, cache } };
  }
  return async () => {
    if (pending === null || Math.abs(now() - pending.at) >= rereadMs) {
      pending = { result: load(), at: now() };
    }
    const current = pending;
    try {
      return await current.result;
    } catch (error) {
      if (pending === current) pending = null;
      throw new ServiceProblem('service-unavailable', {}, String(error));
    }
  };
}
