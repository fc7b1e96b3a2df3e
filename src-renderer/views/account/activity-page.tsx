import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { AuditEvent, AuditPage } from '../../../preload/contract/account-pages.ts';
import type { KnownAccount, LoginState } from '../../../preload/contract/state.ts';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { useAnnounce } from '../../components/live-region.tsx';
import { useWholeCopy } from '../../copy/copy.tsx';
import { formatDateTime } from '../../copy/formats.ts';
import type { Login } from '../../use-login.ts';
import { NotOfficeManager, PageHead } from './account-frame.tsx';
import type { PageProps } from './account-page.ts';
import styles from './activity-page.module.css';
import page from './page.module.css';
import { AnswerPanel, useAnswer } from './use-answer.tsx';
import { ChangeAlert, useChanges } from './use-changes.tsx';

/** What was done to the organization's access, newest first, page by page. */
export function ActivityPage({ login, state, account }: PageProps): ReactNode {
  const { t } = useWholeCopy();
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

interface Props {
  readonly login: Login;
  readonly state: LoginState;
  readonly account: KnownAccount;
  readonly first: AuditPage;
  /** Names by account id. */
  readonly names: ReadonlyMap<string, string>;
}

const columns = ['at', 'what', 'who', 'account', 'device'] as const;

/** The events so far, and the way to older ones. */
function ActivityTable({ login, state, account, first, names }: Props): ReactNode {
  const { t } = useWholeCopy();
  const announce = useAnnounce();
  const changes = useChanges();
  const [older, setOlder] = useState<readonly AuditEvent[]>([]);
  const [next, setNext] = useState(first.next);
  const events = [...first.events, ...older];

  async function showOlder(): Promise<void> {
    await changes.run('older', async () => {
      const result = await login.ask('getAudit', account.id, next);
      if (result.ok) {
        const { events: found, next: rest } = result.value;
        setOlder((known) => [...known, ...found]);
        setNext(rest);
        announce(t('activity.older.announce', { count: found.length }));
      }
      return result;
    });
  }

  if (events.length === 0) return <p className={page.empty}>{t('activity.none')}</p>;
  return (
    <>
      <table className={classNames(page.table, styles.table)} aria-label={t('activity.table')}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className={page.columnHead}>
                {t(`activity.col.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <ActivityRow key={event.id} event={event} names={names} />
          ))}
        </tbody>
      </table>
      <ChangeAlert
        login={login}
        state={state}
        accountId={account.id}
        failure={changes.failureAt('older')}
        tryAgain={() => void showOlder()}
        onDismiss={changes.dismiss}
      />
      {next === null ? (
        <p className={page.text}>{t('activity.end')}</p>
      ) : (
        <Button
          size="small"
          busy={changes.isBusy('older')}
          isDisabled={changes.isBusy('older')}
          onPress={() => void showOlder()}
        >
          {t('activity.older')}
        </Button>
      )}
    </>
  );
}

/** One event in words. */
function ActivityRow(props: {
  readonly event: AuditEvent;
  readonly names: ReadonlyMap<string, string>;
}): ReactNode {
  const { event, names } = props;
  const { t, locale } = useWholeCopy();
  const actionName = useActionName();
  const account = event.account === null ? null : (names.get(event.account) ?? event.account);
  return (
    <tr>
      <td className={styles.at}>{formatDateTime(event.at, locale)}</td>
      <td className={styles.what}>{actionName(event.what)}</td>
      <td data-column={t('activity.col.who')}>
        {event.who === 'somebody' || event.who === '' ? t('activity.somebody') : event.who}
      </td>
      <td data-column={t('activity.col.account')}>{account}</td>
      <td data-column={t('activity.col.device')}>{event.device}</td>
    </tr>
  );
}

/** The actions that the service's contract names (`AuditAction`). */
const actions = [
  'signed-in',
  'sign-in-refused',
  'password-refused',
  'offered',
  'link-required',
  'linked',
  'link-removed',
  'link-ended',
  'provider-turned-off',
  'session-refreshed',
  'session-ended',
  'refresh-token-reused',
  'session-key-refused',
  'reverified',
  'reverify-refused',
  'signed-out',
  'signed-out-everywhere',
  'device-signed-out',
  'softphone-token-issued',
  'new-links-told',
  'provisioned',
  'account-sso-changed',
  'address-purpose-changed',
  'address-recycled',
  'recycled-decided',
  'review-exported',
  'break-glass-issued',
  'break-glass-used',
  'break-glass-refused',
  'reviewed',
  'changed-by-operator',
] as const;

/** Puts an action into words; one that this version does not know keeps the service's own word. */
function useActionName(): (what: string) => string {
  const { t } = useWholeCopy();
  return (what) => {
    const known = actions.find((action) => action === what);
    return known === undefined ? t('activity.other', { what }) : t(`audit.${known}`);
  };
}
