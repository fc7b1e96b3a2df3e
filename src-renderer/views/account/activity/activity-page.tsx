import { type ReactNode, useCallback, useMemo } from 'react';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import { PageHead } from '../account-frame.tsx';
import { AnswerPanel } from '../answer-panel.tsx';
import { NotOfficeManager } from '../not-office-manager.tsx';
import type { PageProps } from '../page-props.ts';
import { useAnswer } from '../use-answer.ts';
import { ActivityTable } from './activity-table.tsx';

/** What was done to the organization's access, newest first, page by page. */
export function ActivityPage({ login, state, account }: PageProps): ReactNode {
  const { t } = useAccountCopy();
  const { ask } = login;
  const answer = useAnswer(useCallback(() => ask('getAudit', account.id, null), [ask, account.id]));
  // Only for the names of accounts; without it their usernames and labels still tell who it was.
  const review = useAnswer(useCallback(() => ask('getReview', account.id), [ask, account.id]));
  const names = useMemo(
    () => new Map(review.value?.rows.map(({ accountId, name }) => [accountId, name])),
    [review.value],
  );
  if (answer.failure?.code === 'not-office-manager') return <NotOfficeManager />;
  return (
    <>
      <PageHead
        title={t('activity.title')}
        text={t('activity.text', {
          organization: account.organization || t('account.organization'),
        })}
      />
      <AnswerPanel login={login} state={state} accountId={account.id} answer={answer}>
        {(first) => (
          <ActivityTable
            login={login}
            state={state}
            account={account}
            first={first}
            names={names}
          />
        )}
      </AnswerPanel>
    </>
  );
}
