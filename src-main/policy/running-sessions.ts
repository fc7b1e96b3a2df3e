import { definitions } from '../providers/all.ts';
import type { EffectivePolicy } from './effective-policy.ts';
import { builtInPolicy } from './evaluate-policy.ts';

/** What decides who may sign in. */
const decidingWho = [
  'allowedProviders',
  ...Object.values(definitions).flatMap(({ organizations }) => organizations?.policy.field ?? []),
  'passwordAllowed',
] as const;

/**
 * The policy by which a session that runs is judged: a session ends by what an administrator says, not by a mistake in
 * it. The strict value of a broken key keeps new people out; whoever is in stays until the key can be read again.
 */
export function forRunningSessions(policy: EffectivePolicy): EffectivePolicy {
  const spared = decidingWho.filter((field) => policy.broken.includes(field));
  return { ...policy, ...Object.fromEntries(spared.map((field) => [field, builtInPolicy[field]])) };
}
