import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { serviceUrl } from '../network/service-url.ts';
import { type ProviderSettings, providerSettings } from '../providers/all.ts';
import {
  ConfigurationError,
  type OwnSettings,
  readOwnSettings,
  readVariable,
  type StartedWith,
} from './own-settings.ts';

/** The endpoints and client ids, as `build/product.json` and `SONAR_LOGIN_CONFIG` give them. */
export const endpointsSchema = z.strictObject({
  sonar: z.strictObject({ baseUrl: serviceUrl }),
  ...providerSettings,
});

/** The endpoints and client ids, complete. */
export type Endpoints = { readonly sonar: { readonly baseUrl: string } } & ProviderSettings;

/** What the app is told from outside before it starts. */
export interface Configuration extends Endpoints, OwnSettings {}

/** Where the configuration comes from. */
export interface ConfigurationSources extends StartedWith {
  /** What `build/product.json` says of endpoints and client ids. */
  readonly product: unknown;
}

/** A configuration file is a few hundred bytes. */
const maxFileBytes = 64 * 1024;

/** Reads the configuration; throws a `ConfigurationError` that names the first key at fault. */
export function readConfiguration(sources: ConfigurationSources): Configuration {
  return { ...readOwnSettings(sources), ...readEndpoints(sources) };
}

/** Its endpoints and client ids: in a packaged app those that were compiled in, whatever the environment says. */
export function readEndpoints({ isPackaged, env, product }: ConfigurationSources): Endpoints {
  if (isPackaged) return parseEndpoints(product, 'build/product.json');
  const file = readVariable(env, 'SONAR_LOGIN_CONFIG');
  return file === null
    ? parseEndpoints(product, 'build/product.json, because SONAR_LOGIN_CONFIG is not set')
    : parseEndpoints(readFile(file), file);
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
