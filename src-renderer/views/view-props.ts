import type { LoginState, View } from '../../preload/contract.ts';
import type { Login } from '../use-login.ts';

/** What every view gets: the way to main, main's state, and the view's own part of it. */
export interface ViewProps<Kind extends View['kind']> {
  readonly login: Login;
  readonly state: LoginState;
  readonly view: Extract<View, { readonly kind: Kind }>;
}
