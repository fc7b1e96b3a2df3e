import { LoginError } from '../errors/login-error.ts';
import { requireSameIdentity } from '../session/require-same-identity.ts';
import type { Attempt, IdentityEvidence, Purpose } from './attempt.ts';
import { openAccount } from './finish-sign-in.ts';
import type { SignInPorts } from './sign-in-ports.ts';

/**
 * Opens one known account again with its own identity: "Confirm with …" and "Continue as …".
 * Throws `identity-mismatch` when somebody else signed in at the provider, `not-in-offer` when the identity no
 * longer opens the account; a running session is untouched by both.
 */
export async function confirmAccount(
  ports: SignInPorts,
  attempt: Attempt,
  purpose: Extract<Purpose, { kind: 'confirm' }>,
  { tokens, nonceSecret }: IdentityEvidence,
): Promise<void> {
  const { identity } = tokens;
  requireSameIdentity(identity, ports.index.get(purpose.accountId), purpose.identityKey);
  const proof = { idToken: identity.idToken, nonceSecret };
  const outcome = await ports.askForSession(attempt.signal, (signal) =>
    ports.sonar.startSignIn(proof, signal),
  );
  if (outcome.kind === 'link-required') throw new LoginError('not-in-offer');
  const session =
    outcome.kind === 'session'
      ? outcome.session
      : await ports.askForSession(attempt.signal, (signal) =>
          ports.sonar.choose(outcome.ticket, purpose.accountId, signal),
        );
  if (session.account.id !== purpose.accountId) {
    void ports.sessions.drop(session);
    throw new LoginError('not-in-offer');
  }
  openAccount(ports, attempt, session, tokens);
}
