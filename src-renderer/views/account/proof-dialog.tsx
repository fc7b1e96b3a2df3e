import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { KnownAccount, LoginState } from '../../../preload/contract/state.ts';
import { Button, ButtonPair } from '../../components/button.tsx';
import dialog from '../../components/dialog.module.css';
import { DialogFrame } from '../../components/dialog.tsx';
import { PasswordField } from '../../components/text-field.tsx';
import { useWholeCopy } from '../../copy/copy.tsx';
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
  const { t, providerName } = useWholeCopy();
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

  return (
    <DialogFrame
      role="dialog"
      title={t('proof.title')}
      text={
        identity === null
          ? t('proof.text.password', { username: account.username || account.name })
          : t('proof.text.provider', { provider: providerName(identity.provider) })
      }
      onClose={proof.cancel}
    >
      <div id={alertId} className={dialog.alert}>
        <ChangeAlert
          login={login}
          state={state}
          accountId={account.id}
          failure={failure}
          tryAgain={submit}
          onDismiss={proof.dismiss}
        />
      </div>
      <form onSubmit={submit} noValidate>
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
        <ButtonPair
          confirm={
            <Button type="submit" kind="primary" busy={busy} autoFocus={identity !== null}>
              {identity === null
                ? t('proof.confirm')
                : t('action.confirm', { provider: providerName(identity.provider) })}
            </Button>
          }
          cancel={<Button onPress={proof.cancel}>{t('verb.cancel')}</Button>}
        />
      </form>
    </DialogFrame>
  );
}
