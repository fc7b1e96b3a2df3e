import type { EffectivePolicy } from './effective-policy.ts';

/** Something that an administrator may take for more than it is; the closed list that documentation uses. */
export interface PolicyWarning {
  readonly key: string;
  readonly code: 'google-asks-no-password';
}

/** What each warning says to an administrator. */
export const warningWords: Readonly<Record<PolicyWarning['code'], string>> = {
  'google-asks-no-password':
    'on a shared computer Google asks for no password while its session in the browser lasts. Clear the browser when it closes, or allow Microsoft only.',
};

/** The warnings about a policy in force; they ignore nothing and change no exit code. */
export function findWarnings(policy: EffectivePolicy): readonly PolicyWarning[] {
  return !policy.keepSignedIn && policy.allowedProviders.includes('google')
    ? [{ key: 'KeepSignedIn', code: 'google-asks-no-password' }]
    : [];
}
