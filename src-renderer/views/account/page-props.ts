import type { RefObject } from 'react';
import type { KnownAccount, LoginState, Provider } from '../../../preload/contract.ts';
import type { Login } from '../../use-login.ts';
import type { AccountPage } from './account-page.ts';

/** What every page of an account gets. */
export interface PageProps {
  readonly login: Login;
  readonly state: LoginState;
  readonly account: KnownAccount;
  readonly onOpenPage: (page: AccountPage) => void;
}

/** The provider whose sign-in the settings have started; outlives the views of the attempt. */
export type StartedProvider = RefObject<Provider | null>;
