import { callAsAccount } from '../session/call-as-account.ts';
import type { Attempt, IdentityEvidence, Purpose } from './attempt.ts';
import type { SignInPorts } from './sign-in-ports.ts';

/** Links a further identity to the account whose settings are open (R7); the session stays as it is. */
export async function linkFromSettings(
  ports: SignInPorts,
  attempt: Attempt,
  purpose: Extract<Purpose, { kind: 'link' }>,
  { tokens, nonceSecret }: IdentityEvidence,
): Promise<void> {
  await callAsAccount(ports.sessions, purpose.accountId, (accessToken) =>
    ports.sonar.addLink(accessToken, { idToken: tokens.identity.idToken, nonceSecret }),
  );
  if (!ports.attempts.isCurrent(attempt)) return;
  ports.attempts.finish(attempt);
  ports.log({ attempt: attempt.id, provider: attempt.provider, step: 'linked', code: null });
  ports.view.showHome(null);
}
