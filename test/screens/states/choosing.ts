import type { AccountSummary, View } from '../../../preload/contract/state.ts';
import { mostOffered } from '../../../preload/contract/verbs.ts';
import { ana, manyAccounts, onCall, openPolicy, reception, stateOf } from './people.ts';
import type { Answers, ScreenState } from './screen-state.ts';

function choosing({
  accounts = [ana, reception, onCall],
  ...changes
}: Partial<Extract<View, { readonly kind: 'choosing' }>> = {}): Extract<
  View,
  { readonly kind: 'choosing' }
> {
  return {
    kind: 'choosing',
    identity: { provider: 'google', email: 'ana@northwind.example' },
    accounts: accounts.slice(0, mostOffered),
    count: accounts.length,
    reason: 'first-time',
    remember: { initially: true, locked: false },
    busy: false,
    failure: null,
    ...changes,
  };
}

/** What is asked for when the state has only the first of so many. */
function offer(count: number): Answers {
  return { getOffer: { ok: true, value: manyAccounts(count) } };
}

/** Names that turn or break a line, from right to left, too long, or not there. */
const foreignText: readonly AccountSummary[] = [
  { ...ana, id: 'turned', organization: '\u202eNorthwind\u2066 Dental', extension: '210' },
  { ...ana, id: 'bare', username: '', extension: '' },
  { ...ana, id: 'hebrew', name: 'נועה לוי', organization: 'מרפאת שיניים 5', extension: '212' },
  { ...ana, id: 'nowhere', name: '***', organization: '', extension: '\u202e213' },
  { ...ana, id: 'long', name: 'A'.repeat(400), organization: 'Very long '.repeat(60) },
];

/** One identity, several accounts. */
export const choosingStates: readonly ScreenState[] = [
  { name: 'choosing-2', state: stateOf(choosing({ accounts: [ana, reception] })) },
  { name: 'choosing-3', state: stateOf(choosing()) },
  { name: 'choosing-8', state: stateOf(choosing({ accounts: manyAccounts(8) })) },
  {
    name: 'choosing-500',
    state: stateOf(choosing({ accounts: manyAccounts(500) })),
    answers: offer(500),
  },
  {
    name: 'choosing-10000-filtered',
    state: stateOf(choosing({ accounts: manyAccounts(10_000) })),
    answers: offer(10_000),
    steps: (page) => page.fill('[type=search]', 'chloe lake'),
  },
  {
    name: 'choosing-nothing-found',
    state: stateOf(choosing({ accounts: manyAccounts(500) })),
    answers: offer(500),
    steps: (page) => page.fill('[type=search]', 'zzz'),
  },
  { name: 'choosing-foreign-text', state: stateOf(choosing({ accounts: foreignText })) },
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
    answers: offer(500),
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
