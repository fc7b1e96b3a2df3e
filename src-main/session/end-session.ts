import type { Failure } from '../../preload/contract.ts';
import { identityCredentialKey, sessionCredentialKey } from './credential-keys.ts';
import type { SessionPorts } from './session-ports.ts';

/**
 * Ends a session on this computer: marks it, then removes its credential, and its identity's with the last
 * session that used it, unless `keepsCredentials`. What the keychain cannot remove now is written down and tried again.
 */
export async function endSession(
  ports: Pick<SessionPorts, 'credentials' | 'index' | 'live'>,
  accountId: string,
  failure: Failure | null,
  keepsCredentials = false,
): Promise<void> {
  const account = ports.index.get(accountId);
  ports.live.replace(accountId, { view: { status: 'signed-out', failure } });
  if (account === undefined) return;
  ports.index.put({ ...account, signedIn: false, endedBy: failure?.code ?? null });
  if (keepsCredentials) return;
  const keys = [sessionCredentialKey(accountId)];
  const identityKey = account.identity?.key;
  if (identityKey !== undefined && !isIdentityUsed(ports, identityKey)) {
    keys.push(identityCredentialKey(identityKey));
  }
  await removeCredentials(ports, keys);
}

/** Removes credentials; those that could not be removed stay on the list of pending removals. */
export async function removeCredentials(
  ports: Pick<SessionPorts, 'credentials' | 'index'>,
  keys: readonly string[],
): Promise<void> {
  const pending = new Set([...ports.index.pendingRemovals(), ...keys]);
  ports.index.setPendingRemovals([...pending]);
  for (const key of pending) {
    // Whoever signed in while this waited its turn has taken the key off the list.
    if (!ports.index.pendingRemovals().includes(key)) continue;
    const removed = await ports.credentials.remove(key);
    if (removed.kind === 'done') {
      const rest = ports.index.pendingRemovals().filter((other) => other !== key);
      ports.index.setPendingRemovals(rest);
    }
  }
}

/** Whether a session uses the identity's credential, be it one that the keychain has not taken yet. */
export function isIdentityUsed(
  { index, live }: Pick<SessionPorts, 'index' | 'live'>,
  identityKey: string,
): boolean {
  return index
    .list()
    .filter(({ identity }) => identity?.key === identityKey)
    .some(({ signedIn, summary }) => signedIn || live.get(summary.id).view.status !== 'signed-out');
}
