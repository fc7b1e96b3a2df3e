import { identityCredentialKey, sessionCredentialKey } from './session/credential-keys.ts';
import { removeCredentials } from './session/end-session.ts';
import type { Stores } from './stores.ts';

/**
 * Takes away what people have left on this computer before it became a shared one. What the keychain does not give up
 * now stays on the list of pending removals, by names that tell nothing, and is tried again at the next start.
 */
export async function forgetKept({ index, choices, credentials }: Stores): Promise<void> {
  const accounts = index.list();
  const keys = accounts.flatMap(({ summary, identity }) => [
    sessionCredentialKey(summary.id),
    ...(identity === null ? [] : [identityCredentialKey(identity.key)]),
  ]);
  for (const { identityKey } of choices.list()) choices.forget(identityKey);
  // Whoever has nothing to forget leaves the keychain alone.
  if (keys.length === 0 && index.pendingRemovals().length === 0) return;
  // The list of removals is written before the accounts go: without it nobody would find their credentials.
  const removed = removeCredentials({ index, credentials }, keys);
  for (const { summary } of accounts) index.remove(summary.id);
  await removed;
}
