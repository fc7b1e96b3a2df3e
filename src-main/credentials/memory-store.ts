import type { CredentialStore } from './credential-store.ts';

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
