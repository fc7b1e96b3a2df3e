import type { ErrorCode } from '../../preload/contract.ts';
import { LoginError } from '../errors/login-error.ts';

const unaskedCodes: ReadonlySet<ErrorCode> = new Set([
  'account-service-unreachable',
  'offline',
  'network-portal',
  'proxy-password',
  'connection-untrusted',
]);

/** Whether what was thrown kept the Sonar service from being asked at all, as far as anybody here can tell. */
export function isUnasked(thrown: unknown): boolean {
  return thrown instanceof LoginError && unaskedCodes.has(thrown.code);
}
