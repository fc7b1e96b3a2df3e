import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ownBuild } from '../../scripts/build.ts';

/** Endpoints and client ids of a product description. */
export interface ProductEndpoints {
  readonly sonar: { readonly baseUrl: string };
  readonly google: { readonly clientId: string; readonly issuer?: string };
  readonly microsoft: { readonly clientId: string; readonly authority?: string };
}

/**
 * Addresses that lead nowhere: Google's own by name, the others in a network that is kept for documentation
 * (RFC 5737). Apps that have them run in a network of their own (`ordinary-person.ts`).
 */
export const unreachableEndpoints: ProductEndpoints = {
  sonar: { baseUrl: 'https://192.0.2.1/v1' },
  google: { clientId: 'google-client-of-a-test' },
  microsoft: {
    clientId: 'microsoft-client-of-a-test',
    authority: 'https://192.0.2.2/organizations',
  },
};

/** Writes the description of the product with other endpoints, and with other names if they are given. */
export function writeProduct(
  file: string,
  endpoints: ProductEndpoints,
  names: Readonly<Record<string, string>> = {},
): void {
  const { identity } = JSON.parse(readFileSync(ownBuild.product, 'utf8'));
  const product = { identity: { ...identity, ...names }, ...endpoints };
  mkdirSync(dirname(file), { recursive: true });
  // Whole or not at all: others may read it at this moment.
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(product, null, 2)}\n`);
  renameSync(unfinished, file);
}
