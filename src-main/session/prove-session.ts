import { LoginError } from '../errors/login-error.ts';
import { requireAllowedIdentity } from '../policy/require-allowed.ts';
import type { VerifiedIdentity } from '../providers/definition.ts';
import type { IndexedAccount } from './account-index.ts';
import { identityCredentialKey, sessionCredentialKey } from './credential-keys.ts';
import { createCurrent } from './current.ts';
import { noteVerified } from './reverify-session.ts';
import { readSessionCredential } from './session-credential.ts';
import type { SessionPorts } from './session-ports.ts';

/** What a person has just proved at their provider. */
export interface ProofInPerson {
  readonly identity: VerifiedIdentity;
  readonly nonceSecret: string;
  readonly providerRefreshToken: string | null;
}

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

/**
 * Throws `identity-mismatch`, with the address to use, when somebody else signed in at the provider than the one asked
 * for, whose account is `account`.
 */
export function requireSameIdentity(
  identity: VerifiedIdentity,
  account: IndexedAccount | undefined,
  expectedKey = account?.identity?.key,
): void {
  if (identity.key === expectedKey) return;
  const email = account?.identity?.label.email ?? null;
  const label = email === null ? {} : { email };
  throw new LoginError('identity-mismatch', { provider: identity.provider, ...label });
}
