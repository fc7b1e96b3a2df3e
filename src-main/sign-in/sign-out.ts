import { LoginError } from '../errors/login-error.ts';
import { callAsAccount } from '../session/call-as-account.ts';
import type { SignInPorts } from './sign-in-ports.ts';

/**
 * Signs one account out on this computer: always here, and at the service when it can be reached.
 * The provider's consent is left alone: revoking it would sign the person out everywhere.
 */
export async function signOut(ports: SignInPorts, accountId: string): Promise<void> {
  const ended = await beginSignOut(ports, accountId);
  ports.view.showHome(null);
  await ended();
}

/** Signs out, forgets the account, whatever choice leads to it, and what still names it. */
export async function removeAccount(ports: SignInPorts, accountId: string): Promise<void> {
  const ended = await beginSignOut(ports, accountId);
  for (const { identityKey, choice } of ports.choices.list()) {
    if (choice.account?.id === accountId) ports.choices.forget(identityKey);
  }
  ports.index.remove(accountId);
  ports.dropKeptFiles();
  ports.view.showHome(null);
  await ended();
}

/** Ends every session of the account, on all devices. Throws when the service did not confirm it: then nothing ended. */
export async function signOutEverywhere(ports: SignInPorts, accountId: string): Promise<void> {
  await ports.guard.require({ kind: 'sign-out', accountId });
  await callAsAccount(ports.sessions, accountId, ports.sonar.signOutEverywhere);
  leaveAttempt(ports);
  const ended = ports.sessions.end(accountId, null);
  ports.view.showHome(null);
  await ended;
}

/** Ends the session if nobody objects; the function it answers waits for service and keychain, which the window does not. */
async function beginSignOut(ports: SignInPorts, accountId: string): Promise<() => Promise<void>> {
  await ports.guard.require({ kind: 'sign-out', accountId });
  if (ports.index.get(accountId) === undefined) throw new LoginError('not-found');
  leaveAttempt(ports);
  const ended = ports.sessions.signOut(accountId);
  return () => ended;
}

/** Whoever leaves leaves an attempt too, and what was proved for it must not open anything for who comes next. */
function leaveAttempt({ attempts, unsentEvidence }: SignInPorts): void {
  attempts.stop();
  unsentEvidence.forget();
}

/** Notes that the service could not be told of a sign-out yet. */
export function noteUntold({ log }: Pick<SignInPorts, 'log'>): void {
  log({ attempt: '', provider: null, step: 'ended', code: 'account-service-unreachable' });
}
