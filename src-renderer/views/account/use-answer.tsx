import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { Failure, Result } from '../../../preload/contract/errors.ts';
import type { LoginState } from '../../../preload/contract/state.ts';
import { Spinner } from '../../components/button.tsx';
import { useWholeCopy } from '../../copy/copy.tsx';
import type { Login } from '../../use-login.ts';
import page from './page.module.css';
import { ChangeAlert } from './use-changes.tsx';

/** What a page has asked main for. */
export interface Answer<T> {
  /** Null until it has come; kept while it is asked for again. */
  readonly value: T | null;
  /** Why the last question was not answered. */
  readonly failure: Failure | null;
  /** Asks again; ends when the answer is there. */
  readonly reload: () => Promise<void>;
  /** Forgets the failure and asks again as if for the first time. */
  readonly retry: () => void;
}

interface Shown<T> {
  readonly value: T | null;
  readonly failure: Failure | null;
}

// The spinner appears after 300 ms; once it is seen it stays for 500 ms, so that nothing flickers.
const spinnerAfterMs = 300;
const spinnerStaysMs = 500;

/** Asks main once when the page arrives, and again on wish. `ask` must stay the same function while it asks the same. */
export function useAnswer<T>(ask: () => Promise<Result<T>>): Answer<T> {
  const [shown, setShown] = useState<Shown<T>>({ value: null, failure: null });
  const question = useRef(0);
  const reload = useCallback(async () => {
    question.current += 1;
    const mine = question.current;
    const result = await ask();
    if (question.current !== mine) return;
    setShown((before) =>
      result.ok
        ? { value: result.value, failure: null }
        : { value: before.value, failure: result.failure },
    );
  }, [ask]);
  const load = useCallback(async () => {
    question.current += 1;
    const mine = question.current;
    const startedAt = performance.now();
    setShown({ value: null, failure: null });
    const result = await ask();
    await spinnerSeen(performance.now() - startedAt);
    if (question.current !== mine) return;
    setShown(
      result.ok ? { value: result.value, failure: null } : { value: null, failure: result.failure },
    );
  }, [ask]);
  useEffect(() => {
    void load();
    return () => {
      question.current += 1;
    };
  }, [load]);
  const retry = useCallback(() => void load(), [load]);
  return { ...shown, reload, retry };
}

async function spinnerSeen(elapsedMs: number): Promise<void> {
  const leftMs = spinnerAfterMs + spinnerStaysMs - elapsedMs;
  if (elapsedMs <= spinnerAfterMs || leftMs <= 0) return;
  await new Promise((resolve) => setTimeout(resolve, leftMs));
}

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
  const { t } = useWholeCopy();
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
        <p className={page.loading} data-pending="">
          <Spinner />
          <span>{t('load.loading')}</span>
        </p>
      )}
      {value !== null && children(value)}
    </>
  );
}
