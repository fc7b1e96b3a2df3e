import { UserRoundPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useCopy } from '../../copy/copy.tsx';
import type { NumberedAccount } from '../../login-state.ts';
import type { Login } from '../../use-login.ts';
import { OtherAccountRow } from './other-account-row.tsx';

/** The person's other accounts, one key or click away, and the way to add one. */
export function OtherAccounts(props: {
  readonly login: Login;
  readonly others: readonly NumberedAccount[];
}): ReactNode {
  const { login, others } = props;
  const { t } = useCopy();
  return (
    <section className="others">
      {others.length > 0 && (
        <>
          <h2 className="section-title">{t('home.accounts')}</h2>
          <ul>
            {others.map((other) => (
              <li key={other.account.id}>
                <OtherAccountRow login={login} other={other} />
              </li>
            ))}
          </ul>
        </>
      )}
      <AriaButton
        className="account-row account-row-plain"
        onPress={() => void login.run('addAccount')}
      >
        <span className="avatar avatar-outline" aria-hidden="true">
          <UserRoundPlus className="icon" />
        </span>
        <span className="account-text">{t('home.add')}</span>
      </AriaButton>
    </section>
  );
}
