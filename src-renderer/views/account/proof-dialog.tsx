import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import type { KnownAccount, LoginState } from '../../../preload/contract.ts';
import { Button } from '../../components/button.tsx';
import { PasswordField } from '../../components/text-field.tsx';
import { useAccountCopy } from '../../copy/account-copy.tsx';
import { confirmStandsLeft } from '../../platform.ts';
import type { Login } from '../../use-login.ts';
import type { Proof, ProofQuestion } from '../../use-proof.ts';
import { ChangeAlert } from './use-changes.tsx';

interface Props {
  readonly login: Login;
  readonly state: LoginState;
  readonly account: KnownAccount;
  readonly proof: Proof;
  readonly question: ProofQuestion;
}

/** "Confirm it’s you", before something that lasts: at the account's own provider, or with the Sonar password. */
export function ProofDialog({ login, state, account, proof, question }: Props): ReactNode {
  const { t, common, providerName } = useAccountCopy();
  const [password, setPassword] = useState('');
  const passwordInput = useRef<HTMLInputElement>(null);
  const alertId = useId();
  const { identity } = account;
  const busy = question.phase !== 'asked';
  const { failure } = question;
  const isRefused = failure?.code === 'wrong-credentials';
  useEffect(() => {
    if (isRefused) setPassword('');
    if (!busy) passwordInput.current?.focus();
  }, [isRefused, busy]);

  function submit(event?: FormEvent): void {
    event?.preventDefault();
    if (busy) return;
    if (identity !== null) void proof.withProvider();
    else if (password === '') passwordInput.current?.focus();
    else void proof.withPassword(password);
  }

  const confirm = (
    <Button key="confirm" type="submit" kind="primary" busy={busy} autoFocus={identity !== null}>
      {identity === null
        ? t('proof.confirm')
        : common.t('action.confirm', { provider: providerName(identity.provider) })}
    </Button>
  );
  const cancel = (
    <Button key="cancel" onPress={proof.cancel}>
      {common.t('verb.cancel')}
    </Button>
  );
  return (
    <ModalOverlay
      className="overlay"
      isOpen
      isDismissable
      onOpenChange={(open) => !open && proof.cancel()}
    >
      <Modal className="modal">
        <Dialog className="dialog">
          <Heading slot="title" className="dialog-title">
            {t('proof.title')}
          </Heading>
          <p className="dialog-text">
            {identity === null
              ? t('proof.text.password', { username: account.username || account.name })
              : t('proof.text.provider', { provider: providerName(identity.provider) })}
          </p>
          <div id={alertId} className="dialog-alert">
            <ChangeAlert
              login={login}
              state={state}
              accountId={account.id}
              failure={failure}
              tryAgain={submit}
              onDismiss={proof.dismiss}
            />
          </div>
          <form className="form" onSubmit={submit} noValidate>
            {identity === null && (
              <PasswordField
                value={password}
                onChange={setPassword}
                invalid={isRefused}
                describedBy={isRefused ? alertId : undefined}
                first
                inputRef={passwordInput}
              />
            )}
            <div className="dialog-buttons">
              {confirmStandsLeft() ? [confirm, cancel] : [cancel, confirm]}
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
