import { LoginError, toFailure } from '../errors/login-error.ts';
import { noteEnd } from './end-attempt.ts';
import { openAccount } from './finish-sign-in.ts';
import { requireKnownPolicy } from './require-allowed-attempt.ts';
import type { SignInPorts } from './sign-in-ports.ts';

/** Signs in with the Sonar username and password, unless policy forbids it. */
export async function signInWithPassword(
  ports: SignInPorts,
  username: string,
  password: string,
): Promise<void> {
  const policy = ports.policy.current();
  requireKnownPolicy(policy);
  if (!policy.passwordAllowed) throw new LoginError('blocked-by-policy');
  ports.unsentEvidence.forget();
  const attempt = ports.attempts.start(null, { kind: 'sign-in', anotherAccount: true });
  void ports.credentials.prepare();
  const before = ports.view.get();
  ports.view.show({ kind: 'checking', provider: null });
  try {
    const session = await ports.askForSession(attempt.signal, (signal) =>
      ports.sonar.signInWithPassword(username, password, signal),
    );
    openAccount(ports, attempt, session, null);
  } catch (thrown) {
    if (!ports.attempts.isCurrent(attempt)) return;
    ports.attempts.finish(attempt);
    const failure = toFailure(thrown);
    noteEnd(ports, attempt, failure);
    if (before.kind === 'signed-in') ports.view.showHome(failure);
    else ports.view.show({ kind: 'signed-out', failure });
  }
}
