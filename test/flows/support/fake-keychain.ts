import type { CredentialStore } from '../../../src-main/credentials/credential-store.ts';
import { createMemoryStore } from '../../../src-main/credentials/credential-store.ts';

/** A keychain that outlives the app, and that can be locked; stands in for the system's, which e2e tests use. */
export function createFakeKeychain() {
  const store = createMemoryStore();
  const listeners = new Set<() => void>();
  const names = new Set<string>();
  let isLocked = false;
  const credentials: CredentialStore = {
    kind: 'keychain',
    prepare: store.prepare,
    tryAgain: store.tryAgain,
    async read(key, options) {
      return isLocked ? { kind: 'cannot-tell', code: 'keychain-locked' } : store.read(key, options);
    },
    async write(key, value) {
      if (isLocked) return { kind: 'not-done', code: 'keychain-locked' };
      names.add(key);
      return store.write(key, value);
    },
    async remove(key) {
      if (isLocked) return { kind: 'not-done', code: 'keychain-locked' };
      names.delete(key);
      return store.remove(key);
    },
    onAvailable(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    settle: store.settle,
    close() {},
  };
  return {
    credentials,
    /** What lies under a name, as any program of this person can read it. */
    async peek(key: string): Promise<string | null> {
      const read = await store.read(key, { expected: false });
      return read.kind === 'found' ? read.value : null;
    },
    /** What it holds, by name. */
    names,
    lock() {
      isLocked = true;
    },
    unlock() {
      isLocked = false;
      for (const listener of listeners) listener();
    },
  };
}
