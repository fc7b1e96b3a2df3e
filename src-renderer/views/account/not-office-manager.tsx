import { ShieldX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useAccountCopy } from '../../copy/account-copy.tsx';
import { PageHead } from './account-frame.tsx';

/** The review and its activity for somebody who is no office manager (any more). */
export function NotOfficeManager(): ReactNode {
  const { common } = useAccountCopy();
  return (
    <>
      <PageHead title={common.t('error.not-office-manager.title')} />
      <p className="refused">
        <ShieldX className="icon" aria-hidden="true" />
        {common.t('error.not-office-manager.detail')}
      </p>
    </>
  );
}
