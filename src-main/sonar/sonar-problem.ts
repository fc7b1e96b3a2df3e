import type { ErrorCode } from '../../preload/contract.ts';
import { LoginError } from '../errors/login-error.ts';
import type { components } from './generated/openapi.ts';

type Problem = components['schemas']['Problem'];

/** The code people see for each code of the service; exhaustive, so that a new one cannot be forgotten. */
const codeOfProblem: Readonly<Record<Problem['code'], ErrorCode>> = {
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
  'not-office-manager': 'not-office-manager',
  'not-found': 'not-found',
  'last-way-in': 'last-way-in',
  'bad-request': 'bad-request',
  'idempotency-key-reused': 'unexpected',
  'service-unavailable': 'account-service-unreachable',
  'internal-error': 'account-service-unreachable',
};

/**
 * The `LoginError` for an answer of the service that is not a success. An answer that is no problem document of
 * ours (a proxy's page, half a JSON) says nothing about the session: `account-service-unreachable`.
 */
export function toSonarError(problem: unknown, retryAfter: string | null, now: number): LoginError {
  if (!isProblem(problem)) return unreachable(retryAfter, now);
  const code = codeOfProblem[problem.code];
  if (code === 'account-service-unreachable') return unreachable(retryAfter, now);
  const { triesLeft, retryAt } = problem;
  return new LoginError(code, {
    ...(triesLeft === undefined || triesLeft === null ? {} : { triesLeft }),
    ...(retryAt === undefined ? {} : { retryAt }),
  });
}

function unreachable(retryAfter: string | null, now: number): LoginError {
  // RFC 9110 section 10.2.3: seconds or an HTTP date.
  const seconds = Number(retryAfter ?? Number.NaN);
  const at = Number.isFinite(seconds) ? now + seconds * 1000 : Date.parse(retryAfter ?? '');
  const isDate = Number.isFinite(at) && Math.abs(at) < 8.64e15;
  return new LoginError(
    'account-service-unreachable',
    isDate ? { retryAt: new Date(at).toISOString() } : {},
  );
}

function isProblem(value: unknown): value is Problem {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    typeof value.code === 'string' &&
    Object.hasOwn(codeOfProblem, value.code)
  );
}
