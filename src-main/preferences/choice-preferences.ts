import type { RememberedChoices } from '../session/account-index.ts';
import type { PreferencesStorage } from './preferences-storage.ts';

/** The remembered choices, kept in the preferences; the latest last. */
export function createRememberedChoices(storage: PreferencesStorage): RememberedChoices {
  return {
    list: () =>
      storage.get().choices.map(({ identityKey, label, account }) => ({
        identityKey,
        choice: { label, account },
      })),
    get(identityKey) {
      const found = storage.get().choices.find((choice) => choice.identityKey === identityKey);
      return found && { label: found.label, account: found.account };
    },
    set(identityKey, { label, account }) {
      storage.update((data) => ({
        ...data,
        choices: [
          ...data.choices.filter((choice) => choice.identityKey !== identityKey),
          { identityKey, label, account },
        ],
      }));
    },
    forget(identityKey) {
      storage.update((data) => ({
        ...data,
        choices: data.choices.filter((choice) => choice.identityKey !== identityKey),
      }));
    },
  };
}
