import type { Fetch, Now } from '../network/network.ts';
import { createIssuerKeys, type IssuerKeys } from '../oauth/issuer-keys.ts';
import {
  createMetadataReader,
  type ExpectedMetadata,
  type ProviderMetadata,
} from '../oauth/provider-metadata.ts';

/** What an issuer publishes about itself. */
export interface Issuer {
  readonly metadata: ProviderMetadata;
  readonly keys: IssuerKeys;
}

/** Reads metadata and keys when they are asked for; the keys are kept as long as their address is the same. */
export function createIssuerSource(
  fetch: Fetch,
  expected: ExpectedMetadata,
  now: Now,
): (signal: AbortSignal) => Promise<Issuer> {
  const readMetadata = createMetadataReader(fetch, expected, now);
  let kept: { readonly jwksUri: string; readonly keys: IssuerKeys } | null = null;
  return async (signal) => {
    const metadata = await readMetadata(signal);
    const { jwksUri } = metadata;
    if (kept?.jwksUri !== jwksUri) {
      kept = { jwksUri, keys: createIssuerKeys({ fetch, jwksUri, now }) };
    }
    return { metadata, keys: kept.keys };
  };
}
