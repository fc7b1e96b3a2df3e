import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import { LoginError } from '../errors/login-error.ts';
import type { Fetch, Now } from '../network/network.ts';

/** How long fetched keys are used before they are fetched again. */
const keepMs = 10 * 60_000;

/** However many unknown key ids come, the keys are asked for again at most this often (RFC 8725 section 3.10). */
const coolDownMs = 30_000;

/** The signing keys of one issuer (a JWK Set, RFC 7517 section 5), fetched when needed and kept for a while. */
export interface IssuerKeys {
  /** The keys as last fetched. */
  current(signal: AbortSignal): Promise<JWTVerifyGetKey>;
  /** The keys fetched anew, for a token whose key is unknown; null when that was done for this reason just now. */
  again(signal: AbortSignal): Promise<JWTVerifyGetKey | null>;
}

/** Keeps the keys at `jwksUri`. `fetch` is a bounded one; its failures come through. */
export function createIssuerKeys(options: {
  readonly fetch: Fetch;
  readonly jwksUri: string;
  readonly now: Now;
}): IssuerKeys {
  const { fetch, jwksUri, now } = options;
  let kept: { readonly keys: JWTVerifyGetKey; readonly at: number } | null = null;
  let askedAgainAt = Number.NEGATIVE_INFINITY;

  async function load(signal: AbortSignal): Promise<JWTVerifyGetKey> {
    const response = await fetch(jwksUri, { headers: { accept: 'application/json' }, signal });
    if (!response.ok) throw new LoginError('provider-unreachable');
    try {
      const keys = createLocalJWKSet(JSON.parse(await response.text()));
      kept = { keys, at: now() };
      return keys;
    } catch (error) {
      throw new LoginError('provider-unreachable', {}, error);
    }
  }

  return {
    async current(signal) {
      const isFresh = kept !== null && Math.abs(now() - kept.at) < keepMs;
      return kept !== null && isFresh ? kept.keys : load(signal);
    },
    async again(signal) {
      // The absolute value: a clock that was set back must not stop this for days.
      if (Math.abs(now() - askedAgainAt) < coolDownMs) return null;
      askedAgainAt = now();
      return load(signal);
    },
  };
}
