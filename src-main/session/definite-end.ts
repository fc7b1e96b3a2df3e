import type { ErrorCode } from '../../preload/contract.ts';
import { LoginError } from '../errors/login-error.ts';

// Only these answers end a session. Everything else is "offline", which it survives.
const endingCodes: ReadonlySet<ErrorCode> = new Set([
  'session-expired',
  'account-disabled',
  'sso-turned-off',
  'sso-not-enabled',
  'blocked-by-policy',
  'identity-mismatch',
]);

// The provider wants to see the person; the session runs on until they have time.
const confirmingCodes: ReadonlySet<ErrorCode> = new Set([
  'interaction-required',
  'consent-required',
  'login-required',
  'reverify-required',
]);

/** Whether what was thrown is a definite answer that the session is over. */
export function endsSession(thrown: unknown): thrown is LoginError {
  return thrown instanceof LoginError && endingCodes.has(thrown.code);
}

/** Whether what was thrown asks the person to confirm with the provider. */
export function asksToConfirm(thrown: unknown): thrown is LoginError {
  return thrown instanceof LoginError && confirmingCodes.has(thrown.code);
}
