import type { LoginState, View } from '../../../preload/contract/state.ts';
import { ana, known, openPolicy, picturesAt, reception, stateOf } from './people.ts';
import type { ScreenState } from './screen-state.ts';

function linking(
  changes: Partial<Extract<View, { readonly kind: 'linking' }>> = {},
): Extract<View, { readonly kind: 'linking' }> {
  return {
    kind: 'linking',
    identity: { provider: 'google', email: 'ana@northwind.example' },
    reason: 'no-account',
    busy: false,
    failure: null,
    ...changes,
  };
}

function confirmingLink(
  changes: Partial<Extract<View, { readonly kind: 'confirming-link' }>> = {},
): LoginState {
  const view: View = {
    kind: 'confirming-link',
    identity: { provider: 'google', email: 'chloe.martin@gmail.com' },
    accountId: 'ana',
    busy: false,
    failure: null,
    ...changes,
  };
  return stateOf(view, { canReturn: true, accounts: [known(ana), known(reception)] });
}

async function typePassword(page: {
  fill: (at: string, text: string) => Promise<void>;
}): Promise<void> {
  await page.fill('[name=username]', 'ana.ruiz');
  await page.fill('[name=password]', 'correct horse');
}

/** An identity that opens no account yet. */
export const linkingStates: readonly ScreenState[] = [
  { name: 'linking', state: stateOf(linking()) },
  {
    name: 'linking-recycled',
    state: stateOf(linking({ reason: 'address-recycled' })),
  },
  { name: 'linking-removed', state: stateOf(linking({ reason: 'link-removed' })) },
  {
    name: 'linking-not-authoritative',
    state: stateOf(
      linking({
        reason: 'not-authoritative',
        identity: {
          provider: 'microsoft',
          email: 'a.very.long.address@subsidiary.northwind.example',
        },
      }),
    ),
  },
  {
    name: 'linking-no-email',
    state: stateOf(linking({ identity: { provider: 'microsoft', email: null } })),
  },
  { name: 'confirm-link', state: confirmingLink() },
  {
    name: 'confirm-link-no-email',
    state: confirmingLink({ identity: { provider: 'microsoft', email: null } }),
  },
  {
    name: 'confirm-link-long',
    state: confirmingLink({
      identity: {
        provider: 'microsoft',
        email: 'a.very.long.address.of.somebody@subsidiary.northwind.example',
      },
    }),
  },
  { name: 'confirm-link-busy', state: confirmingLink({ busy: true }) },
  { name: 'linking-typed', state: stateOf(linking()), steps: typePassword },
  { name: 'linking-busy', state: stateOf(linking({ busy: true })) },
  {
    name: 'linking-refused',
    state: stateOf(
      linking({ failure: { code: 'wrong-credentials', triesLeft: 2, correlationId: 'b7c1-44e0' } }),
    ),
  },
  {
    name: 'linking-too-many-tries',
    state: stateOf(
      linking({
        failure: {
          code: 'too-many-tries',
          retryAt: new Date(picturesAt + 900_000).toISOString(),
          correlationId: 'b7c1-44e0',
        },
      }),
    ),
  },
  {
    name: 'linking-locked',
    state: stateOf(linking(), { policy: { ...openPolicy, linkingAllowed: false } }),
  },
];
