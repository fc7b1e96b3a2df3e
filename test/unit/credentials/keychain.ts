import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Keyring } from '../../../services/desktop/keyring.ts';
import type { CredentialStore } from '../../../src-main/credentials/credential-store.ts';
import {
  createKeychainConnection,
  type KeychainConnection,
  type SpawnChild,
} from '../../../src-main/credentials/keychain-connection.ts';
import { createLinuxKeychainLook } from '../../../src-main/credentials/keychain-state.ts';
import {
  createKeychainStore,
  type KeychainStoreOptions,
} from '../../../src-main/credentials/keychain-store.ts';
import { readKeyringItems } from '../../support/keyring.ts';
import { createForkSpawner } from '../../support/processes.ts';

export const childModule = fileURLToPath(
  new URL('../../../src-main/credentials/keychain-process.ts', import.meta.url),
);

/** Generous enough for a loaded machine: nothing that works may run into it. */
export const patientMs = 60_000;

/** A keychain service name of its own for each test, so that tests share one keyring. */
export function nameService(): string {
  return `Sonar Login test ${randomBytes(6).toString('hex')}`;
}

export interface TestStore {
  readonly store: CredentialStore;
  /** Process ids of the children, in the order they were started. */
  readonly children: readonly number[];
  readonly service: string;
}

/** A store over the real child process and the given keyring. */
export function openStore(
  keyring: { readonly env: Readonly<Record<string, string>> },
  options: Partial<KeychainStoreOptions> & { readonly spawnChild?: SpawnChild } = {},
): TestStore {
  const children: number[] = [];
  const service = options.service ?? nameService();
  const store = createKeychainStore({
    service,
    profileId: 'profile',
    childModule,
    spawnChild: createForkSpawner(keyring.env, (pid) => children.push(pid)),
    look: createLinuxKeychainLook({ ...process.env, ...keyring.env }),
    waitMs: patientMs,
    lateAnswerMs: patientMs,
    idleMs: patientMs,
    lookEveryMs: 50,
    ...options,
  });
  return { store, children, service };
}

/** The line to the keychain below the store, to put there what a store would not. */
export function openConnection(keyring: Keyring, service: string): KeychainConnection {
  return createKeychainConnection({
    service,
    childModule,
    spawnChild: createForkSpawner(keyring.env),
    lateAnswerMs: patientMs,
    idleMs: patientMs,
    onChildLost: () => undefined,
  });
}

/** Names of all items of a service, as another program of the same person sees them. */
export async function listItems(keyring: Keyring, service: string): Promise<readonly string[]> {
  const items = await readKeyringItems(keyring.env.DBUS_SESSION_BUS_ADDRESS, service);
  return items.map(({ account }) => account ?? '');
}
