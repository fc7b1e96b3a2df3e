import type { PolicyDefinition } from './policy-definition.ts';
import type { LayerReading, PolicySource } from './policy-layer.ts';
import { policyPlaces, policySchema } from './policy-schema.ts';

/** The hives that hold policies, strongest first. */
export type RegistryHive = 'HKLM' | 'HKCU';

/** The registry, as far as policies need it. */
export interface RegistryReader {
  /** All values of a key by name: DWORD and QWORD as number, SZ as text, MULTI_SZ as list; null when there is no such key. */
  readValues(hive: RegistryHive, path: string): Readonly<Record<string, unknown>> | null;
}

const hives = [
  { hive: 'HKLM', scope: 'machine' },
  { hive: 'HKCU', scope: 'user' },
] as const;

const definitions: readonly PolicyDefinition[] = policySchema;
const definitionByName = new Map(
  definitions.map((definition) => [definition.key.toLowerCase(), definition]),
);

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
        if (enforced === null && defaults === null) return [];
        const values = { enforced: fromRegistry(enforced), default: fromRegistry(defaults) };
        return [{ status: 'read', layer: { where, scope, values } }];
      } catch {
        return [{ status: 'failed', where, reason: 'unreadable' }];
      }
    });
  }

  return {
    where: hives.map(({ hive }) => `${hive}\\${policyPlaces.registryKey}`),
    read,
    watch: onSystemNews,
  };
}

/** Names of registry values know no case, and a policy of on or off is a DWORD. */
function fromRegistry(values: Readonly<Record<string, unknown>> | null): Record<string, unknown> {
  const entries = Object.entries(values ?? {}).map(([name, value]) => {
    const definition = definitionByName.get(name.toLowerCase());
    const isSwitch = definition?.type.kind === 'boolean' && (value === 0 || value === 1);
    return [definition?.key ?? name, isSwitch ? value === 1 : value] as const;
  });
  return Object.fromEntries(entries);
}
