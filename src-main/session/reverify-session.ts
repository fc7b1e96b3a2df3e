import { LoginError } from '../errors/login-error.ts';
import { requireAllowedIdentity } from '../policy/require-allowed.ts';
import type { SessionCredential, Verification } from '../sonar/sonar-service.ts';
import { type IndexedAccount, readPast, readUntil, requireSameIdentity } from './account-index.ts';
import { type Current, createCurrent } from './current.ts';
import { isIdentityUsed } from './end-session.ts';
import { forRunningSessions } from './policy-refusal.ts';
import {
  identityCredentialKey,
  readCredential,
  readSessionCredential,
  sessionCredentialKey,
} from './session-credential.ts';
import type { ProofInPerson, SessionPorts } from './session-ports.ts';

/** What a renewal works with: it asks nothing and takes no answer for a session that is not wanted any more. */
export interface RenewalPorts extends SessionPorts {
  readonly current: Current;
}

/**
 * Fetches a fresh ID token silently and has the service verify it inside the Sonar session.
 * One at a time for an identity, over all processes: providers revoke a grant whose refresh token comes twice.
 * Throws `login-required` when there is nothing to ask the provider with, and what the provider or service answers.
 */
export async function reverifySession(
  ports: RenewalPorts,
  account: IndexedAccount,
  credential: SessionCredential,
): Promise<void> {
  const identity = account.identity;
  if (identity === null) return;
  const key = identityCredentialKey(identity.key);
  await ports.withLock(key, async () => {
    const refreshToken = await ports.current.answer(readCredential(ports.credentials, key));
    if (refreshToken === null) throw new LoginError('login-required');
    // Kept also when it comes too late: another session may use the identity.
    const keep = (rotated: string) => storeRotated(ports, identity.key, refreshToken, rotated);
    const tokens = await ports.providers[identity.label.provider].refresh(
      { refreshToken, expectedKey: identity.key, keep },
      ports.closing,
    );
    ports.current.require();
    requireAllowedIdentity(forRunningSessions(ports.policy.current()), tokens.identity);
    const { idToken, organization } = tokens.identity;
    const verification = await ports.sonar.reverify(credential, idToken);
    noteVerified(ports, account.summary.id, organization, verification);
  });
}

/** Stores a rotated token, unless the last session that used the old one has ended or a new sign-in replaced it. */
async function storeRotated(
  ports: SessionPorts,
  identityKey: string,
  used: string,
  rotated: string,
): Promise<void> {
  const key = identityCredentialKey(identityKey);
  const stored = await ports.credentials.read(key, { expected: true });
  if (stored.kind === 'found' && stored.value !== used) return;
  if (isIdentityUsed(ports, identityKey)) await ports.credentials.write(key, rotated);
}

const hourMs = 3_600_000;

/** Whether the provider should confirm the identity again: the service's date, or sooner by policy. */
export function isReverifyDue(
  account: IndexedAccount,
  reverifyHours: number,
  now: number,
): boolean {
  return now >= reverifyDueAt(account, reverifyHours, now);
}

/** When the next confirmation is due, milliseconds since 1970; `Infinity` for password sessions. */
export function reverifyDueAt(account: IndexedAccount, reverifyHours: number, now: number): number {
  if (account.identity === null) return Number.POSITIVE_INFINITY;
  if (account.identity.organization === undefined || account.verifiedAt === null) return 0;
  const byPolicy = readPast(account.verifiedAt, now) + reverifyHours * hourMs;
  const byService =
    account.reverifyBy === null ? Number.POSITIVE_INFINITY : readUntil(account.reverifyBy);
  return Math.min(byPolicy, byService);
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
    // Nothing is stored for a person who has left meanwhile; what was proved stays proved.
    if (ports.live.get(accountId).generation !== generation) return;
    await ports.credentials.write(identityCredentialKey(identity.key), providerRefreshToken);
  });
}

/** Keeps what the service said of an identity that was proved again. */
function noteVerified(
  ports: Pick<SessionPorts, 'index' | 'now'>,
  accountId: string,
  organization: string | null,
  { reverifyBy, email, emailRenamedFrom }: Verification,
): void {
  const account = ports.index.get(accountId);
  if (account?.identity == null) return;
  const { label } = account.identity;
  ports.index.put({
    ...account,
    identity: {
      ...account.identity,
      label: { ...label, email: email ?? label.email },
      organization,
    },
    verifiedAt: new Date(ports.now()).toISOString(),
    reverifyBy,
    emailRenamedFrom: emailRenamedFrom ?? account.emailRenamedFrom,
  });
}
