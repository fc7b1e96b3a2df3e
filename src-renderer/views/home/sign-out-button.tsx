import { LogOut } from 'lucide-react';
import type { ReactNode } from 'react';
import type { KnownAccount } from '../../../preload/contract.ts';
import { Button } from '../../components/button.tsx';
import { useCopy } from '../../copy/copy.tsx';
import type { Login } from '../../use-login.ts';

/** Signs this account out on this computer. */
export function SignOutButton(props: {
  readonly login: Login;
  readonly account: KnownAccount;
}): ReactNode {
  const { t } = useCopy();
  return (
    <Button
      size="small"
      icon={<LogOut className="icon" aria-hidden="true" />}
      onPress={() => void props.login.run('signOut', props.account.id)}
    >
      {t('home.sign-out')}
    </Button>
  );
}
