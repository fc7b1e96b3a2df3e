import type { ReactNode } from 'react';
import type { Failure, LoginState } from '../../../preload/contract.ts';
import { Alert } from '../../components/alert.tsx';
import type { Login } from '../../use-login.ts';
import { useErrorActions } from '../use-error-actions.ts';

interface Props {
  readonly login: Login;
  readonly state: LoginState;
  readonly accountId?: string;
  readonly failure: Failure | null;
  readonly tryAgain: () => void;
  readonly onDismiss: () => void;
}

/** A failure beside what it is about, with the one thing to do. */
export function ChangeAlert(props: Props): ReactNode {
  const { login, state, accountId, failure, tryAgain, onDismiss } = props;
  const { onAction, onCopyDetails } = useErrorActions(login, {
    ...(accountId === undefined ? {} : { accountId }),
    tryAgain: () => tryAgain(),
    goToUsername: () => void login.run('addAccount'),
  });
  return (
    <Alert
      failure={failure}
      state={state}
      onAction={(action, about) => {
        if (action === 'close' || action === 'continue') onDismiss();
        // There is no provider that could confirm it.
        else if (action === 'confirm' && isWithPassword(state, accountId)) tryAgain();
        else onAction(action, about);
      }}
      onCopyDetails={onCopyDetails}
    />
  );
}

function isWithPassword({ accounts }: LoginState, accountId: string | undefined): boolean {
  return accounts.find(({ id }) => id === accountId)?.identity === null;
}
