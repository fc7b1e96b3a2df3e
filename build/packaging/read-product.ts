import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { readConfiguration } from '../../src-main/app/configuration.ts';
import { ConfigurationError } from '../../src-main/app/configuration-error.ts';

const identitySchema = z.strictObject({
  appId: z.string().regex(/^[\w-]+(\.[\w-]+)+$/),
  name: z.string().min(1),
  executable: z.string().regex(/^[a-z][a-z0-9-]*$/),
  keychainService: z.string().min(1),
  registryKey: z.string().startsWith('Software\\Policies\\'),
  linuxPolicyDirectory: z.string().startsWith('/etc/'),
});

/** The names by which a product is known to systems, keychains and administrators. */
export type ProductIdentity = z.infer<typeof identitySchema>;

/**
 * Reads a product description that is to be packaged and answers its names. Throws a `ConfigurationError` that names
 * the first key with which nobody could sign in: the app's own words, and https only.
 */
export async function readProduct(file: string): Promise<ProductIdentity> {
  const { identity, ...product } = JSON.parse(await readFile(file, 'utf8'));
  const endpoints = readConfiguration({ isPackaged: true, argv: [], env: {}, product });
  requireHttps({
    'sonar.baseUrl': endpoints.sonar.baseUrl,
    'google.issuer': endpoints.google.issuer,
    'microsoft.authority': endpoints.microsoft.authority,
  });
  return readIdentity(identity);
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
  const key = ['identity', ...(issue?.path ?? [])].join('.');
  throw new ConfigurationError(key, 'cannot be used (in build/product.json)');
}
