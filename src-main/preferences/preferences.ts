import { join } from 'node:path';
import type { Locale, SettingsNotice } from '../../preload/contract/state.ts';
import { createEmitter } from '../common/emitter.ts';
import type { AccountIndex, IndexedAccount, RememberedChoices } from '../session/account-index.ts';
import { createDefaults, type DeskPreferences, type WindowBounds } from './preferences-data.ts';
import { openPreferencesStorage, type PreferencesStorage } from './preferences-storage.ts';
import { openProfileIds } from './profile-ids.ts';
import { dropKept } from './set-aside.ts';

/** What the app remembers on this computer; never a secret. Changes are seen at once and saved at once. */
export interface Preferences {
  /** Random; in front of every name in the keychain, so that two profiles never meet. */
  readonly profileId: string;
  /** Ids that this folder's profile had before its settings were lost; what was stored under them is nobody's. */
  formerProfileIds(): readonly string[];
  /** Forgets them: nothing is stored under them any more. */
  forgetFormerProfiles(): void;
  /** A UUID that names this computer to the Sonar service. */
  readonly deviceId: string;
  readonly accounts: AccountIndex;
  readonly choices: RememberedChoices;
  /** Null: the person has not chosen a language. */
  getLocale(): Locale | null;
  setLocale(locale: Locale | null): void;
  getWindowBounds(): WindowBounds | null;
  setWindowBounds(bounds: WindowBounds): void;
  getDesk(): DeskPreferences;
  setDesk(change: Partial<DeskPreferences>): void;
  /** What the person should know: a file that was mended, until dismissed; changes that are not saved, while it is so. */
  notices(): readonly SettingsNotice[];
  /** Puts away what was told of a mended file; the broken file stays beside the new one. */
  dismissMended(): void;
  /** False: the disk does not take changes; they hold until quit, and are tried again meanwhile. */
  isSaved(): boolean;
  /** Accounts that a restart would find, whatever could not be saved. */
  accountsOnDisk(): readonly IndexedAccount[];
  /** Calls `listener` when saving stops or starts to work; answers the function that stops it. */
  onSavedChanged(listener: (isSaved: boolean) => void): () => void;
  /** Removes the copies that were kept aside of broken files and of other versions: they name people. */
  dropKeptFiles(): void;
  /** Tries once more to save what could not be saved; true when all is saved. */
  flush(): boolean;
}

/** Somebody may be making room on the disk. */
const tryAgainAfterMs = 30_000;

/** Opens the preferences in `directory` (absolute; made private if need be). Never throws for what the disk does. */
export function createPreferences(options: {
  readonly directory: string;
  /** Milliseconds since 1970; names the files that are kept aside. */
  readonly now: () => number;
}): Preferences {
  const savedChanged = createEmitter<boolean>();
  let isSaved = true;
  let tryingAgain: NodeJS.Timeout | undefined;
  const profileIds = openProfileIds(options.directory, options.now);
  const storage = openPreferencesStorage({
    ...options,
    lastProfileId: () => profileIds.list().at(-1) ?? null,
    onSaved(succeeded) {
      isSaved = succeeded;
      clearInterval(tryingAgain);
      if (!succeeded) tryingAgain = setInterval(() => storage.flush(), tryAgainAfterMs).unref();
      savedChanged.emit(succeeded);
    },
  });
  const { profileId } = storage.get();
  // Before anything is stored under it. What a disk does not take now it does not take of the settings either, and then
  // nothing is stored under names that they do not know.
  profileIds.note(profileId);
  savedChanged.listen((nowSaved) => nowSaved && profileIds.note(profileId));
  return {
    profileId,
    formerProfileIds() {
      const inUse = [profileId, ...profileIds.inUseElsewhere()];
      return profileIds.list().filter((id) => !inUse.includes(id));
    },
    forgetFormerProfiles: () => profileIds.keepOnly(profileId),
    deviceId: storage.get().deviceId,
    accounts: createAccountIndex(storage),
    choices: createRememberedChoices(storage),
    getLocale: () => storage.get().locale,
    setLocale: (locale) => storage.update((data) => ({ ...data, locale })),
    getWindowBounds: () => storage.get().windowBounds,
    setWindowBounds: (windowBounds) => storage.update((data) => ({ ...data, windowBounds })),
    getDesk: () => storage.get(),
    setDesk: (change) => storage.update((data) => ({ ...data, ...change })),
    notices() {
      const { mended } = storage.get();
      return [...(isSaved ? [] : (['unsaved'] as const)), ...(mended === null ? [] : [mended])];
    },
    dismissMended: () => storage.update((data) => ({ ...data, mended: null })),
    isSaved: () => isSaved,
    accountsOnDisk: () => storage.onDisk()?.accounts ?? [],
    onSavedChanged: savedChanged.listen,
    dropKeptFiles() {
      for (const name of ['preferences.json', 'accounts-backup.json', 'profile-ids']) {
        dropKept(join(options.directory, name));
      }
    },
    flush: () => storage.flush(),
  };
}

/** The account index, kept in the preferences. */
export function createAccountIndex(storage: PreferencesStorage): AccountIndex {
  return {
    list: () => storage.get().accounts,
    get: (accountId) => storage.get().accounts.find(({ summary }) => summary.id === accountId),
    put(account, { pendingRemovals, isActive } = {}) {
      storage.update((data) => {
        const position = data.accounts.findIndex(
          ({ summary }) => summary.id === account.summary.id,
        );
        const accounts =
          position === -1 ? [...data.accounts, account] : data.accounts.with(position, account);
        return {
          ...data,
          accounts,
          activeAccountId: isActive ? account.summary.id : data.activeAccountId,
          pendingRemovals: [...(pendingRemovals ?? data.pendingRemovals)],
        };
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
