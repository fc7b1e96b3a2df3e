import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { AccountText } from '../../components/account-text.tsx';
import { Avatar } from '../../components/avatar.tsx';
import { beside } from '../../copy/beside.ts';
import { useCopy } from '../../copy/copy-context.tsx';
import type { NumberedAccount } from '../../login-state.ts';
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
  const signedOut = account.session.status === 'signed-out';
  const trouble = account.session.status === 'offline' || signedOut;

  function open(): void {
    const provider = account.identity?.provider;
    if (!signedOut) void login.run('switchAccount', account.id);
    else if (provider === undefined) void login.run('addAccount');
    else void login.run('startSignIn', provider, { anotherAccount: false });
  }

  return (
    <AriaButton className="account-row" onPress={open}>
      <Avatar name={account.name} />
      <AccountText
        account={account}
        {...(trouble
          ? {
              below: beside(account.organization, t(`home.presence.${account.session.status}`)),
            }
          : {})}
      />
      {digit !== null && !signedOut && <kbd className="key">{shortcutLabel(digit)}</kbd>}
    </AriaButton>
  );
}
