import type { ReactNode } from 'react';
import type { AccountSummary } from '../../../preload/contract.ts';
import { AccountText } from '../../components/account-text.tsx';
import { Avatar } from '../../components/avatar.tsx';
import { Spinner } from '../../components/spinner.tsx';

interface Props {
  readonly account: AccountSummary;
  readonly index: number;
  /** True for the one row that Tab reaches; arrows reach the others. */
  readonly reachable: boolean;
  readonly opening: boolean;
  readonly onFocus: () => void;
  readonly onChoose: () => void;
}

/** One account; the whole row is the button. A plain element: thousands are made and thrown away while scrolling. */
export function AccountRow(props: Props): ReactNode {
  const { account, opening } = props;
  return (
    <button
      type="button"
      className="account-row"
      data-index={props.index}
      tabIndex={props.reachable ? 0 : -1}
      onFocus={props.onFocus}
      onClick={props.onChoose}
    >
      <Avatar name={account.name} />
      <AccountText account={account} />
      {opening && <Spinner />}
    </button>
  );
}
