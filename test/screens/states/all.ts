import { accountStates } from './account.ts';
import { choosingStates } from './choosing.ts';
import { errorStates } from './errors.ts';
import { homeStates } from './home.ts';
import { linkingStates } from './linking.ts';
import type { ScreenState } from './screen-state.ts';
import { signInStates } from './sign-in.ts';

/** Every state of the window, in the order in which a person may meet them. */
export const allStates: readonly ScreenState[] = [
  ...signInStates,
  ...choosingStates,
  ...linkingStates,
  ...homeStates,
  ...errorStates,
  ...accountStates,
];
