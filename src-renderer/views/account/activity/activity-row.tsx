import type { ReactNode } from 'react';
import type { AuditEvent } from '../../../../preload/contract.ts';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import { formatDateTime } from '../../../copy/formats.ts';
import { useActionName } from './use-action-name.ts';

/** One event in words. */
export function ActivityRow(props: {
  readonly event: AuditEvent;
  readonly names: ReadonlyMap<string, string>;
}): ReactNode {
  const { event, names } = props;
  const { t, locale } = useAccountCopy();
  const actionName = useActionName();
  const account = event.account === null ? null : (names.get(event.account) ?? event.account);
  return (
    <tr>
      <td className="activity-at">{formatDateTime(event.at, locale)}</td>
      <td className="activity-what">{actionName(event.what)}</td>
      <td data-column={t('activity.col.who')}>
        {event.who === 'somebody' || event.who === '' ? t('activity.somebody') : event.who}
      </td>
      <td data-column={t('activity.col.account')}>{account}</td>
      <td data-column={t('activity.col.device')}>{event.device}</td>
    </tr>
  );
}
