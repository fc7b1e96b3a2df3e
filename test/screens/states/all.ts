import { accountStates } from './account.ts';
import { choosingStates } from './choosing.ts';
import { errorStates } from './errors.ts';
import { homeStates } from './home.ts';
import { linkingStates } from './linking.ts';
import type { ScreenState } from './screen-state.ts';
import { signInStates } from './sign-in.ts';

/** The states of the window by area, in the order in which a person may meet them. */
export const areas = {
  'sign-in': signInStates,
  choosing: choosingStates,
  linking: linkingStates,
  home: homeStates,
  errors: errorStates,
  account: accountStates,
} as const satisfies Readonly<Record<string, readonly ScreenState[]>>;

export type Area = keyof typeof areas;

/** Every state of the window. */
export const allStates: readonly ScreenState[] = Object.values(areas).flat();
