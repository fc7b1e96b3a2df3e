import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { serviceUrl } from '../network/service-url.ts';
import { productIdentity } from '../product.ts';
import { type ProviderSettings, providerSettings } from '../providers/all.ts';

/** The endpoints and client ids, as `build/product.json` and `SONAR_LOGIN_CONFIG` give them. */
export const endpointsSchema = z.strictObject({
  sonar: z.strictObject({ baseUrl: serviceUrl }),
  ...providerSettings,
});

/** The endpoints and client ids, complete. */
export type Endpoints = { readonly sonar: { readonly baseUrl: string } } & ProviderSettings;

/** What the app is told from outside before it starts. */
export interface Configuration extends Endpoints {
  /** Absolute; null: where the system keeps it. */
  readonly userDataDirectory: string | null;
  readonly keychainService: string;
}

/** Where the configuration comes from. */
interface ConfigurationSources {
  readonly isPackaged: boolean;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What `build/product.json` says of endpoints and client ids. */
  readonly product: unknown;
}

/** A configuration file is a few hundred bytes. */
const maxFileBytes = 64 * 1024;

/**
 * Reads the configuration; throws a `ConfigurationError` that names the first key at fault. Neither arguments nor the
 * environment say anything to a packaged app.
 */
export function readConfiguration(sources: ConfigurationSources): Configuration {
  const { isPackaged, argv, env, product } = sources;
  if (isPackaged) {
    return {
      ...parseEndpoints(product, 'build/product.json'),
      userDataDirectory: null,
      keychainService: productIdentity.keychainService,
    };
  }
  checkDebuggingPort(argv);
  const file = readVariable(env, 'SONAR_LOGIN_CONFIG');
  const userData = readVariable(env, 'SONAR_LOGIN_USER_DATA');
  return {
    ...(file === null
      ? parseEndpoints(product, 'build/product.json, because SONAR_LOGIN_CONFIG is not set')
      : parseEndpoints(readFile(file), file)),
    userDataDirectory: userData === null ? null : resolve(userData),
    keychainService:
      readVariable(env, 'SONAR_LOGIN_KEYCHAIN_SERVICE') ?? productIdentity.keychainService,
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

function readVariable(env: ConfigurationSources['env'], name: string): string | null {
  const value = env[name];
  if (value === undefined) return null;
  if (value.trim() === '') throw new ConfigurationError(name, 'must not be empty');
  return value;
}

function readFile(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code = 'unreadable' } = error as NodeJS.ErrnoException;
    throw new ConfigurationError(
      'SONAR_LOGIN_CONFIG',
      `names a file that cannot be read (${code})`,
    );
  }
  if (text.length > maxFileBytes) {
    throw new ConfigurationError('SONAR_LOGIN_CONFIG', 'names a file above 64 kB');
  }
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message would quote the file.
    throw new ConfigurationError('SONAR_LOGIN_CONFIG', 'names a file that is not JSON');
  }
}

/** The endpoints and client ids in `value`; throws a `ConfigurationError` that says where they come `from`. */
export function parseEndpoints(value: unknown, from: string): Endpoints {
  const parsed = endpointsSchema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const [issue] = issues;
  if (issue === undefined) throw new ConfigurationError(from, 'cannot be used');
  // A mistyped key is also a missing one: naming what was typed is what helps.
  const typed = issues.find(({ code }) => code === 'unrecognized_keys');
  const also =
    typed === undefined || typed === issue ? '' : `, and ${keyOf(typed)} ${problemOf(typed)}`;
  throw new ConfigurationError(keyOf(issue), `${problemOf(issue)}${also} (in ${from})`);
}

function keyOf(issue: z.core.$ZodIssue): string {
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  return [...issue.path.map(String), ...unknown].join('.') || 'The configuration';
}

function problemOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return 'is not a known key';
  if (issue.code === 'invalid_type') {
    if (issue.input === undefined) return 'is missing';
    if (issue.expected === 'object') return 'must be an object';
  }
  return issue.message;
}
