import { LoginError } from '../errors/login-error.ts';
import type { SignInPorts } from './sign-in-ports.ts';

/** Makes another signed-in account the active one; needs neither network nor browser. */
export async function switchAccount(ports: SignInPorts, accountId: string): Promise<void> {
  const account = ports.index.get(accountId);
  if (account === undefined) throw new LoginError('not-found');
  const isOpen = account.signedIn || ports.live.get(accountId).view.status !== 'signed-out';
  if (!isOpen) throw new LoginError('session-expired');
  const activeId = ports.index.getActiveId();
  if (activeId !== null && activeId !== accountId) {
    await ports.guard.require({ kind: 'switch', accountId: activeId });
  }
  ports.attempts.stop();
  ports.index.put({ ...account, lastUsedAt: new Date(ports.now()).toISOString() });
  ports.index.setActiveId(accountId);
  ports.view.showHome(null);
}
