import type { Provider } from '../../preload/contract.ts';
import { LoginError } from '../errors/login-error.ts';
import type { Now } from '../network/network.ts';
import { readRetryAt } from '../network/retry-after.ts';
import type { ReadOwnError } from './provider-error.ts';
import { parseStrictObject } from './strict-json.ts';
import { type GrantType, toTokenError } from './token-error.ts';

/** What we use of a token response (RFC 6749 section 5.1, OpenID Connect Core section 3.1.3.3). */
export interface TokenResponse {
  /** Not verified yet; null: there is none, or none that is ours to use. */
  readonly idToken: string | null;
  /** Null: the one we have stays valid. */
  readonly refreshToken: string | null;
  /** The server's clock, milliseconds since 1970; null when it did not say. */
  readonly serverDateMs: number | null;
}

/**
 * Reads the answer of a token endpoint. `expires_in` and the access token are not used, so nothing in them can hurt;
 * what was granted shows by the tokens that are there. Fails with the code of the error response; a success fails later,
 * when its ID token is verified, so that a refresh token beside it is not lost.
 */
export function readTokenResponse(
  provider: Provider,
  grantType: GrantType,
  answer: { readonly status: number; readonly headers: Headers; readonly body: string },
  readOwnError: ReadOwnError,
  now: Now,
): TokenResponse {
  const { status, headers } = answer;
  const body = parseStrictObject(answer.body);
  if (body === null) throw new LoginError('provider-unreachable', { provider });
  if (status < 200 || status > 299) {
    const error = toTokenError(provider, grantType, status, body, readOwnError);
    const retryAt = readRetryAt(headers.get('retry-after'), now);
    throw retryAt === null ? error : error.with({ retryAt });
  }
  const { token_type: tokenType, id_token: idToken, refresh_token: refreshToken } = body;
  const isBearer = typeof tokenType === 'string' && tokenType.toLowerCase() === 'bearer';
  const serverDateMs = Date.parse(headers.get('date') ?? '');
  return {
    idToken: isBearer && typeof idToken === 'string' ? idToken : null,
    refreshToken: typeof refreshToken === 'string' && refreshToken !== '' ? refreshToken : null,
    serverDateMs: Number.isNaN(serverDateMs) ? null : serverDateMs,
  };
}
