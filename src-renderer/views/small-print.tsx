import type { ReactNode } from 'react';
import type { PolicyView } from '../../preload/contract.ts';
import { useCopy } from '../copy/copy.tsx';

/** What an administrator has set and the person should know before signing in. */
export function SmallPrint({ policy }: { readonly policy: PolicyView }): ReactNode {
  const { t } = useCopy();
  if (!policy.keepSignedIn) return <p className="small-print">{t('signed-out.shared-computer')}</p>;
  if (!policy.passwordAllowed && policy.trouble === null)
    return <p className="small-print">{t('signed-out.no-password')}</p>;
  return null;
}
