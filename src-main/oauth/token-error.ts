import type { ErrorCode, Provider } from '../../preload/contract.ts';
import { LoginError } from '../errors/login-error.ts';
import { describeProvider, toAuthorizationError } from './authorization-error.ts';

/** What was being exchanged at the token endpoint. */
export type GrantType = 'authorization_code' | 'refresh_token';

/**
 * Finer reasons that come with `invalid_grant`: Microsoft's `suberror`, Google's `error_subtype`. The person must be
 * seen again, but nothing was taken away from them.
 */
const codeOfReason: ReadonlyMap<string, ErrorCode> = new Map([
  ['consent_required', 'consent-required'],
  ['basic_action', 'interaction-required'],
  ['additional_action', 'interaction-required'],
  ['message_only', 'interaction-required'],
  ['interrupted_user', 'interaction-required'],
  ['user_password_expired', 'login-required'],
  ['invalid_rapt', 'login-required'],
  ['rapt_required', 'login-required'],
]);

/**
 * Turns an error response of the token endpoint (RFC 6749 section 5.2) into a code. `session-expired` is the one
 * definite end: `invalid_grant` for a refresh token, with the status that belongs to it. Everything else may pass.
 */
export function toTokenError(
  provider: Provider,
  grantType: GrantType,
  status: number,
  body: Readonly<Record<string, unknown>>,
): LoginError {
  const { error, suberror, error_subtype: subtype, error_description: description } = body;
  const words = typeof description === 'string' ? description : null;
  const facts = describeProvider(provider, words);
  if (status === 429 || status >= 500) return new LoginError('provider-unreachable', facts);
  if (typeof error !== 'string') return new LoginError('provider-unreachable', facts);
  if (error !== 'invalid_grant') return toAuthorizationError(provider, error, words);
  for (const reason of [suberror, subtype]) {
    const code = typeof reason === 'string' ? codeOfReason.get(reason) : undefined;
    if (code !== undefined) return new LoginError(code, facts);
  }
  if (status !== 400 && status !== 401) return new LoginError('provider-unreachable', facts);
  // A refused code ends nothing: there was no session yet, and the person can simply start again.
  const code = grantType === 'refresh_token' ? 'session-expired' : 'provider-refused';
  return new LoginError(code, facts);
}
