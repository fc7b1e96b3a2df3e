import type { ErrorCode, Provider } from '../../preload/contract.ts';
import { type FailureFacts, LoginError } from '../errors/login-error.ts';

/** RFC 6749 sections 4.1.2.1 and 5.2, OpenID Connect Core section 3.1.2.6. What is not here is `provider-refused`. */
const codeOfError: ReadonlyMap<string, ErrorCode> = new Map([
  ['access_denied', 'access-denied'],
  ['interaction_required', 'interaction-required'],
  ['account_selection_required', 'interaction-required'],
  ['consent_required', 'consent-required'],
  ['login_required', 'login-required'],
  ['server_error', 'provider-unreachable'],
  ['temporarily_unavailable', 'provider-unreachable'],
]);

/** Turns a standard `error` into a code of ours; the provider's words go no further than this function. */
export function toAuthorizationError(
  provider: Provider,
  error: string,
  description: string | null,
): LoginError {
  return new LoginError(
    codeOfError.get(error) ?? 'provider-refused',
    describeProvider(provider, description),
  );
}

/** The facts that may be shown about a refusal: who refused, and Microsoft's error number if the text has one. */
export function describeProvider(provider: Provider, description: string | null): FailureFacts {
  // Only the number is taken from the text: it is for an administrator to look up, and cannot carry anything else.
  const number = /\bAADSTS\d{4,9}\b/.exec(description?.slice(0, 2000) ?? '')?.[0];
  return number === undefined ? { provider } : { provider, providerErrorNumber: number };
}
