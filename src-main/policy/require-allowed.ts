import type { Provider } from '../../preload/contract/providers.ts';
import { LoginError } from '../errors/login-error.ts';
import { definitions } from '../providers/all.ts';
import type { EffectivePolicy } from './effective-policy.ts';
import { normalizeFormat } from './policy-definition.ts';

/** What policy has to know of an identity; its organization is null for a personal account. */
interface JudgedIdentity {
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

/** The organizations whose people may sign in with the provider; null: those of all. */
export function allowedOrganizations(
  policy: EffectivePolicy,
  provider: Provider,
): readonly string[] | null {
  const { organizations } = definitions[provider];
  return organizations === null ? null : policy[organizations.policy.field];
}

/** Whether people of this organization may sign in with the provider. */
export function isAllowedOrganization(
  policy: EffectivePolicy,
  provider: Provider,
  organization: string | null,
): boolean {
  const { organizations } = definitions[provider];
  const allowed = allowedOrganizations(policy, provider);
  if (organizations === null || allowed === null) return true;
  if (organization === null) return false;
  // The claim of a domain with an umlaut may have either form.
  const known = normalizeFormat(organizations.policy.format, organization);
  return known !== null && allowed.includes(known);
}

/** Throws `blocked-by-policy` unless the identity comes from an allowed organization. */
export function requireAllowedIdentity(policy: EffectivePolicy, identity: JudgedIdentity): void {
  const { provider, email, organization } = identity;
  if (isAllowedOrganization(policy, provider, organization)) return;
  throw new LoginError('blocked-by-policy', email === null ? { provider } : { provider, email });
}

/**
 * Throws `blocked-by-policy` where people keep to one account at a time and another one is open; `wanted` is null while
 * nobody knows which account it will be.
 */
export function requireSwitchingAllowed(
  policy: EffectivePolicy,
  open: string | null,
  wanted: string | null,
): void {
  if (policy.switchingAllowed || open === null || open === wanted) return;
  throw new LoginError('blocked-by-policy', { accountId: open });
}

/** Whether policy forbids remembering which account to open; without *enforced* it only chooses what the tick starts with. */
export function isRememberLocked(policy: EffectivePolicy): boolean {
  return !policy.rememberAllowed && policy.enforced.includes('rememberAllowed');
}

/** Whether the account that policy prefers is opened whatever the person chose; as a default it is only the first choice. */
export function isPreferredLocked(policy: EffectivePolicy): boolean {
  return policy.preferredAccount !== '' && policy.enforced.includes('preferredAccount');
}
