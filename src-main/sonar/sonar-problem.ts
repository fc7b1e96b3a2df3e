import type { ErrorCode } from '../../preload/contract/errors.ts';
import { LoginError } from '../errors/login-error.ts';
import { Problem, type Wire } from '../generated/service-contract.ts';
import { readRetryAt } from '../network/bounded-fetch.ts';

type Code = Wire['ProblemCode'];

/** The code people see for each code of the service; exhaustive, so that a new one cannot be forgotten. */
const codeOfProblem: Readonly<Record<Code, ErrorCode>> = {
  'identity-not-verified': 'identity-not-verified',
  'clock-skew': 'clock-skew',
  'account-disabled': 'account-disabled',
  'sso-turned-off': 'sso-turned-off',
  'sso-not-enabled': 'sso-not-enabled',
  'wrong-credentials': 'wrong-credentials',
  'too-many-tries': 'too-many-tries',
  'already-linked': 'already-linked',
  'ticket-expired': 'ticket-expired',
  'not-in-offer': 'not-in-offer',
  'session-ended': 'session-expired',
  'reverify-required': 'reverify-required',
  'access-token-expired': 'account-service-unreachable',
  'insufficient-scope': 'unexpected',
  'not-office-manager': 'not-office-manager',
  'not-found': 'not-found',
  'last-way-in': 'last-way-in',
  'bad-request': 'bad-request',
  'idempotency-key-reused': 'unexpected',
  'service-unavailable': 'account-service-unreachable',
  'internal-error': 'account-service-unreachable',
};

/** The service takes an access token for expired, by its own clock: it did nothing, and a renewal gives another. */
export class AccessTokenExpired extends LoginError {}

/**
 * The `LoginError` for an answer of the service that is not a success. An answer that is no problem document of ours (a
 * proxy's page, half a JSON) says nothing about the session: `account-service-unreachable`. One with a code of ours that
 * is otherwise not as the contract says is not believed either: `account-service-invalid`.
 */
export function toSonarError(body: unknown, retryAfter: string | null, now: number): LoginError {
  const code = readCode(body);
  const problem = Problem().safeParse(body);
  if (problem.data?.code === 'access-token-expired') {
    return new AccessTokenExpired('account-service-unreachable');
  }
  if (code === null || code === 'account-service-unreachable') return unreachable(retryAfter, now);
  if (!problem.success) return new LoginError('account-service-invalid');
  const { triesLeft, retryAt } = problem.data;
  return new LoginError(code, {
    ...(triesLeft === undefined || triesLeft === null ? {} : { triesLeft }),
    ...(retryAt === undefined ? {} : { retryAt }),
  });
}

function unreachable(retryAfter: string | null, now: number): LoginError {
  const retryAt = readRetryAt(retryAfter, () => now);
  return new LoginError('account-service-unreachable', retryAt === null ? {} : { retryAt });
}

function readCode(body: unknown): ErrorCode | null {
  if (typeof body !== 'object' || body === null || !('code' in body)) return null;
  const { code } = body;
  const isOurs = typeof code === 'string' && Object.hasOwn(codeOfProblem, code);
  return isOurs ? codeOfProblem[code as Code] : null;
}

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
