import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { KnownAccount } from '../../preload/contract.ts';
import { AccountText } from '../components/account-text.tsx';
import { Avatar } from '../components/avatar.tsx';
import { useCopy } from '../copy/copy.tsx';

/** Accounts that were signed in here, each a button to continue; several scroll in their own space. */
export function KnownAccounts(props: {
  readonly accounts: readonly KnownAccount[];
  readonly onContinue: (account: KnownAccount) => void;
}): ReactNode {
  const { t } = useCopy();
  return (
    <ul className="known-accounts" aria-label={t('signed-out.known')}>
      {props.accounts.map((account, index) => (
        <li key={account.id}>
          <AriaButton
            className="account-row account-row-boxed"
            onPress={() => props.onContinue(account)}
            {...(index === 0 ? { 'data-first': '' } : {})}
          >
            <Avatar name={account.name} />
            <AccountText
              account={account}
              title={t('signed-out.continue-as', { name: account.name })}
            />
            <ChevronRight className="icon" aria-hidden="true" />
          </AriaButton>
        </li>
      ))}
    </ul>
  );
}
