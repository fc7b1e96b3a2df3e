import { createEmitter } from '../common/emitter.ts';
import type { CredentialStore, CredentialWrite } from './credential-store.ts';
import { isStorable } from './secret-parts.ts';

/** What the keychain has not taken yet; `value` null is a removal. */
interface Pending {
  readonly value: string | null;
  hasFailed: boolean;
}

/**
 * The credential store of the app: the keychain, and memory for what it could not take. A write or removal that
 * answers `not-done` holds for this run all the same, is in force for reads at once, and goes to the keychain as soon
 * as that answers again; never to a disk. `kind` is not `keychain` while that does not answer or has not taken all.
 */
export function createFallbackStore(keychain: CredentialStore): CredentialStore {
  const pending = new Map<string, Pending>();
  const available = createEmitter();

  async function attempt(key: string, change: Pending): Promise<CredentialWrite> {
    const result =
      change.value === null ? await keychain.remove(key) : await keychain.write(key, change.value);
    change.hasFailed = result.kind === 'not-done';
    if (result.kind === 'done' && pending.get(key) === change) pending.delete(key);
    return result;
  }

  function put(key: string, value: string | null): Promise<CredentialWrite> {
    const change: Pending = { value, hasFailed: false };
    pending.set(key, change);
    return attempt(key, change);
  }

  async function catchUp(): Promise<void> {
    for (const [key, change] of [...pending]) {
      if (pending.get(key) !== change) continue;
      const result = await attempt(key, change);
      // The keychain is watched again and will call once more.
      if (result.kind === 'not-done') return;
    }
    available.emit();
  }

  let catchingUp = Promise.resolve();
  const stopWatching = keychain.onAvailable(() => {
    catchingUp = catchUp();
  });

  return {
    get kind() {
      const holdsBack = [...pending.values()].some((change) => change.hasFailed);
      return holdsBack && keychain.kind === 'keychain' ? 'memory' : keychain.kind;
    },
    prepare: () => keychain.prepare(),
    tryAgain: () => keychain.tryAgain(),
    async read(key, options) {
      const change = pending.get(key);
      if (change) {
        return change.value === null ? { kind: 'absent' } : { kind: 'found', value: change.value };
      }
      return keychain.read(key, options);
    },
    async write(key, value) {
      return isStorable(value)
        ? put(key, value)
        : { kind: 'not-done', code: 'credential-store-unavailable' };
    },
    remove: (key) => put(key, null),
    onAvailable: available.listen,
    async settle() {
      let seen: Promise<void>;
      // A late write shows that the keychain answers again, whereupon the rest is handed over.
      do {
        seen = catchingUp;
        await keychain.settle();
        await seen;
      } while (seen !== catchingUp);
    },
    close() {
      stopWatching();
      available.clear();
      pending.clear();
      keychain.close();
    },
  };
}
