import { LoginError } from '../errors/login-error.ts';
import type { Attempt, IdentityEvidence, Purpose } from './attempt.ts';
import { requireKnownPolicy } from './require-allowed-attempt.ts';
import type { SignInPorts } from './sign-in-ports.ts';

/**
 * Gives the service a fresh proof of the identity that an account was opened with. Throws `identity-mismatch` when
 * somebody else signed in at the provider; the session is untouched.
 */
export async function proveAccount(
  ports: SignInPorts,
  attempt: Attempt,
  purpose: Extract<Purpose, { kind: 'prove' }>,
  { tokens, nonceSecret }: IdentityEvidence,
): Promise<void> {
  const { identity, refreshToken } = tokens;
  const proof = { identity, nonceSecret, providerRefreshToken: refreshToken };
  await ports.sessions.prove(purpose.accountId, proof);
  if (!ports.attempts.isCurrent(attempt)) throw new LoginError('cancelled');
  ports.attempts.finish(attempt);
  ports.log({ attempt: attempt.id, provider: attempt.provider, step: 'proved', code: null });
  ports.view.showHome(null);
}

/**
 * The fresh proof of an account that was signed in with the Sonar password: signs in with it again, in place, and the
 * new session takes the place of the old one. Cannot be left on the way: the service may have opened it already.
 */
export async function proveWithPassword(
  ports: SignInPorts,
  accountId: string,
  password: string,
): Promise<void> {
  const account = ports.index.get(accountId);
  if (account === undefined) throw new LoginError('not-found');
  if (account.identity !== null) throw new LoginError('bad-request');
  const policy = ports.policy.current();
  requireKnownPolicy(policy);
  if (!policy.passwordAllowed) throw new LoginError('blocked-by-policy');
  const { generation, view } = ports.live.get(accountId);
  if (view.status === 'signed-out') throw new LoginError('session-expired');
  const { username } = account.summary;
  const { signal } = new AbortController();
  const session = await ports.sonar.signInWithPassword(username, password, signal);
  const isSame = session.account.id === accountId;
  if (!isSame || ports.live.get(accountId).generation !== generation) {
    void ports.sessions.drop(session);
    throw new LoginError(isSame ? 'session-expired' : 'identity-mismatch');
  }
  ports.sessions.replace({ session, identity: null, providerRefreshToken: null });
}
