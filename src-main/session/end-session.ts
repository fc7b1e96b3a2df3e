import type { Failure } from '../../preload/contract.ts';
import { identityCredentialKey, sessionCredentialKey } from './credential-keys.ts';
import type { SessionPorts } from './session-ports.ts';

/**
 * Ends a session on this computer, at once: marks it. Answers the keys of the credentials that have to go: its own, and
 * its identity's with the last session that used it.
 */
export function endSession(
  ports: Pick<SessionPorts, 'index' | 'live'>,
  accountId: string,
  failure: Failure | null,
): readonly string[] {
  const account = ports.index.get(accountId);
  ports.live.replace(accountId, { view: { status: 'signed-out', failure } });
  if (account === undefined) return [];
  ports.index.put({ ...account, signedIn: false, endedBy: failure?.code ?? null });
  const keys = [sessionCredentialKey(accountId)];
  const identityKey = account.identity?.key;
  if (identityKey !== undefined && !isIdentityUsed(ports, identityKey)) {
    keys.push(identityCredentialKey(identityKey));
  }
  return keys;
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
