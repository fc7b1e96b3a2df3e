import {
  type CredentialStore,
  createMemoryStore,
  createNamedStore,
  type KnownNames,
} from './credentials/credential-store.ts';
import { createFallbackStore } from './credentials/fallback-store.ts';
import type { ChildLoss } from './credentials/keychain-child.ts';
import type { SpawnChild } from './credentials/keychain-connection.ts';
import { type Sweep, type SweepOptions, sweepKeychain } from './credentials/keychain-leftovers.ts';
import type { LookAtKeychain } from './credentials/keychain-state.ts';
import { createKeychainStore } from './credentials/keychain-store.ts';
import {
  createAccountIndex,
  createMemoryStorage,
  createRememberedChoices,
  type Preferences,
} from './preferences/preferences.ts';
import type { AccountIndex, RememberedChoices } from './session/account-index.ts';
import { createRemovals } from './session/removals.ts';
import { credentialKeysOf } from './session/session-credential.ts';
import type { SonarService } from './sonar/sonar-service.ts';

/** The keychain of this computer; not touched before the first question. */
export interface Keychain {
  /** What the settings folder of this id keeps there. */
  openStore(profileId: string, onChildLost: (loss: ChildLoss) => void): CredentialStore;
  sweep(what: Omit<SweepOptions, 'service' | 'childModule' | 'spawnChild'>): Promise<Sweep>;
}

/** The system's keychain, through a process of its own. */
export function createSystemKeychain(options: {
  /** The name under which the system lists the items. */
  readonly service: string;
  /** Absolute path of the built `keychain-process`. */
  readonly childModule: string;
  readonly spawnChild: SpawnChild;
  readonly look: LookAtKeychain;
}): Keychain {
  const { look, ...access } = options;
  return {
    openStore: (profileId, onChildLost) =>
      createKeychainStore({ ...access, profileId, look, onChildLost }),
    sweep: (what) => sweepKeychain({ ...access, ...what }),
  };
}

/** Where sign-ins and what is known of people are kept. */
export interface Stores {
  readonly credentials: CredentialStore;
  readonly index: AccountIndex;
  readonly choices: RememberedChoices;
}

/** The keychain and the preferences; neither is touched before its first use. */
export function createPersonalStores(
  keychain: Pick<Keychain, 'openStore'>,
  preferences: Preferences,
  onChildLost: (loss: ChildLoss) => void,
): Stores {
  const kept = createFallbackStore(keychain.openStore(preferences.profileId, onChildLost));
  return {
    credentials: createNamedStore(kept, namesOnDisk(preferences)),
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

/**
 * Takes away what people have left on this computer before it became a shared one, and tells the service. What the
 * keychain does not give up now, or the service cannot be told of, stays on the list of pending removals, by names that
 * tell nothing, and is tried again at the next start.
 */
export async function forgetKept(
  stores: Stores,
  ports: {
    readonly sonar: SonarService;
    readonly isSaved: () => boolean;
    readonly now: () => number;
  },
): Promise<void> {
  const { index, choices } = stores;
  const accounts = index.list();
  const keys = accounts.flatMap(credentialKeysOf);
  for (const { identityKey } of choices.list()) choices.forget(identityKey);
  // The keychain is left alone when there is nothing to forget.
  if (keys.length === 0 && index.pendingRemovals().length === 0) return;
  const removals = createRemovals({ ...ports, ...stores, onUntold: () => undefined });
  // The list of removals is written before the accounts go: without it nobody would find their credentials.
  const removed = removals.remove(keys);
  for (const { summary } of accounts) index.remove(summary.id);
  await removed;
  removals.close();
}
