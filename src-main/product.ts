import product from '../build/product.json' with { type: 'json' };

const { identity, ...endpoints } = product;

/**
 * The names by which systems, keychains and administrators know this product. A build with other names is another
 * product: it finds nothing of this one and keeps to none of its policies.
 */
export const productIdentity = identity;

/** The endpoints and client ids that were compiled in, not yet looked at. */
export const productEndpoints: unknown = endpoints;
