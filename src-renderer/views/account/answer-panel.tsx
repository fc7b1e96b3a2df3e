import type { ReactNode } from 'react';
import type { LoginState } from '../../../preload/contract.ts';
import { Spinner } from '../../components/spinner.tsx';
import { useAccountCopy } from '../../copy/account-copy.tsx';
import type { Login } from '../../use-login.ts';
import { ChangeAlert } from './change-alert.tsx';
import type { Answer } from './use-answer.ts';

interface Props<T> {
  readonly login: Login;
  readonly state: LoginState;
  readonly accountId: string;
  readonly answer: Answer<T>;
  readonly children: (value: T) => ReactNode;
}

/** What main answered; before that a spinner, and when it did not, why and *Try again*. */
export function AnswerPanel<T>(props: Props<T>): ReactNode {
  const { login, state, accountId, answer, children } = props;
  const { t } = useAccountCopy();
  const { value, failure, retry } = answer;
  return (
    <>
      <ChangeAlert
        login={login}
        state={state}
        accountId={accountId}
        failure={failure}
        tryAgain={retry}
        onDismiss={retry}
      />
      {value === null && failure === null && (
        <p className="loading">
          <Spinner />
          <span className="late">{t('load.loading')}</span>
        </p>
      )}
      {value !== null && children(value)}
    </>
  );
}
