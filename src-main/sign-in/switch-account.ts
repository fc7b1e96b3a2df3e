import { LoginError } from '../errors/login-error.ts';
import type { IndexedAccount } from '../session/account-index.ts';
import type { SignInPorts } from './sign-in-ports.ts';

/** Makes another signed-in account the active one; needs neither network nor browser. */
export async function switchAccount(ports: SignInPorts, accountId: string): Promise<void> {
  requireOpen(ports, accountId);
  const activeId = ports.index.getActiveId();
  if (activeId !== null && activeId !== accountId) {
    await ports.guard.require({ kind: 'switch', accountId: activeId });
  }
  // The softphone may have thought about it for a while, and the account may have gone meanwhile.
  const account = requireOpen(ports, accountId);
  ports.attempts.stop();
  ports.unsentEvidence.forget();
  ports.index.put({ ...account, lastUsedAt: new Date(ports.now()).toISOString() });
  ports.index.setActiveId(accountId);
  ports.view.showHome(null);
}

function requireOpen({ index, live }: SignInPorts, accountId: string): IndexedAccount {
  const account = index.get(accountId);
  if (account === undefined) throw new LoginError('not-found');
  const isOpen = account.signedIn || live.get(accountId).view.status !== 'signed-out';
  if (!isOpen) throw new LoginError('session-expired');
  return account;
}
