import type { Provider } from '../../preload/contract/providers.ts';
import { LoginError } from '../errors/login-error.ts';
import { isSameSecret } from './authorization-request.ts';
import { matchesIssuer } from './issuer.ts';
import { type ReadOwnError, toProviderError } from './provider-error.ts';

/** What the authorization response is held against. */
interface ExpectedResponse {
  readonly provider: Provider;
  readonly state: string;
  /** The value of `iss` (RFC 9207); Microsoft's may hold `{tenantid}`. */
  readonly issuer: string;
  /** True when the provider's metadata announce `iss`; then a response without it is not genuine. */
  readonly issuerRequired: boolean;
  /** The provider's own table of errors. */
  readonly readOwnError: ReadOwnError;
}

/**
 * What to do with a request that reached the redirect URI: `ignored` and `incomplete` leave the attempt pending, the
 * others end it. `incomplete` has this attempt's state and neither a code nor an error, as the page has on which an
 * administrator approves the app for everybody (`admin_consent=True`).
 */
export type ResponseVerdict =
  | { readonly kind: 'ignored' }
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'failed'; readonly error: LoginError };

/** Parameters that decide something; RFC 6749 section 3.1 forbids any of them twice. */
const singleParameters = ['state', 'code', 'error', 'error_description', 'iss'] as const;

/**
 * Judges an authorization response (RFC 6749 section 4.1.2, RFC 9207). A response without this attempt's state can
 * neither end nor advance it. Tokens in the query (implicit style) are not looked at.
 */
export function judgeAuthorizationResponse(
  parameters: URLSearchParams,
  expected: ExpectedResponse,
): ResponseVerdict {
  const state = parameters.get('state');
  if (state === null || !isSameSecret(state, expected.state)) return { kind: 'ignored' };
  if (singleParameters.some((name) => parameters.getAll(name).length > 1)) {
    return { kind: 'ignored' };
  }
  const code = parameters.get('code');
  const error = parameters.get('error');
  if (!code && error === null) return { kind: 'incomplete' };
  const issuer = parameters.get('iss');
  if (issuer === null ? expected.issuerRequired : !matchesIssuer(issuer, expected.issuer)) {
    const facts = { provider: expected.provider };
    return { kind: 'failed', error: new LoginError('identity-not-verified', facts) };
  }
  if (error !== null) {
    const description = parameters.get('error_description');
    const answer = { error, reasons: [], description, numbers: [] };
    const { provider, readOwnError } = expected;
    return {
      kind: 'failed',
      error: toProviderError(provider, 'interactive', answer, readOwnError),
    };
  }
  return code ? { kind: 'code', code } : { kind: 'incomplete' };
}
