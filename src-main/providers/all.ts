import { type Provider, providers } from '../../preload/contract/providers.ts';
import type { IdentityProvider, ProviderDefinition, ProviderSurroundings } from './definition.ts';
import { google } from './google.ts';
import { microsoft } from './microsoft.ts';

/** The definition of each provider; one that the contract names and that is not here does not compile. */
export const definitions = { google, microsoft } as const satisfies {
  readonly [Name in Provider]: ProviderDefinition & { readonly name: Name };
};

/** What the configuration says of each provider. */
export type ProviderSettings = {
  readonly [Name in Provider]: ReturnType<(typeof definitions)[Name]['settings']['parse']>;
};

/** The schema of that part of the configuration. */
export const providerSettings = forEachProvider((name) => definitions[name].settings) as {
  readonly [Name in Provider]: (typeof definitions)[Name]['settings'];
};

/** Makes every provider. */
export function createProviders(
  settings: ProviderSettings,
  surroundings: ProviderSurroundings,
): Readonly<Record<Provider, IdentityProvider>> {
  return forEachProvider((name) => {
    const definition: ProviderDefinition = definitions[name];
    return definition.create({ ...settings[name], ...surroundings });
  });
}

/** Where each of them ends its session in the browser. */
export function readSignOutAddresses(
  settings: ProviderSettings,
): Readonly<Record<Provider, string>> {
  return forEachProvider((name) => {
    const definition: ProviderDefinition = definitions[name];
    return definition.signOutAddress(settings[name]);
  });
}

/** One value for each provider, in the order of the list. */
export function forEachProvider<Value>(
  make: (name: Provider) => Value,
): Readonly<Record<Provider, Value>> {
  return Object.fromEntries(providers.map((name) => [name, make(name)])) as Record<Provider, Value>;
}
