import type { ReactNode } from 'react';
import type { AccountSummary } from '../../preload/contract.ts';
import { useExtension } from '../copy/copy.tsx';
import { beside } from '../copy/formats.ts';

/** Name and username on the first line, organization and extension on the second; long ones are cut with an ellipsis. */
export function AccountText(props: {
  readonly account: AccountSummary;
  readonly title?: string;
  readonly below?: ReactNode;
}): ReactNode {
  const { account } = props;
  const extension = useExtension();
  const place = beside(account.organization, extension(account.extension));
  return (
    <span className="account-text">
      <span className="account-line">
        <span className="account-name" dir="auto">
          {props.title ?? account.name}
        </span>{' '}
        {account.username !== '' && (
          <span className="account-username" dir="auto">
            {account.username}
          </span>
        )}
      </span>{' '}
      <span className="account-place">{props.below ?? place}</span>
    </span>
  );
}
