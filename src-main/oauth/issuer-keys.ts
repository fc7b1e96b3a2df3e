import { createLocalJWKSet, type JSONWebKeySet, type JWK, type JWTVerifyGetKey } from 'jose';
import { LoginError } from '../errors/login-error.ts';
import { isBusyStatus } from '../network/busy-status.ts';
import type { Fetch, Now } from '../network/network.ts';
import { isGuid, tenantPlaceholder } from './issuer.ts';

/** How long fetched keys are used before they are fetched again. */
const keepMs = 10 * 60_000;

/** However many unknown key ids come, the keys are asked for again at most this often (RFC 8725 section 3.10). */
const coolDownMs = 30_000;

/** One issuer as a token names it, by its claims `iss` and `tid`. */
export type TokenIssuer = Readonly<Record<string, unknown>>;

/** The signing keys of one issuer (a JWK Set, RFC 7517 section 5), fetched when needed and kept for a while. */
export interface IssuerKeys {
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
    async current(issuer, signal) {
      const isFresh = kept !== null && Math.abs(now() - kept.at) < keepMs;
      return keysFor(kept !== null && isFresh ? kept.set : await load(signal), issuer);
    },
    async again(issuer, signal) {
      // The absolute value: a clock that was set back must not stop this for days.
      if (Math.abs(now() - askedAgainAt) < coolDownMs) return null;
      askedAgainAt = now();
      return keysFor(await load(signal), issuer);
    },
  };
}
