import {
  type FormEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import type { Failure } from '../../preload/contract/errors.ts';
import { limits } from '../../preload/contract/verbs.ts';
import { useCopy } from '../copy/copy.tsx';
import { Button } from './button.tsx';
import field from './text-field.module.css';
import { PasswordField, TextField } from './text-field.tsx';

/** What an alert's action can do to the form. */
export interface CredentialsFormHandle {
  /** Goes to the first field that is still empty. */
  readonly focus: () => void;
  /** Sends the form again, or goes to the field that is still empty. */
  readonly submit: () => void;
}

interface Props {
  readonly submitLabel: string;
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** Id of the alert, which describes the fields it is about. */
  readonly alertId: string;
  readonly username?: string;
  /** What is typed with the username; absent: the Sonar password. */
  readonly secret?: 'code';
  /** Receives the focus when the view arrives. */
  readonly first?: boolean;
  readonly ref: Ref<CredentialsFormHandle>;
  readonly onSubmit: (username: string, password: string) => void;
  /** Stands between the fields and the button. */
  readonly children?: ReactNode;
}

/** Sonar username, and password or one-time code. A refused password is cleared; a code, which is seen, can be put right. */
export function CredentialsForm(props: Props): ReactNode {
  const { busy, failure, first = false, onSubmit } = props;
  const { t } = useCopy();
  const [username, setUsername] = useState(props.username ?? '');
  const [password, setPassword] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const usernameInput = useRef<HTMLInputElement>(null);
  const passwordInput = useRef<HTMLInputElement>(null);
  const refused = failure?.code === 'wrong-credentials';
  useAfterRefusal(busy, failure, () => {
    if (refused && props.secret === undefined) setPassword('');
    passwordInput.current?.focus();
  });
  useImperativeHandle(props.ref, () => ({
    focus: () => (username === '' ? usernameInput : passwordInput).current?.focus(),
    submit: () => form.current?.requestSubmit(),
  }));
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (username.trim() === '') usernameInput.current?.focus();
    else if (password === '') passwordInput.current?.focus();
    else onSubmit(username.trim(), password);
  }
  const describedBy = refused ? props.alertId : undefined;
  const firstIsPassword = first && username !== '';
  const secret = {
    value: password,
    onChange: setPassword,
    invalid: refused,
    describedBy,
    first: firstIsPassword,
    inputRef: passwordInput,
  };
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <fieldset disabled={busy} className={field.fields}>
        <div className={field.group}>
          <TextField
            label={t('signed-out.username')}
            name="username"
            autoComplete="username"
            maxLength={limits.username}
            value={username}
            onChange={setUsername}
            invalid={refused}
            describedBy={describedBy}
            first={first && !firstIsPassword}
            inputRef={usernameInput}
          />
          {props.secret === 'code' ? (
            <TextField
              {...secret}
              label={t('signed-out.code')}
              name="one-time-code"
              autoComplete="one-time-code"
              maxLength={limits.code}
            />
          ) : (
            <PasswordField {...secret} />
          )}
        </div>
        {props.children}
        <Button type="submit" kind="primary" busy={busy}>
          {props.submitLabel}
        </Button>
      </fieldset>
    </form>
  );
}

/** Calls `then` once when a check that was running ends with a failure. */
function useAfterRefusal(busy: boolean, failure: Failure | null, then: () => void): void {
  const wasBusy = useRef(busy);
  const latest = useRef(then);
  latest.current = then;
  useEffect(() => {
    if (wasBusy.current && !busy && failure !== null) latest.current();
    wasBusy.current = busy;
  }, [busy, failure]);
}
