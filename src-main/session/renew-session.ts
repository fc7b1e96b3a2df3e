import { LoginError } from '../errors/login-error.ts';
import type { SessionCredential, SonarSession } from '../sonar/sonar-service.ts';
import type { IndexedAccount } from './account-index.ts';
import { createCurrent } from './current.ts';
import { endsSession } from './end-session.ts';
import { findRefusal } from './policy-refusal.ts';
import { isReverifyDue, type RenewalPorts, reverifySession } from './reverify-session.ts';
import {
  formatSessionCredential,
  giveKey,
  readSessionCredential,
  sessionCredentialKey,
} from './session-credential.ts';
import type { SessionPorts } from './session-ports.ts';

/** Policy or the provider ends the session; the service does not know. */
export class RefusedHere extends LoginError {}

/** The service wants the identity proved again and could not be satisfied silently; with a new sign-in it can. */
export class NotProvedSilently extends LoginError {}

/** What came of a renewal. */
interface Renewed {
  readonly session: SonarSession;
  /** What kept the provider's confirmation from working; null: nothing, or none was due. */
  readonly confirmation: unknown;
}

/**
 * Renews one Sonar session: reads its refresh token, asks the service for a new session, stores the new token and,
 * when it is due, has the provider confirm the identity. Throws a `LoginError`; which codes end the session is
 * decided by `end-session.ts`. A confirmation that did not work while the session did is told by `confirmation`.
 * Throws `cancelled`, stores nothing and asks nothing further when the session was ended or opened anew meanwhile.
 */
export async function renewSession(ports: SessionPorts, account: IndexedAccount): Promise<Renewed> {
  const refusal = findRefusal(ports.policy.current(), account, ports.now());
  if (refusal !== null) throw new RefusedHere(refusal);
  const accountId = account.summary.id;
  const key = sessionCredentialKey(accountId);
  const { generation } = ports.live.get(accountId);
  const current = createCurrent(
    () => ports.live.get(accountId).generation === generation,
    () => new LoginError('cancelled'),
  );
  const { sonar } = ports;
  return renew({ ...ports, sonar: current.guard(sonar), current }, account, key);
}

/** One renewal; its ports drop what comes too late. */
async function renew(ports: RenewalPorts, account: IndexedAccount, key: string): Promise<Renewed> {
  const accountId = account.summary.id;
  return ports.withLock(key, async () => {
    const { current, credentials } = ports;
    const stored = await current.answer(readSessionCredential(credentials, key));
    const credential = await current.answer(giveKey(credentials, key, stored, current));
    const session = await refreshOrReverifyFirst(ports, account, credential);
    // Nothing of it may come under this account's name: neither its tokens nor who it is.
    if (session.account.id !== accountId) throw new LoginError('account-service-invalid');
    // An app that is killed before this write comes back with the old token, and is answered once more (ADR 0004).
    await credentials.write(key, formatSessionCredential(session));
    const known = ports.index.get(accountId) ?? account;
    if (!isReverifyDue(known, ports.policy.current().reverifyHours, ports.now())) {
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
  ports: RenewalPorts,
  account: IndexedAccount,
  credential: SessionCredential,
): Promise<SonarSession> {
  try {
    return await ports.sonar.refresh(credential);
  } catch (thrown) {
    if (!(thrown instanceof LoginError) || thrown.code !== 'reverify-required') throw thrown;
    await reverifySession(ports, account, credential).catch((refusal: unknown) => {
      if (endsSession(refusal)) {
        throw new RefusedHere(refusal.code, refusal.facts, refusal, true);
      }
      // The next silent proof may be as bad as this one, and the session cannot go on without.
      if (refusal instanceof LoginError && refusal.code === 'identity-not-verified') {
        throw new NotProvedSilently(refusal.code, refusal.facts, refusal);
      }
      throw refusal;
    });
    return ports.sonar.refresh(credential);
  }
}
