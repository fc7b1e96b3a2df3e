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
