import { useEffect, useRef } from 'react';
import { canCancel, switchTarget } from './login-state.ts';
import { isMac } from './platform.ts';
import type { Login } from './use-login.ts';
import { openAccount } from './use-login.ts';

/** Escape gives an attempt up; Ctrl or Command with a digit does what a press on that account does. Never quits. */
export function useShortcuts(login: Login): void {
  const latest = useRef(login);
  useEffect(() => {
    latest.current = login;
  }, [login]);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const { state, run } = latest.current;
      if (state === null || event.defaultPrevented || event.repeat) return;
      if (event.key === 'Escape' && canCancel(state)) {
        event.preventDefault();
        void run('cancelSignIn');
        return;
      }
      const modifier = isMac() ? event.metaKey : event.ctrlKey;
      const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
      if (!modifier || event.altKey || event.shiftKey || digit === undefined) return;
      const target = switchTarget(state, Number(digit));
      if (target === null) return;
      event.preventDefault();
      openAccount(latest.current, target);
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
