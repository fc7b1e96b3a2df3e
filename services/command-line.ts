import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { seedByName, seedNames } from './seed/default-seed.ts';
import { generateSeed } from './seed/generated-seed.ts';
import type { Seed } from './seed/seed.ts';
import type { SandboxOptions } from './start-sandbox.ts';

/** Thrown for options that cannot be meant; its message names the option. */
export class CommandLineError extends Error {
  override readonly name = 'CommandLineError';
}

const optionNames = {
  port: { type: 'string' },
  data: { type: 'string' },
  seed: { type: 'string' },
  people: { type: 'string' },
  accounts: { type: 'string' },
  'google-issuer': { type: 'string' },
  'google-client-id': { type: 'string' },
  'microsoft-authority': { type: 'string' },
  'microsoft-client-id': { type: 'string' },
  config: { type: 'string' },
  registrar: { type: 'boolean' },
} as const;

type Values = Partial<Record<Exclude<keyof typeof optionNames, 'registrar'>, string>> & {
  readonly registrar?: boolean;
};

const maxPort = 65_532;
const maxPeople = 100_000;
const maxAccounts = 10_000;

function readValues(commandLine: readonly string[]): Values {
  try {
    return parseArgs({ args: [...commandLine], options: optionNames, strict: true }).values;
  } catch (cause) {
    throw new CommandLineError(cause instanceof Error ? cause.message : String(cause));
  }
}

function wholeNumber(values: Values, name: 'port' | 'people' | 'accounts', max: number) {
  const text = values[name];
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > max) {
    throw new CommandLineError(`--${name} must be a whole number from 0 to ${max}, not "${text}"`);
  }
  return value;
}

function text(values: Values, name: Exclude<keyof Values, 'registrar'>): string | undefined {
  const value = values[name];
  if (value?.trim() === '') throw new CommandLineError(`--${name} must not be empty`);
  return value;
}

function address(values: Values, name: 'google-issuer' | 'microsoft-authority') {
  const value = text(values, name);
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isLoopback = url && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  const isSound = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback);
  if (!isSound || url.search !== '' || url.hash !== '' || url.username !== '') {
    const wanted = 'an https address (http only on this machine) without query or fragment';
    throw new CommandLineError(`--${name} must be ${wanted}, not "${value}"`);
  }
  return value.replace(/\/$/, '');
}

function chooseSeed(values: Values): Seed | undefined {
  const name = text(values, 'seed');
  const people = wholeNumber(values, 'people', maxPeople);
  const accounts = wholeNumber(values, 'accounts', maxAccounts);
  if (people !== undefined || accounts !== undefined) {
    if (name !== undefined)
      throw new CommandLineError('--seed does not go with --people, --accounts');
    return generateSeed({ people: people ?? 1, accounts: accounts ?? 1 });
  }
  const seed = name === undefined ? undefined : seedByName(name);
  if (name !== undefined && !seed) {
    throw new CommandLineError(`--seed must be one of ${seedNames.join(', ')}, not "${name}"`);
  }
  return seed;
}

/** What `npm run sandbox` was asked for; throws `CommandLineError`. */
export function readCommandLine(
  commandLine: readonly string[],
  defaultDataDirectory: string,
): SandboxOptions {
  const values = readValues(commandLine);
  const config = text(values, 'config');
  const port = wholeNumber(values, 'port', maxPort);
  const seed = chooseSeed(values);
  const [googleIssuer, googleClientId] = [
    address(values, 'google-issuer'),
    text(values, 'google-client-id'),
  ];
  const [authority, microsoftClientId] = [
    address(values, 'microsoft-authority'),
    text(values, 'microsoft-client-id'),
  ];
  return {
    dataDirectory: resolve(text(values, 'data') ?? defaultDataDirectory),
    ...(port === undefined ? {} : { port }),
    ...(seed === undefined ? {} : { seed }),
    ...(config === undefined ? {} : { configFile: resolve(config) }),
    ...(values.registrar ? { registrar: true } : {}),
    google: {
      ...(googleIssuer === undefined ? {} : { issuer: googleIssuer }),
      ...(googleClientId === undefined ? {} : { clientId: googleClientId }),
    },
    microsoft: {
      ...(authority === undefined ? {} : { authority }),
      ...(microsoftClientId === undefined ? {} : { clientId: microsoftClientId }),
    },
  };
}
