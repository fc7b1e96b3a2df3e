import type { ReactNode } from 'react';
import type { AccountSummary } from '../../preload/contract.ts';
import { useCopy } from '../copy/copy-context.tsx';

/** Name and username on the first line, organization and extension on the second; long ones are cut with an ellipsis. */
export function AccountText(props: {
  readonly account: AccountSummary;
  readonly title?: string;
  readonly below?: ReactNode;
}): ReactNode {
  const { account } = props;
  const { t } = useCopy();
  const place = t('account.place', {
    organization: account.organization,
    extension: account.extension,
  });
  return (
    <span className="account-text">
      <span className="account-line">
        <span className="account-name" dir="auto">
          {props.title ?? account.name}
        </span>{' '}
        <span className="account-username" dir="auto">
          {account.username}
        </span>
      </span>{' '}
      <span className="account-place" dir="auto">
        {props.below ?? place}
      </span>
    </span>
  );
}
