import { useAccountCopy } from '../../../copy/account-copy.tsx';

/** The actions that the service's contract names (`AuditAction`). */
const actions = [
  'signed-in',
  'sign-in-refused',
  'password-refused',
  'offered',
  'link-required',
  'linked',
  'link-removed',
  'link-ended',
  'provider-turned-off',
  'session-refreshed',
  'session-ended',
  'refresh-token-reused',
  'session-key-refused',
  'reverified',
  'reverify-refused',
  'signed-out',
  'signed-out-everywhere',
  'device-signed-out',
  'softphone-token-issued',
  'new-links-told',
  'provisioned',
  'account-sso-changed',
  'address-purpose-changed',
  'address-recycled',
  'recycled-decided',
  'review-exported',
  'changed-by-operator',
] as const;

/** Puts an action into words; one that this version does not know keeps the service's own word. */
export function useActionName(): (what: string) => string {
  const { t } = useAccountCopy();
  return (what) => {
    const known = actions.find((action) => action === what);
    return known === undefined ? t('activity.other', { what }) : t(`audit.${known}`);
  };
}
