import { ClipboardCheck, Settings } from 'lucide-react';
import type { ReactNode } from 'react';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { ViewFrame } from '../../components/view-frame.tsx';
import { useCopy } from '../../copy/copy.tsx';
import { accountById, otherAccounts } from '../../login-state.ts';
import type { AccountPage } from '../account/account-page.ts';
import { GoOn } from '../go-on.tsx';
import { useErrorActions } from '../use-error-actions.ts';
import type { ViewProps } from '../view-props.ts';
import { AccountCard } from './account-card.tsx';
import { Notices } from './notices.tsx';
import { OtherAccounts } from './other-accounts.tsx';

interface Props extends ViewProps<'signed-in'> {
  readonly onOpenPage: (page: AccountPage) => void;
}

/** Somebody is signed in: who, whether they are online and if not why, their other accounts, and the ways on. */
export function HomeView({ login, state, view, onOpenPage }: Props): ReactNode {
  const { t } = useCopy();
  const account = accountById(state, view.accountId);
  const { onAction, onCopyDetails } = useErrorActions(login, {
    accountId: view.accountId,
    tryAgain: () => {
      if (state.unsent !== null) void login.run('goOn');
      else if (!login.runAgain()) void login.run('retrySession', view.accountId);
    },
    goToUsername: () => void login.run('addAccount'),
  });
  if (account === null) return null;
  return (
    <ViewFrame
      title={account.name}
      tool={
        <div className="tools">
          {account.isOfficeManager && (
            <Button
              kind="quiet"
              size="small"
              icon={<ClipboardCheck className="icon" aria-hidden="true" />}
              onPress={() => onOpenPage('review')}
            >
              {t('home.review')}
            </Button>
          )}
          <Button
            kind="quiet"
            size="small"
            icon={<Settings className="icon" aria-hidden="true" />}
            onPress={() => onOpenPage('settings')}
          >
            {t('home.settings')}
          </Button>
        </div>
      }
    >
      <AccountCard login={login} account={account} />
      <Alert
        failure={login.failure}
        state={state}
        onAction={onAction}
        onCopyDetails={onCopyDetails}
      />
      <GoOn login={login} state={state} />
      <Notices
        login={login}
        state={state}
        account={account}
        onCopyDetails={onCopyDetails}
        onOpenPage={onOpenPage}
      />
      <OtherAccounts login={login} others={otherAccounts(state, account.id)} />
    </ViewFrame>
  );
}
