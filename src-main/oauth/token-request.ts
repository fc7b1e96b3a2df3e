import type { Provider } from '../../preload/contract.ts';
import { LoginError } from '../errors/login-error.ts';
import type { Fetch, Now } from '../network/network.ts';
import type { ReadOwnError } from './provider-error.ts';
import type { GrantType } from './token-error.ts';
import { readTokenResponse, type TokenResponse } from './token-response.ts';

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
