import type { KeychainTrouble } from './keychain-messages.ts';

/**
 * Words by which the three systems say "there is a keychain, but it is locked": libsecret ("locked collection",
 * "prompt dismissed"), macOS ("User interaction is not allowed", "The user name or passphrase you entered is not
 * correct", "User canceled the operation"). Everything else means that there is no keychain to talk to.
 */
const lockedWords =
  /\block(?:ed)?\b|prompt|dismissed|cancell?ed|interaction is not allowed|passphrase/i;

/** Sorts the text of a keytar error; keytar gives no codes. */
export function classifyKeychainError(text: string): KeychainTrouble {
  return lockedWords.test(text) ? 'keychain-locked' : 'credential-store-unavailable';
}

/**
 * Sorts the text of a failure to load keytar. Where the system has no libsecret there is no keychain; anything else (the
 * file is gone, cut short, or of another system) is a fault of the installation.
 */
export function classifyLoadError(text: string): KeychainTrouble {
  return text.includes('libsecret') ? 'credential-store-unavailable' : 'keychain-broken';
}
