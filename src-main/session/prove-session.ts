import { LoginError } from '../errors/login-error.ts';
import { requireAllowedIdentity } from '../policy/require-allowed.ts';
import { requireSameIdentity } from './account-index.ts';
import { identityCredentialKey, sessionCredentialKey } from './credential-keys.ts';
import { createCurrent } from './current.ts';
import { noteVerified } from './reverify-session.ts';
import { readSessionCredential } from './session-credential.ts';
import type { ProofInPerson, SessionPorts } from './session-ports.ts';

/**
 * Has the service take a new sign-in at the provider as proof for a session that is open: no new session, and nothing
 * of the old one is used up. Not while the session is being renewed, by this process or another. Throws
 * `identity-mismatch` for another identity, `session-expired` when the session ended meanwhile.
 */
export async function proveSession(
  ports: SessionPorts,
  accountId: string,
  { identity, nonceSecret, providerRefreshToken }: ProofInPerson,
): Promise<void> {
  const key = sessionCredentialKey(accountId);
  const { generation } = ports.live.get(accountId);
  const current = createCurrent(
    () => ports.live.get(accountId).generation === generation,
    () => new LoginError('session-expired'),
  );
  await ports.withLock(key, async () => {
    current.require();
    requireSameIdentity(identity, ports.index.get(accountId));
    requireAllowedIdentity(ports.policy.current(), identity);
    const credential = await current.answer(readSessionCredential(ports.credentials, key));
    const { idToken, organization } = identity;
    const verification = await current.answer(
      ports.sonar.reverify(credential, idToken, nonceSecret),
    );
    noteVerified(ports, accountId, organization, verification);
    ports.live.update(accountId, {
      provedAt: ports.now(),
      confirmWith: null,
      needsAdministrator: null,
    });
  });
  if (providerRefreshToken === null) return;
  await ports.withLock(identityCredentialKey(identity.key), async () => {
    // Whoever has left meanwhile leaves nothing behind; what was proved stays proved.
    if (ports.live.get(accountId).generation !== generation) return;
    await ports.credentials.write(identityCredentialKey(identity.key), providerRefreshToken);
  });
}
