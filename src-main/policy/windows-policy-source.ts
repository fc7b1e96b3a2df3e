import { emptyReading, type LayerReading, type PolicySource } from './policy-layer.ts';
import { policyPlaces } from './policy-schema.ts';

/** The hives that hold policies, strongest first. */
export type RegistryHive = 'HKLM' | 'HKCU';

/** The registry, as far as policies need it. */
export interface RegistryReader {
  /** All values of a key by name: DWORD and QWORD as number (names know no case), SZ as text, MULTI_SZ as list, undefined for one that no key can take; null when there is no such key. */
  readValues(hive: RegistryHive, path: string): Readonly<Record<string, unknown>> | null;
}

const hives = [
  { hive: 'HKLM', scope: 'machine' },
  { hive: 'HKCU', scope: 'user' },
] as const;

/**
 * Windows: the policy key in `HKLM` before `HKCU`, level *default* in its subkey `Defaults`. Both lie where only
 * administrators may write. `onSystemNews` tells when Group Policy was applied or the window came to the front.
 */
export function createWindowsPolicySource(options: {
  readonly registry: RegistryReader;
  readonly onSystemNews: (listener: () => void) => () => void;
}): PolicySource {
  const { registry, onSystemNews } = options;

  function read(): readonly LayerReading[] {
    return hives.flatMap(({ hive, scope }): readonly LayerReading[] => {
      const where = `${hive}\\${policyPlaces.registryKey}`;
      try {
        const enforced = registry.readValues(hive, policyPlaces.registryKey);
        const defaults = registry.readValues(hive, policyPlaces.registryDefaultsKey);
        if (enforced === null && defaults === null) return [emptyReading(where, scope)];
        const values = { enforced: enforced ?? {}, default: defaults ?? {} };
        return [{ status: 'read', layer: { where, scope, values } }];
      } catch {
        return [{ status: 'failed', where, scope, reason: 'unreadable' }];
      }
    });
  }

  return {
    kind: 'registry',
    where: hives.map(({ hive }) => `${hive}\\${policyPlaces.registryKey}`),
    scopeOf: (where) => (where.startsWith('HKLM') ? 'machine' : 'user'),
    read,
    watch: onSystemNews,
  };
}

/** What is used of the library that reads the registry. */
export type RegistryLibrary = Pick<
  typeof import('native-reg'),
  | 'Access'
  | 'HKCU'
  | 'HKLM'
  | 'ValueType'
  | 'closeKey'
  | 'enumValueNames'
  | 'openKey'
  | 'parseValue'
  | 'queryValueRaw'
>;

/** Loads the native registry library; only Windows has it, so nothing loads it anywhere else. */
export async function loadWindowsRegistry(): Promise<RegistryReader> {
  return createRegistryReader(await import('native-reg'));
}

/** Reads the registry by a library. */
export function createRegistryReader(library: RegistryLibrary): RegistryReader {
  const { Access, closeKey, enumValueNames, HKCU, HKLM, openKey, parseValue, queryValueRaw } =
    library;
  const { SZ, EXPAND_SZ, MULTI_SZ, DWORD, DWORD_BIG_ENDIAN, QWORD } = library.ValueType;

  /** Whether a value is what its type says: the library reads the beginning of one that is too long, or cut in a letter. */
  function isWhole(stored: Buffer & { readonly type: number }): boolean {
    switch (stored.type) {
      case DWORD:
      case DWORD_BIG_ENDIAN:
        return stored.length === 4;
      case QWORD:
        return stored.length === 8;
      case SZ:
      case MULTI_SZ:
        return stored.length % 2 === 0;
      case EXPAND_SZ:
        // A variable would be the person's to set.
        return stored.length % 2 === 0 && !stored.toString('utf16le').includes('%');
      default:
        return false;
    }
  }

  /** Null: there is no such value (any more). Undefined: one that no key can take; the others are what they are. */
  function readValue(key: ReturnType<typeof openKey>, name: string): unknown {
    try {
      const stored = key === null ? null : queryValueRaw(key, name);
      if (stored === null) return null;
      if (!isWhole(stored)) return undefined;
      const value = parseValue(stored);
      return typeof value === 'bigint' ? Number(value) : value;
    } catch {
      return undefined;
    }
  }

  return {
    readValues: (hive, path) => {
      const key = openKey(hive === 'HKLM' ? HKLM : HKCU, path, Access.READ);
      if (key === null) return null;
      try {
        const read = enumValueNames(key).map((name) => {
          return [name, readValue(key, name)] as const;
        });
        // Null was deleted in this very moment.
        return Object.fromEntries(read.filter(([, value]) => value !== null));
      } finally {
        closeKey(key);
      }
    },
  };
}
