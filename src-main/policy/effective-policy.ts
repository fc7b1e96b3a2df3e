import type { Locale, Provider } from '../../preload/contract.ts';

/** The policy in force: what an administrator has set, defaults for the rest. Every value is already within bounds. */
export interface EffectivePolicy {
  readonly allowedProviders: readonly Provider[];
  /** Lower-case tenant ids; empty: any. */
  readonly allowedMicrosoftTenants: readonly string[];
  /** Lower-case DNS domains of Google Workspace; empty: any. */
  readonly allowedGoogleDomains: readonly string[];
  readonly passwordAllowed: boolean;
  readonly linkingAllowed: boolean;
  readonly rememberAllowed: boolean;
  /** E-mail address or domain to suggest to the provider; empty: none. */
  readonly accountHint: string;
  /** False: a shared computer. Nothing is kept after quit, lock or idle time, and the provider asks for the password. */
  readonly keepSignedIn: boolean;
  /** Minutes without input after which a shared computer signs out; 0: never. */
  readonly idleMinutes: number;
  /** Hours after which a session ends whatever happens; 0: never. */
  readonly maxSessionHours: number;
  /** Hours between two confirmations by the provider. */
  readonly reverifyHours: number;
  /** First and last port for the loopback redirect; both 0: any free port. */
  readonly callbackPorts: { readonly first: number; readonly last: number };
  /** Https origin of the Sonar service; empty: the compiled-in one. */
  readonly sonarBaseUrl: string;
  readonly diagnosticsAllowed: boolean;
  readonly proxyMode: 'system' | 'direct';
  readonly locales: readonly Locale[];
  readonly updateChannel: 'latest' | 'beta' | 'off';
}

/** Reads the policy in force and tells of changes; built once, passed to whoever needs it. */
export interface PolicyReader {
  current(): EffectivePolicy;
  /** Calls `listener` after each change; answers the function that stops it. */
  onChange(listener: (policy: EffectivePolicy) => void): () => void;
}
