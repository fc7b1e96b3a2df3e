import { Info } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Failure, LoginState } from '../../../../preload/contract.ts';
import { Notice } from '../../../components/notice.tsx';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import { errorWords, isShown } from '../../../error-words.ts';
import type { Login } from '../../../use-login.ts';

/** Why single sign-on is off for the account: the organization takes no part yet (R11), or somebody turned it off (R12). */
export function SsoOffNotice(props: {
  readonly login: Login;
  readonly state: LoginState;
  readonly failure: Failure | null;
}): ReactNode {
  const { login, state, failure } = props;
  const { common } = useAccountCopy();
  if (failure === null || !isShown(failure)) return null;
  const words = errorWords(failure, common, state);
  return (
    <Notice
      tone="warning"
      icon={<Info className="icon" aria-hidden="true" />}
      title={words.title}
      text={words.detail}
      {...(words.action === 'ask-for-pilot'
        ? {
            action: {
              label: words.actionLabel,
              run: () => void login.ask('openHelpPage', 'ask-for-pilot'),
            },
          }
        : {})}
    />
  );
}
