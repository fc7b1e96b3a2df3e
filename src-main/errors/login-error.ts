import type { ErrorCode, Failure } from '../../preload/contract/errors.ts';

/** The facts a failure may carry beside its code. */
export type FailureFacts = Omit<Failure, 'code'>;

/**
 * The one error that rooms of the main process throw: a code from the closed list, safe facts, and the cause.
 * The message is the code; the cause may hold secrets of a library's error and must never be logged or sent.
 */
export class LoginError extends Error {
  override readonly name = 'LoginError';
  readonly code: ErrorCode;
  readonly facts: FailureFacts;
  /** A session is over by this answer, whatever the code says to do about it. */
  readonly endsSession: boolean;

  constructor(code: ErrorCode, facts: FailureFacts = {}, cause?: unknown, endsSession = false) {
    super(code, { cause });
    this.code = code;
    this.facts = facts;
    this.endsSession = endsSession;
  }

  /** The same error with more facts; those it has stay. */
  with(facts: FailureFacts): LoginError {
    return new LoginError(this.code, { ...facts, ...this.facts }, this.cause, this.endsSession);
  }
}

/** Turns anything that was thrown into the failure that the window may see. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof LoginError) return { code: thrown.code, ...thrown.facts };
  return { code: 'unexpected' };
}
