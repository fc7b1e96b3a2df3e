import { Download } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { ReviewRow } from '../../../preload/contract/account-pages.ts';
import type { KnownAccount, LoginState } from '../../../preload/contract/state.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { FilterField, usePreparedFilter } from '../../components/filter-field.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { SmallSwitch } from '../../components/switch-field.tsx';
import { useWholeCopy } from '../../copy/copy.tsx';
import type { Login } from '../../use-login.ts';
import { NotOfficeManager, PageHead } from './account-frame.tsx';
import type { PageProps } from './account-page.ts';
import page from './page.module.css';
import { RecycledList } from './recycled-list.tsx';
import styles from './review.module.css';
import { ReviewMark } from './review-mark.tsx';
import { ReviewTable } from './review-table.tsx';
import { AnswerPanel } from './use-answer.tsx';
import { ChangeAlert, useChanges } from './use-changes.tsx';
import {
  CodeDialog,
  findRows,
  type IssuedCode,
  type ReviewLink,
  ReviewToolsProvider,
  searchableRows,
  useReview,
  useReviewChanges,
} from './use-review.tsx';

/** For office managers: which addresses and identities open which accounts, conflicts first, and what to do (R10, R12). */
export function ReviewPage({ login, state, account }: PageProps): ReactNode {
  const { t, providerName } = useWholeCopy();
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
  const [askedCode, setAskedCode] = useState<ReviewRow | null>(null);
  const [code, setCode] = useState<IssuedCode | null>(null);
  const [askedOff, setAskedOff] = useState<ReviewRow | null>(null);
  const searchable = useMemo(() => searchableRows(rows), [rows]);
  const found = useMemo(() => findRows(searchable, text, onlyRisky), [searchable, text, onlyRisky]);
  usePreparedFilter(searchable);

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
    managerId: account.id,
    askCode: state.policy.codeAllowed ? setAskedCode : null,
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
        {({ recycled, lastReviewedAt }) => (
          <>
            <ReviewMark
              login={login}
              state={state}
              account={account}
              lastReviewedAt={lastReviewedAt}
              onMarked={() => void answer.reload()}
            />
            <RecycledList recycled={recycled} />
            <ReviewFilter
              text={text}
              onlyRisky={onlyRisky}
              count={found.length}
              onText={setText}
              onOnlyRisky={setOnlyRisky}
            />
            {found.length === 0 ? (
              <p className={page.empty}>{t('review.none')}</p>
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
      {askedCode !== null && (
        <ConfirmDialog
          title={t('review.code.title', { name: askedCode.name })}
          text={t('review.code.text', { name: askedCode.name })}
          confirmLabel={t('review.code.confirm')}
          onConfirm={() => {
            setAskedCode(null);
            actions.issueCode(askedCode, setCode);
          }}
          onCancel={() => setAskedCode(null)}
        />
      )}
      {code !== null && <CodeDialog code={code} onClose={() => setCode(null)} />}
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

interface Props {
  readonly text: string;
  readonly onlyRisky: boolean;
  /** How many rows are left. */
  readonly count: number;
  readonly onText: (text: string) => void;
  readonly onOnlyRisky: (onlyRisky: boolean) => void;
}

/** Narrows the review while typing, or to what is risky; says how much is left. */
function ReviewFilter(props: Props): ReactNode {
  const { text, onlyRisky, count, onText, onOnlyRisky } = props;
  const { t } = useWholeCopy();
  return (
    <search className={styles.filter}>
      <FilterField
        label={t('review.filter')}
        hint={t('review.filter-hint')}
        clearLabel={t('review.filter-clear')}
        text={text}
        found={t('review.found', { count })}
        isFiltered={text !== '' || onlyRisky}
        onChange={onText}
      />
      <SmallSwitch
        label={t('review.only-risky')}
        name={t('review.only-risky')}
        checked={onlyRisky}
        busy={false}
        onChange={onOnlyRisky}
      />
    </search>
  );
}

/** Saves the review for a spreadsheet and says where; changing one's mind says nothing. */
function ExportButton(props: {
  readonly login: Login;
  readonly state: LoginState;
  readonly account: KnownAccount;
}): ReactNode {
  const { login, state, account } = props;
  const { t } = useWholeCopy();
  const announce = useAnnounce();
  const changes = useChanges();
  const [path, setPath] = useState<string | null>(null);

  async function save(): Promise<void> {
    setPath(null);
    await changes.run('export', async () => {
      const result = await login.ask('exportReview', account.id);
      if (result.ok && result.value !== null) {
        setPath(result.value);
        announce(t('review.exported', { path: result.value }));
      }
      return result;
    });
  }

  return (
    <div className={styles.export}>
      <Button
        size="small"
        busy={changes.isBusy('export')}
        isDisabled={changes.isBusy('export')}
        icon={<Download aria-hidden="true" />}
        onPress={() => void save()}
      >
        {t('review.export')}
      </Button>
      {path !== null && <p className={page.fact}>{t('review.exported', { path })}</p>}
      <ChangeAlert
        login={login}
        state={state}
        accountId={account.id}
        failure={changes.failureAt('export')}
        tryAgain={() => void save()}
        onDismiss={changes.dismiss}
      />
    </div>
  );
}
