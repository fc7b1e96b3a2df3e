import { randomUUID } from 'node:crypto';
import type { ProviderStyle } from './provider-style.ts';

/** An error that a stand-in gives to the caller in the place of what it would have answered. */
export interface ScriptedAnswer {
  /** In the browser's answer (authorization response), for a code, or for a refresh token. */
  readonly at: 'response' | 'code' | 'refresh';
  readonly error: string;
  /** Microsoft's `suberror`, Google's `error_subtype`. */
  readonly reason?: string | undefined;
  /** Microsoft's number: stands in the description, and in `error_codes` of the token endpoint. */
  readonly number?: number | undefined;
  /** HTTP status of the token endpoint; 400 by default. */
  readonly status?: number | undefined;
}

/** The words as the provider would have put them; the parameters are the standard's and the provider's own. */
function describe({ error, number }: ScriptedAnswer): string {
  const words = `The stand-in was told to answer ${error}.`;
  return number === undefined ? words : `AADSTS${number}: ${words}\r\nTrace ID: ${randomUUID()}`;
}

/** The body of a token endpoint's error (RFC 6749 section 5.2), with what each provider adds. */
export function scriptedTokenError(style: ProviderStyle, answer: ScriptedAnswer): object {
  const { error, reason, number } = answer;
  const common = { error, error_description: describe(answer) };
  if (style.name === 'google') {
    return { ...common, ...(reason === undefined ? {} : { error_subtype: reason }) };
  }
  return {
    ...common,
    error_codes: number === undefined ? [] : [number],
    trace_id: randomUUID(),
    correlation_id: randomUUID(),
    ...(reason === undefined ? {} : { suberror: reason }),
  };
}

/** Where the browser is sent with an error (RFC 6749 section 4.1.2.1); null: the request names no redirect URI. */
export function scriptedResponse(
  style: ProviderStyle,
  answer: ScriptedAnswer,
  asked: URLSearchParams,
  origin: string,
): string | null {
  const redirectUri = asked.get('redirect_uri') ?? '';
  if (!URL.canParse(redirectUri) || !style.allowsRedirect(new URL(redirectUri))) return null;
  const url = new URL(redirectUri);
  const state = asked.get('state');
  url.searchParams.set('error', answer.error);
  url.searchParams.set('error_description', describe(answer));
  if (state !== null) url.searchParams.set('state', state);
  if (style.sendsResponseIssuer) url.searchParams.set('iss', origin);
  return url.href;
}

/** What the control hooks have made of a stand-in; forgotten when it ends. */
export interface ProviderState {
  isDown: boolean;
  scripted: ScriptedAnswer | null;
  /** Whether who has agreed before gets a refresh token only with `prompt=consent`; Google's only. */
  keepsRefreshTokensBack: boolean;
  /** Whether the app registration has the optional claim `auth_time`; Microsoft's only. */
  tellsSignInTime: boolean;
}

/** A stand-in that is up, and that a registration as the manual wants it belongs to. */
export function createProviderState(): ProviderState {
  return { isDown: false, scripted: null, keepsRefreshTokensBack: false, tellsSignInTime: true };
}
