import type { CredentialStore } from './credentials/credential-store.ts';
import { createFallbackStore } from './credentials/fallback-store.ts';
import type { ChildLoss } from './credentials/keychain-child.ts';
import type { SpawnChild } from './credentials/keychain-connection.ts';
import type { LookAtKeychain } from './credentials/keychain-state.ts';
import { createKeychainStore } from './credentials/keychain-store.ts';
import { createMemoryStore } from './credentials/memory-store.ts';
import { createNamedStore, type KnownNames } from './credentials/named-store.ts';
import { createAccountIndex } from './preferences/account-preferences.ts';
import { createRememberedChoices } from './preferences/choice-preferences.ts';
import { createMemoryStorage } from './preferences/memory-storage.ts';
import type { Preferences } from './preferences/preferences.ts';
import type { AccountIndex, RememberedChoices } from './session/account-index.ts';
import { credentialKeysOf } from './session/credential-keys.ts';

/** Where sign-ins and what is known of people are kept. */
export interface Stores {
  readonly credentials: CredentialStore;
  readonly index: AccountIndex;
  readonly choices: RememberedChoices;
}

/** What the stores of a personal computer need. */
export interface StoreOptions {
  readonly preferences: Preferences;
  readonly keychainService: string;
  /** Absolute path of the built `keychain-process`. */
  readonly keychainProcess: string;
  readonly spawnChild: SpawnChild;
  readonly look: LookAtKeychain;
  readonly onChildLost: (loss: ChildLoss) => void;
}

/** The keychain and the preferences; neither is touched before its first use. */
export function createPersonalStores(options: StoreOptions): Stores {
  const { preferences, keychainService, keychainProcess, spawnChild, look, onChildLost } = options;
  const keychain = createKeychainStore({
    service: keychainService,
    profileId: preferences.profileId,
    childModule: keychainProcess,
    spawnChild,
    look,
    onChildLost,
  });
  return {
    credentials: createNamedStore(createFallbackStore(keychain), namesOnDisk(preferences)),
    index: preferences.accounts,
    choices: preferences.choices,
  };
}

/** While the disk takes changes every name gets there before its credential; else those of whom it knows as signed in. */
function namesOnDisk(preferences: Preferences): KnownNames {
  return {
    isKnown: (key) =>
      preferences.isSaved() ||
      preferences
        .accountsOnDisk()
        .some((account) => account.signedIn && credentialKeysOf(account).includes(key)),
    onAllKnown: (listener) =>
      preferences.onSavedChanged((isSaved) => {
        if (isSaved) listener();
      }),
  };
}

/** Memory only: nothing of a person outlives the app on a shared computer, not even by a crash. */
export function createSharedStores(): Stores {
  const storage = createMemoryStorage();
  return {
    credentials: createMemoryStore(),
    index: createAccountIndex(storage),
    choices: createRememberedChoices(storage),
  };
}
