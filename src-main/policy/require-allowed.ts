import type { Provider } from '../../preload/contract.ts';
import { LoginError } from '../errors/login-error.ts';
import type { EffectivePolicy } from './effective-policy.ts';
import { normalizeDomain } from './policy-formats.ts';

/** What policy has to know of an identity: Google's `hd` or the Microsoft `tid`; null for a personal account. */
export interface JudgedIdentity {
  readonly provider: Provider;
  readonly email: string | null;
  readonly organization: string | null;
}

/** Throws `blocked-by-policy` unless the provider may be used here. */
export function requireAllowedProvider(policy: EffectivePolicy, provider: Provider): void {
  if (!policy.allowedProviders.includes(provider)) {
    throw new LoginError('blocked-by-policy', { provider });
  }
}

/** Whether people of this tenant or Google Workspace domain may sign in with the provider. */
export function isAllowedOrganization(
  policy: EffectivePolicy,
  provider: Provider,
  organization: string | null,
): boolean {
  const allowed =
    provider === 'google' ? policy.allowedGoogleDomains : policy.allowedMicrosoftTenants;
  if (allowed === null) return true;
  if (organization === null) return false;
  // The claim of a domain with an umlaut may have either form.
  const known = provider === 'google' ? normalizeDomain(organization) : organization.toLowerCase();
  return known !== null && allowed.includes(known);
}

/** Throws `blocked-by-policy` unless the identity comes from an allowed tenant or Google Workspace domain. */
export function requireAllowedIdentity(policy: EffectivePolicy, identity: JudgedIdentity): void {
  const { provider, email, organization } = identity;
  if (isAllowedOrganization(policy, provider, organization)) return;
  throw new LoginError('blocked-by-policy', email === null ? { provider } : { provider, email });
}

/** Whether policy forbids remembering which account to open; without *enforced* it only chooses what the tick starts with. */
export function isRememberLocked(policy: EffectivePolicy): boolean {
  return !policy.rememberAllowed && policy.enforced.includes('rememberAllowed');
}
