import { createDefaults } from './preferences-data.ts';
import type { PreferencesStorage } from './preferences-storage.ts';

/** Preferences that end with the app: for a shared computer, where nothing of a person may stay. */
export function createMemoryStorage(): PreferencesStorage {
  let data = createDefaults();
  return {
    get: () => data,
    update(change) {
      data = change(data);
    },
    onDisk: () => null,
    flush: () => true,
  };
}
