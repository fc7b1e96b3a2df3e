/** What the main process and the keychain's child process say to each other. */

/** The four things that keytar can do for us, `list` answering names only; and `load`, which only makes it ready. */
export type KeychainOperation = 'get' | 'set' | 'delete' | 'list' | 'load';

/** One question; `account` is the item's name, for `list` the start of the names wanted. */
export interface KeychainRequest {
  readonly id: number;
  readonly op: KeychainOperation;
  readonly service: string;
  readonly account: string;
  /** For `set` only; never in arguments or environment. */
  readonly value?: string;
}

/**
 * Why the keychain did not do it; the library's own text stays in the child process. `keychain-broken`: it was not even
 * asked, because our own part that talks to it does not run.
 */
export type KeychainTrouble =
  | 'keychain-locked'
  | 'credential-store-unavailable'
  | 'keychain-broken';

/** What came of one question. `value` is the secret or null for `get`, whether it was there for `delete`, names for `list`. */
export type KeychainOutcome =
  | { readonly ok: true; readonly value: string | boolean | readonly string[] | null }
  | { readonly ok: false; readonly code: KeychainTrouble };

/** One answer, under the id of its question. */
export interface KeychainAnswer {
  readonly id: number;
  readonly outcome: KeychainOutcome;
}

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
