import { UserRound, UserRoundPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AccountSummary } from '../../preload/contract/state.ts';
import { useExtension } from '../copy/copy.tsx';
import { beside } from '../copy/formats.ts';
import { initials } from '../login-state.ts';
import styles from './account-row.module.css';
import { PlainButton } from './button.tsx';
import { classNames } from './class-names.ts';

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
    <span className={styles.text}>
      <span className={styles.line}>
        <span className={styles.name} dir="auto">
          {props.title ?? account.name}
        </span>{' '}
        {account.username !== '' && (
          <span className={styles.username} dir="auto">
            {account.username}
          </span>
        )}
      </span>{' '}
      <span className={styles.place}>{props.below ?? place}</span>
    </span>
  );
}

/** A person's initials, or a figure for a name without letters; decorative, the name stands beside it. */
export function Avatar(props: { readonly name: string; readonly large?: boolean }): ReactNode {
  const letters = initials(props.name);
  return (
    <span className={classNames(styles.avatar, props.large && styles.large)} aria-hidden="true">
      {letters === '' ? <UserRound aria-hidden="true" /> : letters}
    </span>
  );
}

/** A row that leads to an account that is not in the list above it. */
export function NewAccountRow(props: {
  readonly label: string;
  /** The id of the words that say why policy locks it; null: it is open. */
  readonly lockedBy?: string | null;
  readonly onPress: () => void;
}): ReactNode {
  const { lockedBy = null } = props;
  return (
    <PlainButton
      className={classNames(styles.row, styles.plain)}
      {...lockOf(lockedBy)}
      onPress={() => lockedBy === null && props.onPress()}
    >
      <span className={classNames(styles.avatar, styles.outline)} aria-hidden="true">
        <UserRoundPlus aria-hidden="true" />
      </span>
      <span className={styles.text}>{props.label}</span>
    </PlainButton>
  );
}

/** What a row that policy locks says of itself: it can be reached, and tells why it does nothing. */
export function lockOf(reasonId: string | null) {
  return reasonId === null ? {} : { 'aria-disabled': true, 'aria-describedby': reasonId };
}
