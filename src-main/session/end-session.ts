import type { Failure } from '../../preload/contract.ts';
import { identityCredentialKey, sessionCredentialKey } from './credential-keys.ts';
import type { SessionPorts } from './session-ports.ts';

/**
 * Ends a session on this computer, at once: marks it. Answers the keys of the credentials that have to go: its own, and
 * its identity's with the last session that used it. `removes`: the same write puts them on the list of pending
 * removals, so that an app that is killed now finds them again.
 */
export function endSession(
  ports: Pick<SessionPorts, 'index' | 'live'>,
  accountId: string,
  failure: Failure | null,
  { removes }: { readonly removes: boolean },
): readonly string[] {
  const account = ports.index.get(accountId);
  ports.live.replace(accountId, { view: { status: 'signed-out', failure } });
  if (account === undefined) return [];
  const keys = ownKeys(ports, accountId, account.identity?.key ?? null);
  const ended = { ...account, signedIn: false, endedBy: failure?.code ?? null };
  if (removes) ports.index.put(ended, union(ports.index.pendingRemovals(), keys));
  else ports.index.put(ended);
  return keys;
}

/** The keys of the credentials that go with an account's session: no other session uses them. */
export function ownKeys(
  ports: Pick<SessionPorts, 'index' | 'live'>,
  accountId: string,
  identityKey: string | null,
): readonly string[] {
  const key = sessionCredentialKey(accountId);
  return identityKey === null || isIdentityUsed(ports, identityKey, accountId)
    ? [key]
    : [key, identityCredentialKey(identityKey)];
}

/** Two lists in one, without doubles. */
export function union(left: readonly string[], right: readonly string[]): readonly string[] {
  return [...new Set([...left, ...right])];
}

/** Whether a session uses the identity's credential, be it one that the keychain has not taken yet; `except`: an account. */
export function isIdentityUsed(
  { index, live }: Pick<SessionPorts, 'index' | 'live'>,
  identityKey: string,
  except: string | null = null,
): boolean {
  return index
    .list()
    .filter(({ identity, summary }) => identity?.key === identityKey && summary.id !== except)
    .some(({ signedIn, summary }) => signedIn || live.get(summary.id).view.status !== 'signed-out');
}
