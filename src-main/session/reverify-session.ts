import { LoginError } from '../errors/login-error.ts';
import { requireAllowedIdentity } from '../policy/require-allowed.ts';
import type { IndexedAccount } from './account-index.ts';
import { identityCredentialKey } from './credential-keys.ts';
import { readCredential } from './read-credential.ts';
import type { SessionPorts } from './session-ports.ts';

const hourMs = 3_600_000;

/** Whether the provider should confirm the identity again: the service's date, or sooner by policy. */
export function isReverifyDue(
  account: IndexedAccount,
  reverifyHours: number,
  now: number,
): boolean {
  return now >= reverifyDueAt(account, reverifyHours);
}

/** When the next confirmation is due, milliseconds since 1970; `Infinity` for password sessions. */
export function reverifyDueAt(account: IndexedAccount, reverifyHours: number): number {
  if (account.identity === null || account.verifiedAt === null) return Number.POSITIVE_INFINITY;
  if (account.identity.organization === undefined) return 0;
  const byPolicy = Date.parse(account.verifiedAt) + reverifyHours * hourMs;
  const byService =
    account.reverifyBy === null ? Number.POSITIVE_INFINITY : Date.parse(account.reverifyBy);
  return Math.min(byPolicy, byService);
}

/**
 * Fetches a fresh ID token silently and has the service verify it inside the Sonar session.
 * One at a time for an identity, over all processes: providers revoke a grant whose refresh token comes twice.
 * Throws `login-required` when there is nothing to ask the provider with, and what the provider or service answers.
 */
export async function reverifySession(
  ports: SessionPorts,
  account: IndexedAccount,
  sonarRefreshToken: string,
): Promise<void> {
  const identity = account.identity;
  if (identity === null) return;
  const key = identityCredentialKey(identity.key);
  await ports.withLock(key, async () => {
    const refreshToken = await readCredential(ports.credentials, key);
    if (refreshToken === null) throw new LoginError('login-required');
    const tokens = await ports.providers[identity.label.provider].refresh(
      { refreshToken, expectedKey: identity.key },
      ports.closing,
    );
    // Stored before anything else can go wrong: the provider may already have dropped the old one.
    if (tokens.refreshToken !== null) await ports.credentials.write(key, tokens.refreshToken);
    requireAllowedIdentity(ports.policy.current(), tokens.identity);
    const { reverifyBy } = await ports.sonar.reverify(sonarRefreshToken, tokens.identity.idToken);
    const current = ports.index.get(account.summary.id);
    if (current?.identity != null) {
      const verifiedAt = new Date(ports.now()).toISOString();
      const { organization } = tokens.identity;
      const confirmed = { ...current.identity, organization };
      ports.index.put({ ...current, identity: confirmed, verifiedAt, reverifyBy });
    }
  });
}
