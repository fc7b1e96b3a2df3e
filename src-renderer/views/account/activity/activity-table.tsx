import { type ReactNode, useState } from 'react';
import type {
  AuditEvent,
  AuditPage,
  KnownAccount,
  LoginState,
} from '../../../../preload/contract.ts';
import { Button } from '../../../components/button.tsx';
import { useAnnounce } from '../../../components/live-region.tsx';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import type { Login } from '../../../use-login.ts';
import { ChangeAlert } from '../change-alert.tsx';
import { useChanges } from '../use-changes.ts';
import { ActivityRow } from './activity-row.tsx';

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
export function ActivityTable({ login, state, account, first, names }: Props): ReactNode {
  const { t } = useAccountCopy();
  const announce = useAnnounce();
  const changes = useChanges();
  const [older, setOlder] = useState<readonly AuditEvent[]>([]);
  const [next, setNext] = useState(first.next);
  const events = [...first.events, ...older];

  async function showOlder(): Promise<void> {
    await changes.run('older', async () => {
      const result = await login.ask('getAudit', account.id, next);
      if (result.ok) {
        const page = result.value;
        setOlder((known) => [...known, ...page.events]);
        setNext(page.next);
        announce(t('activity.older.announce', { count: page.events.length }));
      }
      return result;
    });
  }

  if (events.length === 0) return <p className="empty">{t('activity.none')}</p>;
  return (
    <>
      <table className="activity-table" aria-label={t('activity.table')}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className="column-head">
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
        <p className="page-text">{t('activity.end')}</p>
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
