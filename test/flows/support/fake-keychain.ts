import {
  type CredentialStore,
  createMemoryStore,
} from '../../../src-main/credentials/credential-store.ts';
import type { ChildPort } from '../../../src-main/credentials/keychain-child.ts';
import type {
  KeychainOutcome,
  KeychainRequest,
} from '../../../src-main/credentials/keychain-messages.ts';
import { createKeychainStore } from '../../../src-main/credentials/keychain-store.ts';
import { nameItem } from '../../../src-main/credentials/secret-parts.ts';

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

/** The items of a system's keychain as they lie there, and the app's own store over them. */
export interface RawKeychain {
  /** Item by name. */
  readonly items: Map<string, string>;
  /** Name of the item that holds a credential. */
  nameOf(key: string): string;
  /** What a newly started app works with. */
  openStore(): CredentialStore;
}

/** A keychain in memory below the real store, so that tests can put there what another version would have. */
export function createRawKeychain(profileId: string): RawKeychain {
  const items = new Map<string, string>();
  return {
    items,
    nameOf: (key) => nameItem(profileId, key),
    openStore: () =>
      createKeychainStore({
        service: 'Sonar Login',
        profileId,
        childModule: '',
        spawnChild: () => createPort(items),
      }),
  };
}

function createPort(items: Map<string, string>): ChildPort {
  let listener: (message: unknown) => void = () => undefined;
  return {
    postMessage(message) {
      const request = message as KeychainRequest;
      const outcome = perform(items, request);
      queueMicrotask(() => listener({ id: request.id, outcome }));
    },
    onMessage(next) {
      listener = next;
    },
    onSpawn: () => undefined,
    onExit: () => undefined,
    kill: () => undefined,
  };
}

function perform(items: Map<string, string>, request: KeychainRequest): KeychainOutcome {
  const { op, account, value = '' } = request;
  switch (op) {
    case 'load':
      return { ok: true, value: null };
    case 'get':
      return { ok: true, value: items.get(account) ?? null };
    case 'set':
      items.set(account, value);
      return { ok: true, value: null };
    case 'delete':
      return { ok: true, value: items.delete(account) };
    case 'list':
      return { ok: true, value: [...items.keys()].filter((name) => name.startsWith(account)) };
  }
}
