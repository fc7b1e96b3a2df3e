import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { LoginState } from '../../preload/contract.ts';
import { Button } from '../components/button.tsx';
import { useCopy } from '../copy/copy.tsx';
import type { Login } from '../use-login.ts';

interface Props {
  readonly login: Login;
  readonly state: LoginState;
}

/** Goes on with a sign-in that waits for Sonar, and says whose it is. */
export function GoOn({ login, state }: Props): ReactNode {
  const { t } = useCopy();
  const { unsent } = state;
  if (unsent === null) return null;
  return (
    <Button
      icon={<ArrowRight className="icon" aria-hidden="true" />}
      onPress={() => void login.run('goOn')}
    >
      {unsent.email === null
        ? t('signed-out.go-on-no-email', { provider: t(`provider.${unsent.provider}`) })
        : t('signed-out.go-on', { email: unsent.email })}
    </Button>
  );
}
