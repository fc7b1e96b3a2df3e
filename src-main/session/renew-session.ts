import { LoginError } from '../errors/login-error.ts';
import type { SessionCredential, SonarSession } from '../sonar/sonar-service.ts';
import type { IndexedAccount } from './account-index.ts';
import { sessionCredentialKey } from './credential-keys.ts';
import { findRefusal } from './policy-refusal.ts';
import { isReverifyDue, reverifySession } from './reverify-session.ts';
import { formatSessionCredential, giveKey, readSessionCredential } from './session-credential.ts';
import type { SessionPorts } from './session-ports.ts';

/** Policy ends the session; the service does not know. */
export class RefusedHere extends LoginError {}

/**
 * Renews one Sonar session: reads its refresh token, asks the service for a new session, stores the new token and,
 * when it is due, has the provider confirm the identity. Throws a `LoginError`; which codes end the session is
 * decided by `definite-end.ts`. A confirmation that did not work while the session did is told by `confirmation`.
 * An answer that comes when the session was ended or opened anew is stored nowhere.
 */
export async function renewSession(
  ports: SessionPorts,
  account: IndexedAccount,
): Promise<{ readonly session: SonarSession; readonly confirmation: unknown }> {
  const refusal = findRefusal(ports.policy.current(), account, ports.now());
  if (refusal !== null) throw new RefusedHere(refusal);
  const accountId = account.summary.id;
  const key = sessionCredentialKey(accountId);
  const { generation } = ports.live.get(accountId);
  return ports.withLock(key, async () => {
    const isOver = () => ports.live.get(accountId).generation !== generation;
    const stored = await readSessionCredential(ports.credentials, key);
    const credential = await giveKey(ports.credentials, key, stored, isOver);
    const session = await refreshOrReverifyFirst(ports, account, credential);
    if (isOver()) return { session, confirmation: null };
    // Whoever is killed before this write comes back with the old token, and is answered once more.
    await ports.credentials.write(key, formatSessionCredential(session));
    const current = ports.index.get(accountId) ?? account;
    if (!isReverifyDue(current, ports.policy.current().reverifyHours, ports.now())) {
      return { session, confirmation: null };
    }
    const confirmation = await reverifySession(ports, account, session).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    return { session, confirmation };
  });
}

async function refreshOrReverifyFirst(
  ports: SessionPorts,
  account: IndexedAccount,
  credential: SessionCredential,
): Promise<SonarSession> {
  try {
    return await ports.sonar.refresh(credential);
  } catch (thrown) {
    if (!(thrown instanceof LoginError) || thrown.code !== 'reverify-required') throw thrown;
    await reverifySession(ports, account, credential);
    return ports.sonar.refresh(credential);
  }
}
