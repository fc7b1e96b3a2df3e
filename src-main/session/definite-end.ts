import type { ErrorCode, Failure } from '../../preload/contract.ts';
import { LoginError } from '../errors/login-error.ts';

// Only these answers end a session, and what a provider's answer marks as its end. Everything else is "offline", which
// it survives.
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
  'login-required',
  'reverify-required',
]);

// The person can do nothing at the provider; the session runs on until an administrator has time.
const administratorCodes: ReadonlySet<ErrorCode> = new Set([
  'administrator-needed',
  'consent-required',
]);

/** Whether what was thrown is a definite answer that the session is over. */
export function endsSession(thrown: unknown): thrown is LoginError {
  return thrown instanceof LoginError && (thrown.endsSession || endingCodes.has(thrown.code));
}

/** Whether what was thrown asks the person to confirm with the provider. */
export function asksToConfirm(thrown: unknown): thrown is LoginError {
  return thrown instanceof LoginError && confirmingCodes.has(thrown.code);
}

/** Whether only an administrator can do something about what was thrown. */
export function needsAdministrator(thrown: unknown): thrown is LoginError {
  return thrown instanceof LoginError && administratorCodes.has(thrown.code);
}

/** What ended a session; null: the person did. */
export type EndedBy = Pick<Failure, 'code'> | LoginError | null;

/** Why a session ended, as the window is told: the code, and the number that an administrator looks up. */
export function reasonOf(endedBy: EndedBy): Failure | null {
  if (endedBy === null || !needsAdministrator(endedBy)) {
    return endedBy === null ? null : { code: endedBy.code };
  }
  const { providerErrorNumber: number } = endedBy.facts;
  return { code: endedBy.code, ...(number === undefined ? {} : { providerErrorNumber: number }) };
}
