import type { Provider } from '../../preload/contract/providers.ts';
import { LoginError } from '../errors/login-error.ts';
import { type Fetch, isBusyStatus, type Now, readRetryAt } from '../network/bounded-fetch.ts';
import { type ErrorAnswer, type ReadOwnError, toProviderError } from './provider-error.ts';
import { parseStrictObject } from './strict-json.ts';

/** A request whose library has built it and of which one answer came. */
export interface TokenExchange {
  readonly response: TokenResponse;
  /** What the library had against that answer; null: nothing. */
  readonly objection: unknown;
}

/**
 * Lets a library build and send one token request, through a `fetch` that goes to `tokenEndpoint` only and only once:
 * a code or a refresh token that is sent twice may cost the whole grant (RFC 9700 section 4.14.2). The answer is
 * read here and not taken from the library, whose errors hold the secrets of the request.
 */
export async function sendTokenRequest(
  request: {
    readonly provider: Provider;
    readonly grantType: GrantType;
    readonly tokenEndpoint: string;
    readonly readOwnError: ReadOwnError;
    readonly fetch: Fetch;
    readonly signal: AbortSignal;
    readonly now: Now;
  },
  send: (fetch: Fetch) => Promise<unknown>,
): Promise<TokenExchange> {
  const { provider, grantType, tokenEndpoint, readOwnError, signal, now } = request;
  let outcome: { readonly response: TokenResponse } | { readonly error: unknown } | null = null;
  let sent = false;

  const fetchOnce: Fetch = async (input, init) => {
    if (sent || withoutQuery(input) !== withoutQuery(tokenEndpoint)) {
      throw new LoginError('unexpected', { provider });
    }
    sent = true;
    try {
      const { method, headers = {}, body = null } = init;
      const answer = await request.fetch(input, {
        method: method ?? 'POST',
        headers,
        body,
        signal,
      });
      const text = await answer.text();
      const { status, headers: answerHeaders } = answer;
      const read = { status, headers: answerHeaders, body: text };
      outcome = { response: readTokenResponse(provider, grantType, read, readOwnError, now) };
      return new Response(text, { status, headers: answerHeaders });
    } catch (error) {
      outcome = { error };
      throw error;
    }
  };

  let objection: unknown = null;
  try {
    await send(fetchOnce);
  } catch (error) {
    objection = error;
  }
  return settle(outcome, objection, provider);
}

function settle(
  outcome: { readonly response: TokenResponse } | { readonly error: unknown } | null,
  objection: unknown,
  provider: Provider,
): TokenExchange {
  if (outcome === null) throw new LoginError('unexpected', { provider }, objection);
  if ('error' in outcome) throw outcome.error;
  return { response: outcome.response, objection };
}

function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

/** What we use of a token response (RFC 6749 section 5.1, OpenID Connect Core section 3.1.3.3). */
interface TokenResponse {
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
function readTokenResponse(
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

/** What was being exchanged at the token endpoint. */
export type GrantType = 'authorization_code' | 'refresh_token';

/**
 * Turns an error response of the token endpoint (RFC 6749 section 5.2) into a code. `invalid_grant` for a refresh token,
 * with the status that belongs to it, is the one definite end; everything else may pass. A refused code ends nothing:
 * there was no session yet, and the person can simply start again.
 */
export function toTokenError(
  provider: Provider,
  grantType: GrantType,
  status: number,
  body: Readonly<Record<string, unknown>>,
  readOwnError: ReadOwnError,
): LoginError {
  const answer = readAnswer(body);
  const occasion = grantType === 'refresh_token' ? 'silent' : 'interactive';
  const isBusy = isBusyStatus(status);
  if (isBusy || answer === null) {
    // Whatever it says, it says that it cannot answer now.
    const { number } = readOwnError(answer ?? emptyAnswer);
    const facts = number === null ? { provider } : { provider, providerErrorNumber: number };
    return new LoginError(isBusy ? 'provider-busy' : 'provider-unreachable', facts);
  }
  const found = toProviderError(provider, occasion, answer, readOwnError);
  // RFC 6749 section 5.2 knows it with these two only; with another it is somebody else's word.
  const isRightStatus = status === 400 || status === 401;
  const isPlain = found.endsSession || found.code === 'provider-refused';
  return answer.error === 'invalid_grant' && isPlain && !isRightStatus
    ? new LoginError('provider-unreachable', found.facts)
    : found;
}

const emptyAnswer: ErrorAnswer = { error: '', reasons: [], description: null, numbers: [] };

/** Null when there is no `error`, without which it is no error response. */
function readAnswer(body: Readonly<Record<string, unknown>>): ErrorAnswer | null {
  const { error, suberror, error_subtype: subtype, error_description: description } = body;
  if (typeof error !== 'string') return null;
  return {
    error,
    reasons: [suberror, subtype].filter((reason) => typeof reason === 'string'),
    description: typeof description === 'string' ? description : null,
    numbers: Array.isArray(body.error_codes) ? body.error_codes.slice(0, 10) : [],
  };
}
