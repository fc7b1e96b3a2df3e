import product from '../build/product.json' with { type: 'json' };
import type { HelpPage } from '../preload/contract/verbs.ts';

const { identity, ...endpoints } = product;

/**
 * The names by which systems, keychains and administrators know this product. A build with other names is another
 * product: it finds nothing of this one and keeps to none of its policies.
 */
export const productIdentity = identity;

/** The endpoints and client ids that were compiled in, not yet looked at. */
export const productEndpoints: unknown = endpoints;

/** The pages the window may have opened in the browser, by name; the window never names an address. */
export const helpPages: Readonly<Record<HelpPage, string>> = {
  'ask-for-pilot': 'https://www.net2phone.com/sonar-sso-pilot',
  help: 'https://www.net2phone.com/support',
  'voicemail-address': 'https://www.net2phone.com/sonar-voicemail-address',
};
