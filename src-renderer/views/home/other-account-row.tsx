import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { AccountText } from '../../components/account-text.tsx';
import { Avatar } from '../../components/avatar.tsx';
import { useCopy } from '../../copy/copy.tsx';
import { beside } from '../../copy/formats.ts';
import type { NumberedAccount } from '../../login-state.ts';
import { openAccount } from '../../open-account.ts';
import { shortcutLabel } from '../../platform.ts';
import type { Login } from '../../use-login.ts';

/** Another account: opens it if it is signed in, else starts signing in to it. */
export function OtherAccountRow(props: {
  readonly login: Login;
  readonly other: NumberedAccount;
}): ReactNode {
  const { login, other } = props;
  const { account, digit } = other;
  const { t } = useCopy();
  const { status } = account.session;
  const trouble = status === 'offline' || status === 'signed-out';

  return (
    <AriaButton className="account-row" onPress={() => openAccount(login, account)}>
      <Avatar name={account.name} />
      <AccountText
        account={account}
        {...(trouble
          ? {
              below: beside(account.organization, t(`home.presence.${status}`)),
            }
          : {})}
      />
      {digit !== null && <kbd className="key">{shortcutLabel(digit)}</kbd>}
    </AriaButton>
  );
}
