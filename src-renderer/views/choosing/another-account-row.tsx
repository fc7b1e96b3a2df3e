import { UserRoundPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useCopy } from '../../copy/copy.tsx';

/** The way out of a list that has the wrong person's accounts. */
export function AnotherAccountRow({ onPress }: { readonly onPress: () => void }): ReactNode {
  const { t } = useCopy();
  return (
    <AriaButton className="account-row account-row-plain" onPress={onPress}>
      <span className="avatar avatar-outline" aria-hidden="true">
        <UserRoundPlus className="icon" />
      </span>
      <span className="account-text">{t('verb.use-another')}</span>
    </AriaButton>
  );
}
