import { LoginError } from '../errors/login-error.ts';
import { callAsAccount } from '../session/call-as-account.ts';
import type { SignInPorts } from './sign-in-ports.ts';

/**
 * Signs one account out on this computer: always here, and at the service when it can be reached.
 * The provider's consent is left alone: revoking it would sign the person out everywhere.
 */
export async function signOut(ports: SignInPorts, accountId: string): Promise<void> {
  await ports.guard.require({ kind: 'sign-out', accountId });
  if (ports.index.get(accountId) === undefined) throw new LoginError('not-found');
  // What the provider proved for somebody who then left must not open anything for whoever comes next.
  ports.unsentEvidence.forget();
  await ports.sessions.signOut(accountId, () => noteUntold(ports));
  ports.view.showHome(null);
}

/** Signs out, forgets the account and whatever choice leads to it. */
export async function removeAccount(ports: SignInPorts, accountId: string): Promise<void> {
  await signOut(ports, accountId);
  for (const { identityKey, choice } of ports.choices.list()) {
    if (choice.account?.id === accountId) ports.choices.forget(identityKey);
  }
  ports.index.remove(accountId);
  ports.view.showHome(null);
}

/** Ends every session of the account, on all devices. Throws when the service did not confirm it: then nothing ended. */
export async function signOutEverywhere(ports: SignInPorts, accountId: string): Promise<void> {
  await ports.guard.require({ kind: 'sign-out', accountId });
  await callAsAccount(ports.sessions, accountId, ports.sonar.signOutEverywhere);
  await ports.sessions.end(accountId, null);
  ports.view.showHome(null);
}

/** Notes that the service could not be told of a sign-out: the session runs out there by itself. */
export function noteUntold({ log }: Pick<SignInPorts, 'log'>): void {
  log({ attempt: '', provider: null, step: 'ended', code: 'account-service-unreachable' });
}
