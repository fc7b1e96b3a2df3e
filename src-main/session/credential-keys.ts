import { createHash } from 'node:crypto';
import type { IndexedAccount } from './account-index.ts';

/** Key of the credential that holds the Sonar refresh token of one account. */
export function sessionCredentialKey(accountId: string): string {
  return `session/${digest(accountId)}`;
}

/**
 * Key under which the refresh token of a session waits that is no account's here, until the service was told that it is
 * over.
 */
export function unheldCredentialKey(refreshToken: string): string {
  return `${unheldPrefix}${digest(refreshToken)}`;
}

/** Whether a key is that of a session which is no account's here. */
export function isUnheldKey(key: string): boolean {
  return key.startsWith(unheldPrefix);
}

// Nobody is named so by a digest alone.
const unheldPrefix = 'session/unheld-';

/** Keys of all credentials that an account may have. */
export function credentialKeysOf({
  summary,
  identity,
}: Pick<IndexedAccount, 'summary' | 'identity'>): readonly string[] {
  const own = [sessionCredentialKey(summary.id)];
  return identity === null ? own : [...own, identityCredentialKey(identity.key)];
}

/** Whether a key is that of a Sonar session. */
export function isSessionKey(key: string): boolean {
  return key.startsWith('session/');
}

/** Key of the credential that holds the provider's refresh token of one identity. */
export function identityCredentialKey(identityKey: string): string {
  return `identity/${digest(identityKey)}`;
}

// Identifiers come from outside and may hold any character; a digest is a safe name of one length everywhere.
function digest(identifier: string): string {
  return createHash('sha256').update(identifier).digest('base64url').slice(0, 22);
}
