import type { ErrorCode } from '../../preload/contract/errors.ts';
import type { EffectivePolicy } from '../policy/effective-policy.ts';
import { builtInPolicy } from '../policy/evaluate-policy.ts';
import { isAllowedOrganization } from '../policy/require-allowed.ts';
import { definitions } from '../providers/all.ts';
import type { IndexedAccount } from './account-index.ts';
import { readPast, readUntil } from './account-index.ts';

const hourMs = 3_600_000;

/** Why policy does not let this account stay signed in; null when it does. `now` in milliseconds since 1970. */
export function findRefusal(
  policy: EffectivePolicy,
  account: IndexedAccount,
  now: number,
): ErrorCode | null {
  if (!isAllowed(forRunningSessions(policy), account)) return 'blocked-by-policy';
  return now >= sessionEndsAt(policy, account, now) ? 'session-expired' : null;
}

/**
 * When a session ends by what is known here, milliseconds since 1970: for its age by policy, or with the one-time code
 * that opened it. `Infinity` for never, and for no account.
 */
export function sessionEndsAt(
  policy: EffectivePolicy,
  account: IndexedAccount | undefined,
  now: number,
): number {
  const { maxSessionHours } = policy;
  if (account === undefined) return Number.POSITIVE_INFINITY;
  const { endsAt, signedInAt } = account;
  const codeEnds = endsAt === undefined ? Number.POSITIVE_INFINITY : readUntil(endsAt);
  if (maxSessionHours === 0) return codeEnds;
  return Math.min(codeEnds, readPast(signedInAt, now) + maxSessionHours * hourMs);
}

function isAllowed(policy: EffectivePolicy, { identity, endsAt }: IndexedAccount): boolean {
  if (identity === null) {
    return endsAt === undefined ? policy.passwordAllowed : policy.breakGlassAllowed;
  }
  const { provider } = identity.label;
  if (!policy.allowedProviders.includes(provider)) return false;
  // Not known yet: a silent confirmation is due and decides.
  if (identity.organization === undefined) return true;
  return isAllowedOrganization(policy, provider, identity.organization);
}

/** What decides who may sign in. */
const decidingWho = [
  'allowedProviders',
  ...Object.values(definitions).flatMap(({ organizations }) => organizations?.policy.field ?? []),
  'passwordAllowed',
] as const;

/**
 * The policy by which a session that runs is judged: a session ends by what an administrator says, not by a mistake in
 * it. The strict value of a broken key keeps new people out; those who are in stay until the key can be read again.
 */
export function forRunningSessions(policy: EffectivePolicy): EffectivePolicy {
  const spared = decidingWho.filter((field) => policy.broken.includes(field));
  const built = Object.fromEntries(spared.map((field) => [field, builtInPolicy[field]]));
  // What is built in forbids codes. A session that one has opened was allowed when it was, and ends with its code.
  const isUnclear = policy.unread !== null || policy.broken.includes('breakGlassAllowed');
  return { ...policy, ...built, ...(isUnclear ? { breakGlassAllowed: true } : {}) };
}
