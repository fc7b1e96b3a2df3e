import { sessionCredentialKey } from './credential-keys.ts';
import { parseSessionCredential } from './session-credential.ts';
import type { SessionPorts } from './session-ports.ts';

/**
 * Tells the service, once, that a session of this computer is over. Rejects when it could not be told; the session
 * then runs out by itself, for its only credential leaves this computer all the same.
 */
export async function tellSignedOut(
  { credentials, sonar }: Pick<SessionPorts, 'credentials' | 'sonar'>,
  accountId: string,
): Promise<void> {
  const stored = await credentials.read(sessionCredentialKey(accountId), { expected: true });
  const credential = stored.kind === 'found' ? parseSessionCredential(stored.value) : null;
  if (credential !== null) await sonar.signOut(credential.refreshToken);
}
