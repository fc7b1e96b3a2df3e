import { createEmitter } from '../common/emitter.ts';
import type { KeychainTrouble } from './keychain-messages.ts';

/** What a read can tell: it is there, it is certainly not there, or nobody can tell right now. */
export type CredentialRead =
  | { readonly kind: 'found'; readonly value: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'cannot-tell'; readonly code: KeychainTrouble };

/** How a `null` of the keychain is to be judged. */
interface ReadOptions {
  /** The account index knows of it: `null` is "cannot tell", never "absent". */
  readonly expected: boolean;
  /** `null` for an expected key is "absent" once a write has proved that the keychain is open. */
  readonly confirms?: boolean;
}

/** What a write or delete can tell. */
export type CredentialWrite =
  | { readonly kind: 'done' }
  | { readonly kind: 'not-done'; readonly code: KeychainTrouble };

/**
 * Where credentials are kept now. `memory`: until quit only. `broken`: until quit as well, because our own part that
 * talks to the keychain does not run.
 */
type StoreKind = 'keychain' | 'memory' | 'broken';

/**
 * Keeps refresh tokens. One queue per key; nothing waits longer than 5 s; no method rejects.
 */
export interface CredentialStore {
  /** May change while the app runs. */
  readonly kind: StoreKind;
  /** Makes ready what the next questions will need, without asking the keychain anything; ends when it is. */
  prepare(): Promise<void>;
  /** Prepares although it was given up: the person has asked for it. */
  tryAgain(): Promise<void>;
  read(key: string, options: ReadOptions): Promise<CredentialRead>;
  /** Stores the new value before the old one is dropped; a failed write leaves the old value whole. */
  write(key: string, value: string): Promise<CredentialWrite>;
  remove(key: string): Promise<CredentialWrite>;
  /** Calls `listener` when the keychain answers again after it could not; answers the function that stops it. */
  onAvailable(listener: () => void): () => void;
  /** Ends when no write or removal is under way any more that nobody waits for. */
  settle(): Promise<void>;
  /** Ends the child process, whatever it is doing. */
  close(): void;
}

/** Keeps credentials until quit only: for a shared computer, where policy wants nothing kept. */
export function createMemoryStore(): CredentialStore {
  const values = new Map<string, string>();
  return {
    kind: 'memory',
    async prepare() {},
    async tryAgain() {},
    async read(key) {
      const value = values.get(key);
      return value === undefined ? { kind: 'absent' } : { kind: 'found', value };
    },
    async write(key, value) {
      values.set(key, value);
      return { kind: 'done' };
    },
    async remove(key) {
      values.delete(key);
      return { kind: 'done' };
    },
    onAvailable: () => () => undefined,
    async settle() {},
    close: () => values.clear(),
  };
}

/** Which credentials a restart would know to look for. */
export interface KnownNames {
  isKnown(key: string): boolean;
  /** Calls `listener` when every name is known again; answers the function that stops it. */
  onAllKnown(listener: () => void): () => void;
}

/**
 * Keeps in `store` only what the settings on disk can name; the rest is held until quit and handed over when its name
 * is known. An item whose name is written nowhere could not be resumed, and neither signing out nor removing everything
 * would ever find it.
 */
export function createNamedStore(store: CredentialStore, names: KnownNames): CredentialStore {
  const held = new Map<string, string>();
  const available = createEmitter();
  let handingOver = Promise.resolve();

  async function handOver(): Promise<void> {
    const values = [...held];
    held.clear();
    await Promise.all(values.map(([key, value]) => store.write(key, value)));
    available.emit();
  }

  const stopWatching = [
    names.onAllKnown(() => {
      handingOver = handOver();
    }),
    store.onAvailable(() => {
      available.emit();
    }),
  ];

  return {
    get kind() {
      return held.size > 0 && store.kind === 'keychain' ? 'memory' : store.kind;
    },
    prepare: () => store.prepare(),
    tryAgain: () => store.tryAgain(),
    async read(key, options) {
      const value = held.get(key);
      return value === undefined ? store.read(key, options) : { kind: 'found', value };
    },
    async write(key, value) {
      if (names.isKnown(key)) {
        held.delete(key);
        return store.write(key, value);
      }
      held.set(key, value);
      return { kind: 'not-done', code: 'credential-store-unavailable' };
    },
    remove(key) {
      held.delete(key);
      return store.remove(key);
    },
    onAvailable: available.listen,
    async settle() {
      await handingOver;
      await store.settle();
    },
    close() {
      for (const stop of stopWatching) stop();
      available.clear();
      held.clear();
      store.close();
    },
  };
}
