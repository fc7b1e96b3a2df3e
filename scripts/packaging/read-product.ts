import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type Provider, providers } from '../../preload/contract/providers.ts';
import { ConfigurationError, readConfiguration } from '../../src-main/start/configuration.ts';

const identitySchema = z.strictObject({
  appId: z.string().regex(/^[\w-]+(\.[\w-]+)+$/),
  name: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} .-]{0,63}$/u),
  // A program of that name takes itself for an app in development.
  executable: z.string().regex(/^(?!electron$)[a-z][a-z0-9-]*$/),
  keychainService: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} .-]{0,63}$/u),
  registryKey: z.string().regex(/^Software\\Policies(\\[\w -]+)+$/),
  linuxPolicyDirectory: z.string().regex(/^\/etc(\/[a-z0-9][a-z0-9.-]*)+$/),
});

/** The names by which a product is known to systems, keychains and administrators. */
export type ProductIdentity = z.infer<typeof identitySchema>;

/**
 * Reads a product description that is to be packaged and answers its names. Throws a `ConfigurationError` that names
 * the first key with which nobody could sign in: the app's own words, and https only.
 */
export async function readProduct(file: string): Promise<ProductIdentity> {
  const { identity, ...product } = parseObject(await readFile(file, 'utf8'));
  const endpoints = readConfiguration({ isPackaged: true, argv: [], env: {}, product });
  requireHttps({
    'sonar.baseUrl': endpoints.sonar.baseUrl,
    ...Object.fromEntries(providers.flatMap((name) => addressesOf(name, endpoints[name]))),
  });
  return readIdentity(identity);
}

/** Where a provider is, by the key that says so. */
function addressesOf(provider: Provider, settings: object): readonly (readonly [string, string])[] {
  return Object.entries(settings)
    .filter(([key]) => key === 'issuer' || key === 'authority')
    .map(([key, address]) => [`${provider}.${key}`, String(address)]);
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    throw new ConfigurationError('build/product.json', 'is not a JSON object');
  }
}

function requireHttps(addresses: Readonly<Record<string, string>>): void {
  for (const [key, address] of Object.entries(addresses)) {
    if (new URL(address).protocol === 'https:') continue;
    throw new ConfigurationError(key, 'must be an https address in an app that is packaged');
  }
}

function readIdentity(value: unknown): ProductIdentity {
  const { data, error } = identitySchema.safeParse(value);
  if (data !== undefined) return data;
  const [issue] = error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const key = ['identity', ...(issue?.path ?? []), ...unknown].join('.');
  throw new ConfigurationError(key, 'cannot be used (in build/product.json)');
}
