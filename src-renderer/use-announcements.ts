import { useEffect, useRef } from 'react';
import type { View } from '../preload/contract.ts';
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
    if (viewFailure(view)?.code === 'cancelled' || isCancelled(last, view)) {
      announce(t('announce.cancelled'));
    } else if (view.kind === 'checking' && view.provider === null) {
      announce(t('checking.password'));
    } else if (view.kind === 'signed-in') {
      const name = accountById(state, view.accountId)?.name ?? '';
      if (last.kind !== 'signed-in') announce(t('announce.signed-in', { name }));
      else if (last.accountId !== view.accountId) announce(t('home.announce.switched', { name }));
    } else if (last.kind === 'signed-in' && view.kind === 'signed-out' && view.failure === null) {
      announce(t('announce.signed-out'));
    }
  }, [state, announce, t]);
}

function isCancelled(last: View, view: View): boolean {
  return last.kind === 'waiting-for-browser' && view.kind === 'signed-out' && view.failure === null;
}
