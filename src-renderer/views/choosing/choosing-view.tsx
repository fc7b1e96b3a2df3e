import { type ReactNode, useMemo, useState } from 'react';
import type { AccountSummary } from '../../../preload/contract.ts';
import { Alert } from '../../components/alert.tsx';
import { CancelButton } from '../../components/cancel-button.tsx';
import { SwitchField } from '../../components/switch-field.tsx';
import { ViewFrame } from '../../components/view-frame.tsx';
import { useCopy } from '../../copy/copy.tsx';
import { filterAccounts, searchable } from '../../login-state.ts';
import { useErrorActions } from '../use-error-actions.ts';
import type { ViewProps } from '../view-props.ts';
import { AccountFilter } from './account-filter.tsx';
import { AccountList } from './account-list.tsx';
import { AnotherAccountRow } from './another-account-row.tsx';
import { useChoosingText } from './use-choosing-text.ts';

const filterFrom = 8;

/** One identity opens several accounts; the person chooses one, and whether that is remembered. */
export function ChoosingView({ login, state, view }: ViewProps<'choosing'>): ReactNode {
  const { t } = useCopy();
  const { provider } = view.identity;
  const [remember, setRemember] = useState(view.remember.initially);
  const [filter, setFilter] = useState('');
  const [chosen, setChosen] = useState<AccountSummary | null>(null);
  const prepared = useMemo(() => searchable(view.accounts), [view.accounts]);
  const found = useMemo(() => filterAccounts(prepared, filter), [prepared, filter]);
  const hasFilter = view.accounts.length >= filterFrom;

  function choose(account: AccountSummary): void {
    setChosen(account);
    void login.run('chooseAccount', account.id, remember);
  }
  function startOver(): void {
    void login.run('startSignIn', provider, { anotherAccount: true });
  }
  const { onAction, onCopyDetails } = useErrorActions(login, {
    provider,
    tryAgain: ({ code }) => {
      if (chosen !== null && code !== 'ticket-expired') choose(chosen);
      else void login.run('startSignIn', provider, { anotherAccount: false });
    },
    goToUsername: () => void login.run('cancelSignIn'),
  });

  return (
    <ViewFrame
      fill
      title={t('choosing.title')}
      text={useChoosingText(view)}
      tool={
        <CancelButton
          compact
          isDisabled={view.busy}
          onPress={() => void login.run('cancelSignIn')}
        />
      }
    >
      <fieldset disabled={view.busy} className="choosing">
        {hasFilter && (
          <AccountFilter
            text={filter}
            count={found.length}
            onChange={setFilter}
            onEnter={() => found[0] !== undefined && choose(found[0])}
          />
        )}
        {found.length === 0 ? (
          <p className="empty">{t('choosing.none', { text: filter })}</p>
        ) : (
          <AccountList
            accounts={found}
            busy={view.busy}
            openingId={view.busy ? (chosen?.id ?? null) : null}
            onChoose={choose}
          />
        )}
        {state.policy.rememberAllowed && (
          <SwitchField
            label={t('choosing.remember')}
            hint={t(view.remember.locked ? 'policy.managed' : 'choosing.remember-hint')}
            checked={remember}
            locked={view.remember.locked}
            onChange={setRemember}
          />
        )}
        <AnotherAccountRow onPress={startOver} />
      </fieldset>
      <Alert
        failure={login.failure}
        state={state}
        onAction={onAction}
        onCopyDetails={onCopyDetails}
      />
    </ViewFrame>
  );
}
