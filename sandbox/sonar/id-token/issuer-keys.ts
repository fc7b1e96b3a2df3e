import { createRemoteJWKSet, type RemoteJWKSet } from 'jose';
import { ServiceProblem } from '../problem.ts';

/** A provider's discovery document, as far as it is used, and its keys. */
export interface IssuerKeys {
  readonly issuer: string;
  readonly keys: RemoteJWKSet;
}

const fetchTimeoutMs = 5_000;

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
 * Reads a provider's discovery document once (`base` + `/.well-known/openid-configuration`) and then its keys as they
 * are needed, at most once in `coolDownMs` for a key that is not known (RFC 8725 section 3.10). A document that
 * `isExpectedIssuer` refuses is not used. Rejects with `service-unavailable`; a failure is not remembered.
 */
export function createIssuerKeys(
  base: string,
  isExpectedIssuer: (issuer: string) => boolean,
  coolDownMs: number,
): () => Promise<IssuerKeys> {
  let pending: Promise<IssuerKeys> | null = null;
  async function load(): Promise<IssuerKeys> {
    const { issuer, jwks_uri } = await discover(base);
    const jwksUrl = new URL(jwks_uri);
    if (!isExpectedIssuer(issuer) || !isAllowedUrl(jwksUrl)) {
      throw new Error('the discovery document is of another issuer');
    }
    const keys = createRemoteJWKSet(jwksUrl, {
      cooldownDuration: coolDownMs,
      timeoutDuration: fetchTimeoutMs,
    });
    return { issuer, keys };
  }
  return async () => {
    pending ??= load();
    try {
      return await pending;
    } catch (error) {
      pending = null;
      throw new ServiceProblem('service-unavailable', {}, String(error));
    }
  };
}
