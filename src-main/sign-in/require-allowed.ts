import type { Provider } from '../../preload/contract.ts';
import { LoginError } from '../errors/login-error.ts';
import type { EffectivePolicy } from '../policy/effective-policy.ts';
import type { VerifiedIdentity } from '../providers/provider.ts';

/** Throws `blocked-by-policy` unless the provider may be used here. */
export function requireAllowedProvider(policy: EffectivePolicy, provider: Provider): void {
  if (!policy.allowedProviders.includes(provider)) {
    throw new LoginError('blocked-by-policy', { provider });
  }
}

/** Throws `blocked-by-policy` unless the identity comes from an allowed tenant or Google Workspace domain. */
export function requireAllowedIdentity(policy: EffectivePolicy, identity: VerifiedIdentity): void {
  const allowed =
    identity.provider === 'google' ? policy.allowedGoogleDomains : policy.allowedMicrosoftTenants;
  if (allowed.length === 0) return;
  const organization = identity.organization?.toLowerCase();
  if (organization === undefined || !allowed.includes(organization)) {
    const { provider, email } = identity;
    throw new LoginError('blocked-by-policy', email === null ? { provider } : { provider, email });
  }
}
