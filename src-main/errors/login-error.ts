import type { ErrorCode, Failure } from '../../preload/contract/errors.ts';

/** The facts a failure may carry beside its code. */
export type FailureFacts = Omit<Failure, 'code'>;

/**
 * Something that could not be done: `code` says what, of a closed list, and is the message too; `facts` are the few
 * details that a sentence about it needs. Neither holds a secret. Inside of the module there may be a `cause` as well,
 * of a library, that does: it is never logged or sent, and a softphone gets the error without it.
 */
export class LoginError extends Error {
  override readonly name = 'LoginError';
  readonly code: ErrorCode;
  readonly facts: FailureFacts;
  /** True when the session is over by it, whatever the code says to do about that. */
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

/** What is wrong with the way a host starts the module or asks it for something. */
export type SetupCode =
  | 'bad-option'
  | 'bad-argument'
  | 'already-started'
  | 'scheme-not-registered'
  | 'damaged'
  | 'no-folder'
  | 'blocked-by-policy';

/**
 * A mistake in how the module is started or called, for the developer of the host to put right. `key` names the option or
 * the argument it is about; the message is one sentence that says what to do, and repeats no value that was given.
 */
export class SetupError extends Error {
  override readonly name = 'SetupError';
  readonly code: SetupCode;
  /** Such as `configuration.sonar.baseUrl`, `hint.email`, `startSonarLogin`. */
  readonly key: string;

  constructor(code: SetupCode, key: string, message: string) {
    super(message);
    this.code = code;
    this.key = key;
  }
}
