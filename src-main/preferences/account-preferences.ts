import type { AccountIndex } from '../session/account-index.ts';
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
