import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import type { Failure, Result } from '../../../preload/contract/errors.ts';
import type { LoginState } from '../../../preload/contract/state.ts';
import { Alert } from '../../components/alert.tsx';
import type { Login } from '../../use-login.ts';
import { useErrorActions } from '../use-error-actions.ts';

/** What the person changes on a page: which changes are under way, and the last one that was refused, each named by a key. */
export interface Changes {
  readonly isBusy: (key: string) => boolean;
  readonly failureAt: (key: string) => Failure | null;
  /** Runs a change; ends with its failure, or null when it is done. One change per key at a time. */
  readonly run: (key: string, change: () => Promise<Result<unknown>>) => Promise<Failure | null>;
  readonly dismiss: () => void;
}

/** Keeps track of a page's changes. */
export function useChanges(): Changes {
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [failed, setFailed] = useState<{ key: string; failure: Failure } | null>(null);
  const running = useRef(new Set<string>());
  const run = useCallback<Changes['run']>(async (key, change) => {
    if (running.current.has(key)) return null;
    running.current.add(key);
    setBusy(new Set(running.current));
    setFailed(null);
    const result = await change();
    running.current.delete(key);
    setBusy(new Set(running.current));
    if (result.ok) return null;
    setFailed({ key, failure: result.failure });
    return result.failure;
  }, []);
  return useMemo(
    () => ({
      isBusy: (key) => busy.has(key),
      failureAt: (key) => (failed?.key === key ? failed.failure : null),
      run,
      dismiss: () => setFailed(null),
    }),
    [busy, failed, run],
  );
}

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

/**
 * Moves the focus to the first element that matches when what had it has gone, so that the keyboard does not start
 * over; after the next paint.
 */
export function keepFocus(selector: string): void {
  requestAnimationFrame(() => {
    const { activeElement } = document;
    if (activeElement !== null && activeElement !== document.body) return;
    document.querySelector<HTMLElement>(selector)?.focus();
  });
}
