import type { View } from '../../../preload/contract.ts';
import { ana, manyAccounts, onCall, openPolicy, reception, stateOf } from './people.ts';
import type { ScreenState } from './screen-state.ts';

function choosing(
  changes: Partial<Extract<View, { readonly kind: 'choosing' }>> = {},
): Extract<View, { readonly kind: 'choosing' }> {
  return {
    kind: 'choosing',
    identity: { provider: 'google', email: 'ana@northwind.example' },
    accounts: [ana, reception, onCall],
    reason: 'first-time',
    remember: { initially: true, locked: false },
    busy: false,
    failure: null,
    ...changes,
  };
}

/** One identity, several accounts. */
export const choosingStates: readonly ScreenState[] = [
  { name: 'choosing-2', state: stateOf(choosing({ accounts: [ana, reception] })) },
  { name: 'choosing-3', state: stateOf(choosing()) },
  { name: 'choosing-8', state: stateOf(choosing({ accounts: manyAccounts(8) })) },
  { name: 'choosing-500', state: stateOf(choosing({ accounts: manyAccounts(500) })) },
  {
    name: 'choosing-10000-filtered',
    state: stateOf(choosing({ accounts: manyAccounts(10_000) })),
    steps: (page) => page.fill('.filter-input', 'chloe lake'),
  },
  {
    name: 'choosing-nothing-found',
    state: stateOf(choosing({ accounts: manyAccounts(500) })),
    steps: (page) => page.fill('.filter-input', 'zzz'),
  },
  { name: 'choosing-always-ask', state: stateOf(choosing({ reason: 'always-ask' })) },
  {
    name: 'choosing-vanished',
    state: stateOf(
      choosing({ reason: 'remembered-vanished', identity: { provider: 'microsoft', email: null } }),
    ),
  },
  {
    name: 'choosing-open',
    state: stateOf(choosing({ reason: 'remembered-open', accounts: [reception, onCall] })),
  },
  {
    name: 'choosing-locked',
    state: stateOf(choosing({ remember: { initially: false, locked: true } })),
  },
  {
    name: 'choosing-no-remember',
    state: stateOf(choosing(), { policy: { ...openPolicy, rememberAllowed: false } }),
  },
  {
    name: 'choosing-500-failed',
    state: stateOf(
      choosing({
        accounts: manyAccounts(500),
        failure: { code: 'not-in-offer', correlationId: 'b7c1-44e0' },
      }),
    ),
  },
  { name: 'choosing-busy', state: stateOf(choosing({ busy: true })) },
  {
    name: 'choosing-failed',
    state: stateOf(
      choosing({
        failure: {
          code: 'account-service-unreachable',
          provider: 'google',
          correlationId: 'b7c1-44e0',
        },
      }),
    ),
  },
];
