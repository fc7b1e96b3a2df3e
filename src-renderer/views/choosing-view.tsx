import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useState } from 'react';
import type { AccountSummary, View } from '../../preload/contract/state.ts';
import { NewAccountRow } from '../components/account-row.tsx';
import { Alert } from '../components/alert.tsx';
import { CancelButton } from '../components/button.tsx';
import {
  FilterField,
  findMatches,
  searchableAccounts,
  usePreparedFilter,
} from '../components/filter-field.tsx';
import { useSaid } from '../components/live-region.tsx';
import { SwitchField } from '../components/switch-field.tsx';
import { ViewFrame } from '../components/view-frame.tsx';
import { useWholeCopy } from '../copy/copy.tsx';
import { whenIdle } from '../platform.ts';
import type { Login, ViewProps } from '../use-login.ts';
import { AccountList } from './account-list.tsx';
import styles from './choosing-view.module.css';
import { useErrorActions } from './use-error-actions.ts';

const filterFrom = 8;

/** One identity opens several accounts; the person chooses one, and whether that is remembered. */
export function ChoosingView({ login, state, view }: ViewProps<'choosing'>): ReactNode {
  const { t } = useWholeCopy();
  const { provider } = view.identity;
  const [remember, setRemember] = useState(view.remember.initially);
  const [filter, setFilter] = useState('');
  const [chosen, setChosen] = useState<AccountSummary | null>(null);
  const accounts = useOffer(login, view);
  const list = useMemo(() => searchableAccounts(accounts), [accounts]);
  const found = useMemo(() => findMatches(list, filter), [list, filter]);
  usePreparedFilter(list);
  const hasFilter = view.count >= filterFrom;
  const count = filter === '' ? view.count : found.length;
  const text = useChoosingText(view);
  useSaid(text);

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
      text={text}
      tool={
        <CancelButton
          compact
          isDisabled={view.busy}
          onPress={() => void login.run('cancelSignIn')}
        />
      }
    >
      <fieldset disabled={view.busy} className={styles.choosing}>
        {hasFilter && (
          <AccountFilter
            text={filter}
            count={count}
            onChange={setFilter}
            onEnter={() => found[0] !== undefined && choose(found[0])}
          />
        )}
        {found.length === 0 ? (
          <p className={styles.empty}>{t('choosing.none', { text: filter })}</p>
        ) : (
          <AccountList
            accounts={found}
            count={count}
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
        <NewAccountRow label={t('verb.use-another')} onPress={startOver} />
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

/** What can be chosen: of very many at first those that the view came with, which is more than is seen. */
function useOffer(
  { ask }: Login,
  { accounts, count }: Extract<View, { readonly kind: 'choosing' }>,
): readonly AccountSummary[] {
  const [all, setAll] = useState<readonly AccountSummary[] | null>(null);
  const isWhole = accounts.length === count;
  useEffect(() => {
    if (isWhole) return;
    // After the first sight of the list.
    const handle = whenIdle(async () => {
      const result = await ask('getOffer');
      if (result.ok) setAll(result.value);
    });
    return () => cancelIdleCallback(handle);
  }, [ask, isWhole]);
  return isWhole ? accounts : (all ?? accounts);
}

/** Why the person is asked, in one sentence. */
function useChoosingText(view: Extract<View, { readonly kind: 'choosing' }>): string {
  const { t, providerName } = useWholeCopy();
  if (view.reason !== 'first-time') return t(`choosing.${view.reason}`);
  const { count } = view;
  const { email, provider } = view.identity;
  return email === null
    ? t('choosing.first-time-no-email', { provider: providerName(provider), count })
    : t('choosing.first-time', { email, count });
}

interface AccountFilterProps {
  readonly text: string;
  readonly count: number;
  readonly onChange: (text: string) => void;
  /** Enter chooses the first account that is left. */
  readonly onEnter: () => void;
}

/** Narrows the list; Enter chooses the first account that is left, the down arrow goes to the list. */
function AccountFilter({ text, count, onChange, onEnter }: AccountFilterProps): ReactNode {
  const { t } = useWholeCopy();
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === 'Enter' && text !== '') {
      event.preventDefault();
      onEnter();
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      const list = event.currentTarget.closest('fieldset')?.querySelector('ul');
      list?.querySelector<HTMLElement>('button[tabindex="0"], button')?.focus();
    }
  }
  return (
    <FilterField
      label={t('choosing.filter')}
      hint={t('choosing.filter-hint')}
      clearLabel={t('choosing.filter-clear')}
      text={text}
      found={t('choosing.found', { count })}
      isFiltered={text !== ''}
      first
      onChange={onChange}
      onKeyDown={onKeyDown}
    />
  );
}
