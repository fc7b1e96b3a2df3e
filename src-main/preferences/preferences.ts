import { join } from 'node:path';
import type { Locale } from '../../preload/contract.ts';
import type { AccountIndex, RememberedChoices } from '../session/account-index.ts';
import { createAccountIndex } from './account-preferences.ts';
import { createRememberedChoices } from './choice-preferences.ts';
import type { PreferencesNotice } from './load-preferences.ts';
import type { WindowBounds } from './preferences-data.ts';
import { openPreferencesStorage } from './preferences-storage.ts';
import { dropKept } from './set-aside.ts';

/** What the app remembers on this computer; never a secret. Changes are seen at once and saved at once. */
export interface Preferences {
  /** Random; in front of every name in the keychain, so that two profiles never meet. */
  readonly profileId: string;
  /** A UUID that names this computer to the Sonar service. */
  readonly deviceId: string;
  readonly accounts: AccountIndex;
  readonly choices: RememberedChoices;
  /** Null: the person has not chosen a language. */
  getLocale(): Locale | null;
  setLocale(locale: Locale | null): void;
  getWindowBounds(): WindowBounds | null;
  setWindowBounds(bounds: WindowBounds): void;
  isNoticeDismissed(notice: string): boolean;
  dismissNotice(notice: string): void;
  /** What was broken at start and is told once; the broken file is kept beside the new one. */
  readonly notice: PreferencesNotice | null;
  /** False: the disk does not take changes (`preferences-unsaved`); they hold until quit. */
  isSaved(): boolean;
  /** Calls `listener` when saving stops or starts to work; answers the function that stops it. */
  onSavedChanged(listener: (isSaved: boolean) => void): () => void;
  /** Removes the copies that were kept aside of broken files and of other versions: they name people. */
  dropKeptFiles(): void;
  /** Tries once more to save what could not be saved; true when all is saved. */
  flush(): boolean;
}

const maxDismissedNotices = 200;

/** Opens the preferences in `directory` (absolute; made private if need be). Never throws for what the disk does. */
export function createPreferences(options: {
  readonly directory: string;
  /** Milliseconds since 1970; names the files that are kept aside. */
  readonly now: () => number;
}): Preferences {
  const listeners = new Set<(isSaved: boolean) => void>();
  let isSaved = true;
  const storage = openPreferencesStorage({
    ...options,
    onSaved(succeeded) {
      isSaved = succeeded;
      for (const listener of [...listeners]) listener(succeeded);
    },
  });
  return {
    profileId: storage.get().profileId,
    deviceId: storage.get().deviceId,
    accounts: createAccountIndex(storage),
    choices: createRememberedChoices(storage),
    getLocale: () => storage.get().locale,
    setLocale: (locale) => storage.update((data) => ({ ...data, locale })),
    getWindowBounds: () => storage.get().windowBounds,
    setWindowBounds: (windowBounds) => storage.update((data) => ({ ...data, windowBounds })),
    isNoticeDismissed: (notice) => storage.get().dismissedNotices.includes(notice),
    dismissNotice(notice) {
      storage.update((data) => ({
        ...data,
        dismissedNotices: [
          ...data.dismissedNotices.filter((other) => other !== notice),
          notice,
        ].slice(-maxDismissedNotices),
      }));
    },
    notice: storage.notice,
    isSaved: () => isSaved,
    onSavedChanged(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    dropKeptFiles() {
      for (const name of ['preferences', 'accounts-backup']) {
        dropKept(join(options.directory, `${name}.json`));
      }
    },
    flush: () => storage.flush(),
  };
}
