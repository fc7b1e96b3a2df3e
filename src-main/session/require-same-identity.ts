import { LoginError } from '../errors/login-error.ts';
import type { VerifiedIdentity } from '../providers/provider.ts';

/** Throws `identity-mismatch`, with their address, when somebody else signed in at the provider than the one asked for. */
export function requireSameIdentity(
  identity: VerifiedIdentity,
  expectedKey: string | undefined,
): void {
  if (identity.key === expectedKey) return;
  const label = identity.email === null ? {} : { email: identity.email };
  throw new LoginError('identity-mismatch', { provider: identity.provider, ...label });
}
