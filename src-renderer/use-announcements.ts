import { useEffect, useRef } from 'react';
import type { LoginState, View } from '../preload/contract.ts';
import { useAnnounce } from './components/live-region.tsx';
import { useCopy } from './copy/copy-context.tsx';
import { accountById, viewFailure } from './login-state.ts';
import type { Login } from './use-login.ts';

/** Says politely what the new place does not say by its heading: signed in, switched, signed out, cancelled. */
export function useAnnouncements({ state }: Login): void {
  const { t } = useCopy();
  const announce = useAnnounce();
  const before = useRef<View | null>(null);
  useEffect(() => {
    if (state === null) return;
    const { view } = state;
    const last = before.current;
    before.current = view;
    if (last === null || last === view) return;
    if (isCancelled(last, view)) {
      announce(t('announce.cancelled'));
    } else if (view.kind === 'checking' && view.provider === null) {
      if (last.kind !== 'checking') announce(t('checking.password'));
    } else if (view.kind === 'signed-in') {
      const name = accountById(state, view.accountId)?.name ?? '';
      if (last.kind === 'signed-in') {
        if (last.accountId !== view.accountId) announce(t('home.announce.switched', { name }));
      } else if (view.failure === null) {
        announce(t('announce.signed-in', { name }));
      }
    } else if (isSignedOut(state, last)) {
      announce(t('announce.signed-out'));
    }
  }, [state, announce, t]);
}

/** The state comes again with every change, a new language too; only a cancellation that is new is said. */
function isCancelled(last: View, view: View): boolean {
  if (viewFailure(view)?.code === 'cancelled') return viewFailure(last)?.code !== 'cancelled';
  return last.kind === 'waiting-for-browser' && view.kind === 'signed-out' && view.failure === null;
}

/** Not so for somebody who only adds an account: the one they come from stays signed in. */
function isSignedOut({ view, accounts }: LoginState, last: View): boolean {
  if (last.kind !== 'signed-in' || view.kind !== 'signed-out' || view.failure !== null)
    return false;
  const left = accounts.find(({ id }) => id === last.accountId);
  return left === undefined || left.session.status === 'signed-out';
}
