/** What can be learnt of the keychain without asking the person for a password. */
export type KeychainState = 'open' | 'locked' | 'absent' | 'cannot-tell';

/** Looks at the keychain quietly; never rejects. One implementation per system that has a way. */
export type LookAtKeychain = () => Promise<KeychainState>;

/** For systems without a quiet way: Windows never locks it, macOS tells only by a prompt. */
export async function lookAtNothing(): Promise<KeychainState> {
  return 'cannot-tell';
}
