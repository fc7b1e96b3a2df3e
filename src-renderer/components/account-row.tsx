import { UserRound, UserRoundPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { AccountSummary } from '../../preload/contract.ts';
import { useExtension } from '../copy/copy.tsx';
import { beside } from '../copy/formats.ts';
import { initials } from '../login-state.ts';

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

/** A person's initials, or a figure for a name without letters; decorative, the name stands beside it. */
export function Avatar(props: { readonly name: string; readonly large?: boolean }): ReactNode {
  const letters = initials(props.name);
  return (
    <span className={props.large ? 'avatar avatar-large' : 'avatar'} aria-hidden="true">
      {letters === '' ? <UserRound className="icon" /> : letters}
    </span>
  );
}

/** A row that leads to an account that is not in the list above it. */
export function NewAccountRow(props: {
  readonly label: string;
  readonly onPress: () => void;
}): ReactNode {
  return (
    <AriaButton className="account-row account-row-plain" onPress={props.onPress}>
      <span className="avatar avatar-outline" aria-hidden="true">
        <UserRoundPlus className="icon" />
      </span>
      <span className="account-text">{props.label}</span>
    </AriaButton>
  );
}
