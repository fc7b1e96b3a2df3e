import { type ReactNode, useMemo, useState } from 'react';
import type { ReviewRow } from '../../../../preload/contract.ts';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import { PageHead } from '../account-frame.tsx';
import { AnswerPanel } from '../answer-panel.tsx';
import { ChangeAlert } from '../change-alert.tsx';
import { NotOfficeManager } from '../not-office-manager.tsx';
import type { PageProps } from '../page-props.ts';
import { useChanges } from '../use-changes.ts';
import { ExportButton } from './export-button.tsx';
import { RecycledList } from './recycled-list.tsx';
import { ReviewFilter } from './review-filter.tsx';
import { findRows, searchableRows } from './review-search.ts';
import { ReviewTable } from './review-table.tsx';
import { ReviewToolsProvider } from './review-tools.tsx';
import { useReview } from './use-review.ts';
import { type ReviewLink, useReviewChanges } from './use-review-changes.ts';

/** For office managers: which addresses and identities open which accounts, conflicts first, and what to do (R10, R12). */
export function ReviewPage({ login, state, account }: PageProps): ReactNode {
  const { t, providerName } = useAccountCopy();
  const { answer, rows, nameOf } = useReview(login, account.id);
  const changes = useChanges();
  const actions = useReviewChanges({
    login,
    managerId: account.id,
    changes,
    reload: answer.reload,
  });
  const [text, setText] = useState('');
  const [onlyRisky, setOnlyRisky] = useState(false);
  const [asked, setAsked] = useState<{ row: ReviewRow; link: ReviewLink } | null>(null);
  const [askedOff, setAskedOff] = useState<ReviewRow | null>(null);
  const searchable = useMemo(() => searchableRows(rows), [rows]);
  const found = useMemo(() => findRows(searchable, text, onlyRisky), [searchable, text, onlyRisky]);

  if (answer.failure?.code === 'not-office-manager') return <NotOfficeManager />;

  function emailOf(link: ReviewLink): string {
    return link.email ?? t('link.no-email', { provider: providerName(link.provider) });
  }
  const tools = {
    ...actions,
    setSso(row: ReviewRow, on: boolean) {
      // The manager's own account: they may be signed out by it, in the middle of the review.
      if (!on && row.accountId === account.id) setAskedOff(row);
      else actions.setSso(row, on);
    },
    isBusy: changes.isBusy,
    failureAt: changes.failureAt,
    alertAt: (key: string) => (
      <ChangeAlert
        login={login}
        state={state}
        accountId={account.id}
        failure={changes.failureAt(key)}
        tryAgain={actions.again}
        onDismiss={() => {
          changes.dismiss();
          void answer.reload();
        }}
      />
    ),
    nameOf,
    askRemoveLink: (row: ReviewRow, link: ReviewLink) => setAsked({ row, link }),
  };

  return (
    <ReviewToolsProvider tools={tools}>
      <PageHead
        title={t('review.title')}
        text={t('review.text', { organization: account.organization || t('account.organization') })}
        tool={<ExportButton login={login} state={state} account={account} />}
      />
      <AnswerPanel login={login} state={state} accountId={account.id} answer={answer}>
        {({ recycled }) => (
          <>
            <RecycledList recycled={recycled} />
            <ReviewFilter
              text={text}
              onlyRisky={onlyRisky}
              count={found.length}
              onText={setText}
              onOnlyRisky={setOnlyRisky}
            />
            {found.length === 0 ? (
              <p className="empty">{t('review.none')}</p>
            ) : (
              <ReviewTable rows={found} />
            )}
          </>
        )}
      </AnswerPanel>
      {asked !== null && (
        <ConfirmDialog
          title={t('review.unlink.title', { email: emailOf(asked.link), name: asked.row.name })}
          text={t('review.unlink.text')}
          confirmLabel={t('unlink.link.confirm')}
          onConfirm={() => {
            setAsked(null);
            actions.removeLink(asked.link, emailOf(asked.link));
          }}
          onCancel={() => setAsked(null)}
        />
      )}
      {askedOff !== null && (
        <ConfirmDialog
          title={t('review.own-sso.title')}
          text={t('review.own-sso.text', { by: account.identity?.provider ?? 'password' })}
          confirmLabel={t('review.own-sso.confirm')}
          onConfirm={() => {
            setAskedOff(null);
            actions.setSso(askedOff, false);
          }}
          onCancel={() => setAskedOff(null)}
        />
      )}
    </ReviewToolsProvider>
  );
}
