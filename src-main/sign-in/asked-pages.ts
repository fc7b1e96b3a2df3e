import type { Failure } from '../../preload/contract/errors.ts';
import type { Provider } from '../../preload/contract/providers.ts';
import type { AskablePage, AskedPage } from '../../preload/contract/state.ts';
import type { PolicyReader } from '../policy/effective-policy.ts';
import type { AccountIndex } from '../session/account-index.ts';
import type { Attempts, Purpose } from './attempt.ts';
import type { CurrentView } from './current-view.ts';
import { requireAllowedStart } from './require-allowed-attempt.ts';

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

/** What a softphone may have the window do. */
export function createAskedWindow(needs: {
  readonly askedPage: Pick<AskedPages, 'ask'>;
  readonly policy: Pick<PolicyReader, 'current'>;
  readonly index: Pick<AccountIndex, 'list'>;
  readonly showWindow: () => Promise<void>;
  readonly signIn: (provider: Provider, purpose: Purpose) => Promise<Failure | null>;
}) {
  return {
    async show(page: AskablePage | undefined): Promise<void> {
      if (page !== undefined) needs.askedPage.ask(page);
      await needs.showWindow();
    },
    /** Throws `blocked-by-policy` where the provider is forbidden. */
    async startSignIn(provider: Provider, email: string | null) {
      requireAllowedStart(needs.policy.current(), provider);
      // Before the browser, which then comes to the front.
      await needs.showWindow();
      // An address names the account; without one the provider is to ask for it.
      const anotherAccount = email === null && needs.index.list().length > 0;
      return { outcome: needs.signIn(provider, { kind: 'sign-in', anotherAccount, email }) };
    },
  };
}
