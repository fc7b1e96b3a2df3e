/** What a read can tell: it is there, it is certainly not there, or nobody can tell right now. */
export type CredentialRead =
  | { readonly kind: 'found'; readonly value: string }
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'cannot-tell';
      readonly code: 'keychain-locked' | 'credential-store-unavailable';
    };

/** What a write or delete can tell. */
export type CredentialWrite =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'not-done';
      readonly code: 'keychain-locked' | 'credential-store-unavailable';
    };

/**
 * Keeps refresh tokens. One queue per key; nothing waits longer than 5 s; no method rejects.
 * A read of `null` by the keychain for a key that is in `expected` is "cannot tell", never "absent".
 */
export interface CredentialStore {
  /** `memory`: kept until quit only. May change from keychain to memory and back while the app runs. */
  readonly kind: 'keychain' | 'memory';
  read(key: string, options: { readonly expected: boolean }): Promise<CredentialRead>;
  /** Stores the new value before the old one is dropped; a failed write leaves the old value whole. */
  write(key: string, value: string): Promise<CredentialWrite>;
  remove(key: string): Promise<CredentialWrite>;
  /** Calls `listener` when the keychain answers again after it could not; answers the function that stops it. */
  onAvailable(listener: () => void): () => void;
  /** Ends the child process, whatever it is doing. */
  close(): void;
}
