import type { ErrorCode } from '../../preload/contract.ts';
import type { AccountIndex } from './account-index.ts';
import { identityCredentialKey, sessionCredentialKey } from './credential-keys.ts';
import type { SessionPorts } from './session-ports.ts';

/**
 * Ends a session on this computer: marks it, then removes its credential, and its identity's with the last
 * session that used it, unless `keepsCredentials`. What the keychain cannot remove now is written down and tried again.
 */
export async function endSession(
  ports: SessionPorts,
  accountId: string,
  endedBy: ErrorCode | null,
  keepsCredentials = false,
): Promise<void> {
  const account = ports.index.get(accountId);
  const failure = endedBy === null ? null : { code: endedBy };
  ports.live.replace(accountId, { view: { status: 'signed-out', failure } });
  if (account === undefined) return;
  ports.index.put({ ...account, signedIn: false, endedBy });
  if (keepsCredentials) return;
  const keys = [sessionCredentialKey(accountId)];
  const identityKey = account.identity?.key;
  if (identityKey !== undefined && !isIdentityUsed(ports.index, identityKey)) {
    keys.push(identityCredentialKey(identityKey));
  }
  await removeCredentials(ports, keys);
}

/** Removes credentials; those that could not be removed stay on the list of pending removals. */
export async function removeCredentials(
  ports: SessionPorts,
  keys: readonly string[],
): Promise<void> {
  const pending = new Set([...ports.index.pendingRemovals(), ...keys]);
  ports.index.setPendingRemovals([...pending]);
  for (const key of pending) {
    const removed = await ports.credentials.remove(key);
    if (removed.kind === 'done') {
      const rest = ports.index.pendingRemovals().filter((other) => other !== key);
      ports.index.setPendingRemovals(rest);
    }
  }
}

function isIdentityUsed(index: AccountIndex, identityKey: string): boolean {
  return index.list().some((other) => other.signedIn && other.identity?.key === identityKey);
}
