import { credentialKeysOf } from './session/credential-keys.ts';
import { createRemovals } from './session/removals.ts';
import type { SonarService } from './sonar/sonar-service.ts';
import type { Stores } from './stores.ts';

/**
 * Takes away what people have left on this computer before it became a shared one, and tells the service. What the
 * keychain does not give up now, or the service cannot be told of, stays on the list of pending removals, by names that
 * tell nothing, and is tried again at the next start.
 */
export async function forgetKept(
  stores: Stores,
  ports: {
    readonly sonar: SonarService;
    readonly isSaved: () => boolean;
    readonly now: () => number;
  },
): Promise<void> {
  const { index, choices } = stores;
  const accounts = index.list();
  const keys = accounts.flatMap(credentialKeysOf);
  for (const { identityKey } of choices.list()) choices.forget(identityKey);
  // Whoever has nothing to forget leaves the keychain alone.
  if (keys.length === 0 && index.pendingRemovals().length === 0) return;
  const removals = createRemovals({ ...ports, ...stores, onUntold: () => undefined });
  // The list of removals is written before the accounts go: without it nobody would find their credentials.
  const removed = removals.remove(keys);
  for (const { summary } of accounts) index.remove(summary.id);
  await removed;
  removals.close();
}
