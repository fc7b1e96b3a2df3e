import type { RegistryReader } from './windows-policy-source.ts';

/** Loads the native registry library; only Windows has it, so nothing loads it anywhere else. */
export async function loadWindowsRegistry(): Promise<RegistryReader> {
  const { Access, closeKey, enumValueNames, HKCU, HKLM, openKey, queryValue } = await import(
    'native-reg'
  );
  return {
    readValues: (hive, path) => {
      const key = openKey(hive === 'HKLM' ? HKLM : HKCU, path, Access.READ);
      if (key === null) return null;
      try {
        const read = enumValueNames(key).map((name) => {
          return [name, readValue(() => queryValue(key, name))] as const;
        });
        // Null was deleted in this very moment.
        return Object.fromEntries(read.filter(([, value]) => value !== null));
      } finally {
        closeKey(key);
      }
    },
  };
}

/** A value of a type that the library does not know, or cut short, is one that cannot be used; the others are what they are. */
function readValue(query: () => unknown): unknown {
  try {
    const value = query();
    return typeof value === 'bigint' ? Number(value) : value;
  } catch {
    return undefined;
  }
}
