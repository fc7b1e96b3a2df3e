import type { ErrorCode } from '../../preload/contract.ts';
import type { EffectivePolicy } from '../policy/effective-policy.ts';
import type { IndexedAccount } from './account-index.ts';

const hourMs = 3_600_000;

/** Why policy does not let this account stay signed in; null when it does. `now` in milliseconds since 1970. */
export function findRefusal(
  policy: EffectivePolicy,
  account: IndexedAccount,
  now: number,
): ErrorCode | null {
  const provider = account.identity?.label.provider;
  const isAllowed =
    provider === undefined ? policy.passwordAllowed : policy.allowedProviders.includes(provider);
  if (!isAllowed) return 'blocked-by-policy';
  const age = now - Date.parse(account.signedInAt);
  const isTooOld = policy.maxSessionHours > 0 && age >= policy.maxSessionHours * hourMs;
  return isTooOld ? 'session-expired' : null;
}
