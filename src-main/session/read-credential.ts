import type { CredentialStore } from '../credentials/credential-store.ts';
import { LoginError } from '../errors/login-error.ts';

/**
 * The keychain is open and has no credential that this version can read. What lies there instead, perhaps written by a
 * newer version, stays until the person signs in again or out.
 */
export class UnreadableCredential extends LoginError {
  constructor() {
    super('session-expired');
  }
}

/**
 * Reads a credential that the account index says is there; null when the keychain says for certain that it is not.
 * Throws `keychain-locked` or `credential-store-unavailable` when nobody can tell, which never ends a session.
 */
export async function readCredential(store: CredentialStore, key: string): Promise<string | null> {
  const read = await store.read(key, { expected: true });
  switch (read.kind) {
    case 'found':
      return read.value;
    case 'absent':
      return null;
    case 'cannot-tell':
      throw new LoginError(read.code);
  }
}
