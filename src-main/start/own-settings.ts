import { resolve } from 'node:path';
import { productIdentity } from '../product.ts';
import type { Environment } from './own-environment.ts';

/** Where the app keeps what it keeps; known before anything of it is loaded. */
export interface OwnSettings {
  /** Absolute; null: where the system keeps it. */
  readonly userDataDirectory: string | null;
  readonly keychainService: string;
}

/** What the app is started with. */
export interface StartedWith {
  readonly isPackaged: boolean;
  readonly argv: readonly string[];
  readonly env: Environment;
}

/**
 * Reads where this start keeps its data; throws a `ConfigurationError` that names the variable or switch at fault.
 * Neither arguments nor the environment say anything to a packaged app.
 */
export function readOwnSettings({ isPackaged, argv, env }: StartedWith): OwnSettings {
  const { keychainService } = productIdentity;
  if (isPackaged) return { userDataDirectory: null, keychainService };
  checkDebuggingPort(argv);
  const userData = readVariable(env, 'SONAR_LOGIN_USER_DATA');
  return {
    userDataDirectory: userData === null ? null : resolve(userData),
    keychainService: readVariable(env, 'SONAR_LOGIN_KEYCHAIN_SERVICE') ?? keychainService,
  };
}

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

/** Checks `--remote-debugging-port=N` of an unpackaged run, which Electron acts on; throws when N is no port. */
function checkDebuggingPort(argv: readonly string[]): void {
  for (const argument of argv) {
    const [name, value = ''] = argument.split(/=(.*)/s, 2);
    if (name !== '--remote-debugging-port') continue;
    if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) {
      throw new ConfigurationError(name, 'must be a port from 0 to 65535');
    }
  }
}

/** A variable as it is set; null: it is not. Throws a `ConfigurationError` where nothing is in it. */
export function readVariable(env: Environment, name: string): string | null {
  const value = env[name];
  if (value === undefined) return null;
  if (value.trim() === '') throw new ConfigurationError(name, 'must not be empty');
  return value;
}
