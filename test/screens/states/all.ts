import { type ErrorCode, errorCodes, type Failure } from '../../../preload/contract/errors.ts';
import type { LoginState } from '../../../preload/contract/state.ts';
import { accountStates } from './account.ts';
import { choosingStates } from './choosing.ts';
import { homeStates } from './home.ts';
import { linkingStates } from './linking.ts';
import { ana, known, openPolicy, picturesAt, stateOf } from './people.ts';
import type { ScreenState } from './screen-state.ts';
import { signInStates } from './sign-in.ts';

const facts: Partial<Record<ErrorCode, Partial<Failure>>> = {
  'wrong-credentials': { triesLeft: 1 },
  'too-many-tries': { retryAt: new Date(picturesAt + 900_000).toISOString() },
  'connection-untrusted': { certificateIssuer: 'Contoso Web Gateway CA' },
  'consent-required': { provider: 'microsoft', providerErrorNumber: 'AADSTS65001' },
  'administrator-needed': { provider: 'microsoft', providerErrorNumber: 'AADSTS50105' },
  'provider-busy': { provider: 'microsoft', providerErrorNumber: 'AADSTS50196' },
  'sign-in-not-fresh': { provider: 'microsoft' },
  'account-service-unreachable': { provider: 'google' },
  'sso-not-enabled': { email: 'felix@northwind.example' },
  'already-linked': { email: 'ana@northwind.example' },
  'identity-mismatch': { email: 'ana@northwind.example' },
};

/** Codes that are about an account which is open, not about signing in. */
const atHome: readonly ErrorCode[] = [
  'last-way-in',
  'not-office-manager',
  'not-found',
  'call-in-progress',
  'autostart-unchanged',
  'keychain-locked',
  'credential-store-unavailable',
  'keychain-broken',
  'identity-mismatch',
  'reverify-required',
];

function stateWith(code: ErrorCode): LoginState {
  const failure: Failure = {
    code,
    provider: 'google',
    correlationId: 'b7c1-44e0-9a52',
    ...facts[code],
  };
  return atHome.includes(code)
    ? stateOf({ kind: 'signed-in', accountId: 'ana', failure }, { accounts: [known(ana)] })
    : stateOf({ kind: 'signed-out', failure }, { policy: openPolicy });
}

/** Every code with its headline, detail and action; and one with its details open. */
const errorStates: readonly ScreenState[] = [
  ...errorCodes
    .filter((code) => code !== 'cancelled')
    .map((code) => ({ name: `error-${code}`, state: stateWith(code) })),
  {
    name: 'details-open',
    state: stateWith('consent-required'),
    steps: (page) => page.click('summary'),
    mayScroll: true,
  },
];

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
