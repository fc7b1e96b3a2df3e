import type { AskablePage, AskedPage } from '../../preload/contract/state.ts';
import type { PolicyReader } from '../policy/effective-policy.ts';
import type { Attempts } from './attempt.ts';
import type { CurrentView } from './current-view.ts';

/** What the softphone has asked the window to show. */
export interface AskedPages {
  /** Null: nothing that was not shown. */
  get(): AskedPage | null;
  ask(page: AskablePage): void;
  /** The window has shown it: another window, opened later, is not to show it again. */
  noteShown(number: number): void;
}

/** Makes the holder; nothing is asked. An attempt that is running stays, whatever is asked. */
export function createAskedPages(needs: {
  readonly view: Pick<CurrentView, 'get' | 'show' | 'showHome' | 'canReturn' | 'homeAccount'>;
  readonly attempts: Pick<Attempts, 'current'>;
  readonly policy: Pick<PolicyReader, 'current'>;
  readonly onChange: () => void;
}): AskedPages {
  const { view, attempts, policy, onChange } = needs;
  const mayAddAccount = () => policy.current().switchingAllowed || view.homeAccount() === null;
  let asked: AskedPage | null = null;
  let count = 0;
  return {
    get: () => asked,
    ask(page) {
      count += 1;
      asked = { page, number: count };
      const isSigningIn = view.get().kind === 'signed-out';
      if (attempts.current() === null) {
        if (page === 'sign-in' && !isSigningIn && mayAddAccount())
          view.show({ kind: 'signed-out', failure: null });
        // From the sign-in screen for another account.
        else if (page !== 'sign-in' && isSigningIn && view.canReturn()) view.showHome(null);
      }
      onChange();
    },
    noteShown(number) {
      if (asked?.number !== number) return;
      asked = null;
      onChange();
    },
  };
}
