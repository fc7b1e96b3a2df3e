import { providers } from '../../preload/contract.ts';
import { definitions } from '../providers/all.ts';
import type { EffectivePolicy } from './effective-policy.ts';

/** Something that an administrator may take for more than it is, by a code that documentation uses, and in words. */
export interface PolicyWarning {
  readonly key: string;
  readonly code: string;
}

/** What each warning says to an administrator. */
export const warningWords: ReadonlyMap<string, string> = new Map(
  Object.values(definitions).flatMap(({ sharedComputerWarning: warning }) =>
    warning === null ? [] : [[warning.code, warning.words]],
  ),
);

/** The warnings about a policy in force; they ignore nothing and change no exit code. */
export function findWarnings(policy: EffectivePolicy): readonly PolicyWarning[] {
  if (policy.keepSignedIn) return [];
  const allowed = providers.filter((provider) => policy.allowedProviders.includes(provider));
  return allowed.flatMap((provider) => {
    const warning = definitions[provider].sharedComputerWarning;
    return warning === null ? [] : [{ key: 'KeepSignedIn', code: warning.code }];
  });
}
