import { LoginError } from '../errors/login-error.ts';
import type { VerifiedIdentity } from '../providers/definition.ts';
import type { IndexedAccount } from './account-index.ts';

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
