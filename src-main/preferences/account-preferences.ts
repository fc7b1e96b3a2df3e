import type { AccountIndex, RememberedChoices } from '../session/account-index.ts';
import { createDefaults } from './preferences-data.ts';
import type { PreferencesStorage } from './preferences-storage.ts';

/** The account index, kept in the preferences. */
export function createAccountIndex(storage: PreferencesStorage): AccountIndex {
  return {
    list: () => storage.get().accounts,
    get: (accountId) => storage.get().accounts.find(({ summary }) => summary.id === accountId),
    put(account, pendingRemovals) {
      storage.update((data) => {
        const position = data.accounts.findIndex(
          ({ summary }) => summary.id === account.summary.id,
        );
        const accounts =
          position === -1 ? [...data.accounts, account] : data.accounts.with(position, account);
        return { ...data, accounts, pendingRemovals: pendingRemovals ?? data.pendingRemovals };
      });
    },
    remove(accountId) {
      storage.update((data) => ({
        ...data,
        accounts: data.accounts.filter(({ summary }) => summary.id !== accountId),
        activeAccountId: data.activeAccountId === accountId ? null : data.activeAccountId,
      }));
    },
    getActiveId: () => storage.get().activeAccountId,
    setActiveId: (accountId) => storage.update((data) => ({ ...data, activeAccountId: accountId })),
    pendingRemovals: () => storage.get().pendingRemovals,
    setPendingRemovals: (keys) =>
      storage.update((data) => ({ ...data, pendingRemovals: [...keys] })),
  };
}

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
