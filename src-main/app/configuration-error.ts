/** A setting of the environment, of the command line or of the configuration file that cannot be used. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  /** Which one: a variable, a switch, or the path of a key such as `google.clientId`. */
  readonly key: string;

  constructor(key: string, problem: string) {
    super(`${key} ${problem}`);
    this.key = key;
  }
}
