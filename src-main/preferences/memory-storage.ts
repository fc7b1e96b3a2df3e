import { createDefaults } from './preferences-data.ts';
import type { PreferencesStorage } from './preferences-storage.ts';

/** Preferences that never reach a disk: what a shared computer knows of people until the app ends. */
export function createMemoryStorage(): PreferencesStorage {
  let data = createDefaults();
  return {
    get: () => data,
    update(change) {
      data = change(data);
    },
    flush: () => true,
    notice: null,
  };
}
