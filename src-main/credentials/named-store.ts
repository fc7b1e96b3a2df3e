import { createEmitter } from '../common/emitter.ts';
import type { CredentialStore } from './credential-store.ts';

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
