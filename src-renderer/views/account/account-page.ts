import type { RefObject } from 'react';
import type { Provider } from '../../../preload/contract/providers.ts';
import type { AskablePage, KnownAccount, LoginState } from '../../../preload/contract/state.ts';
import { accountById } from '../../login-state.ts';
import type { Login } from '../../use-login.ts';

/** Pages about the account that is open; they load when they are first asked for. */
export type AccountPage = 'settings' | 'choices' | 'devices' | 'review' | 'activity' | 'support';

/** The pages in the order of their buttons; two are for office managers, and without an account there is only support. */
export function pagesFor(account: { readonly isOfficeManager: boolean } | null): AccountPage[] {
  if (account === null) return ['support'];
  return [
    'settings',
    'choices',
    'devices',
    ...(account.isOfficeManager ? (['review', 'activity'] as const) : []),
    'support',
  ];
}

/** The page that a softphone asks for; null: home, which also takes the place of one that the person may not see. */
export function findAskedPage(state: LoginState, asked: AskablePage): AccountPage | null {
  const { view } = state;
  const account = view.kind === 'signed-in' ? accountById(state, view.accountId) : null;
  const wanted = asked === 'security' ? 'settings' : asked;
  return pagesFor(account).find((page) => page === wanted) ?? null;
}

/** What every page of an account gets. */
export interface PageProps {
  readonly login: Login;
  readonly state: LoginState;
  readonly account: KnownAccount;
  readonly onOpenPage: (page: AccountPage) => void;
}

/** The provider whose sign-in the settings have started; outlives the views of the attempt. */
export type StartedProvider = RefObject<Provider | null>;
