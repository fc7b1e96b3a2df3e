import type { RefObject } from 'react';
import type { Provider } from '../../../preload/contract/providers.ts';
import type { AskablePage, KnownAccount, LoginState } from '../../../preload/contract/state.ts';
import { accountById } from '../../login-state.ts';
import type { Login } from '../../use-login.ts';

/** Pages about the account that is open; they load when they are first asked for. */
export type AccountPage =
  | 'settings'
  | 'choices'
  | 'devices'
  | 'computer'
  | 'review'
  | 'activity'
  | 'support';

/**
 * The pages in the order of their buttons; two are for office managers, and two need no account. The app outside of its
 * window is this module's to set only where `state` tells of it.
 */
export function pagesFor(
  { desk }: Pick<LoginState, 'desk'>,
  account: { readonly isOfficeManager: boolean } | null,
): AccountPage[] {
  const computer = desk === null ? [] : (['computer'] as const);
  if (account === null) return [...computer, 'support'];
  return [
    'settings',
    'choices',
    'devices',
    ...computer,
    ...(account.isOfficeManager ? (['review', 'activity'] as const) : []),
    'support',
  ];
}

/** The page that a softphone asks for; null: home, which also takes the place of one that the person may not see. */
export function findAskedPage(state: LoginState, asked: AskablePage): AccountPage | null {
  const { view } = state;
  const account = view.kind === 'signed-in' ? accountById(state, view.accountId) : null;
  const wanted = asked === 'security' ? 'settings' : asked;
  return pagesFor(state, account).find((page) => page === wanted) ?? null;
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
