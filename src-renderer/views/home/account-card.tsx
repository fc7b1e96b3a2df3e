import { KeyRound, Link2 } from 'lucide-react';
import { lazy, type ReactNode, Suspense } from 'react';
import type { KnownAccount } from '../../../preload/contract.ts';
import { Avatar } from '../../components/avatar.tsx';
import { useCopy, useExtension } from '../../copy/copy.tsx';
import { beside } from '../../copy/formats.ts';
import type { Login } from '../../use-login.ts';
import { Presence } from './presence.tsx';
import { SignOutButton } from './sign-out-button.tsx';

const SignOutMenu = lazy(() =>
  import('./sign-out-menu.tsx').then(({ SignOutMenu }) => ({ default: SignOutMenu })),
);

/** The account that is open. Its name is the view's heading, so it is not said again here. */
export function AccountCard(props: {
  readonly login: Login;
  readonly account: KnownAccount;
}): ReactNode {
  const { login, account } = props;
  const { t, providerName } = useCopy();
  const extension = useExtension();
  const { identity } = account;
  const provider = providerName(identity?.provider);
  return (
    <section className="account-card" aria-label={account.name}>
      <div className="account-card-who">
        <Avatar name={account.name} large />
        <div className="account-card-text">
          <p className="account-card-place">{account.organization}</p>
          <p className="account-place">{beside(extension(account.extension), account.username)}</p>
        </div>
        <Presence session={account.session} />
      </div>
      <p className="account-card-identity">
        {identity === null ? (
          <KeyRound className="icon" aria-hidden="true" />
        ) : (
          <Link2 className="icon" aria-hidden="true" />
        )}
        <span>
          {identity === null
            ? t('home.signed-in-password')
            : identity.email === null
              ? t('home.signed-in-with-no-email', { provider })
              : t('home.signed-in-with', { provider, email: identity.email })}
        </span>
      </p>
      <div className="split">
        <SignOutButton login={login} account={account} />
        <Suspense fallback={<span className="split-more" data-pending="" />}>
          <SignOutMenu login={login} account={account} />
        </Suspense>
      </div>
    </section>
  );
}
