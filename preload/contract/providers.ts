/** The providers in the order of their buttons, each with the name that people know it by, which no language changes. */
export const providerNames = { google: 'Google', microsoft: 'Microsoft' } as const;

/**
 * Every provider with the name that people know it by.
 * @interface
 */
export type ProviderLabels = typeof providerNames;

/** Who can say who a person is. */
export type Provider = keyof ProviderLabels;

/** The one list of the providers, which everything that is there once for each of them is made from. */
export const providers = Object.keys(providerNames) as readonly Provider[];
