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
        const entries = enumValueNames(key).map((name) => {
          const value = queryValue(key, name);
          return [name, typeof value === 'bigint' ? Number(value) : value] as const;
        });
        return Object.fromEntries(entries);
      } finally {
        closeKey(key);
      }
    },
  };
}
