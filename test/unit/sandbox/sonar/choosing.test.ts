import { expect, test } from 'vitest';
import { sandboxPassword } from '../../../../services/seed/default-seed.ts';
import { generateSeed } from '../../../../services/seed/generated-seed.ts';
import { linkRequiredOf, offerOf, sessionOf } from '../../../contract/support/narrow.ts';
import { personOf, startTestService, type TestService } from './support/start-test-service.ts';

const person = personOf('three-accounts', 'google');

async function choose({ call }: TestService, ticket: string, accountId: string) {
  return call('chooseAccount', { body: { ticket, accountId } });
}

test.each<[string, string, (service: TestService) => void]>([
  [
    'was turned off',
    'account-disabled',
    ({ service }) => service.control.disableAccount('maple-210'),
  ],
  [
    'lost single sign-on',
    'sso-turned-off',
    ({ service }) => service.control.setAccountSso('maple-210', false),
  ],
  [
    'left the pilot',
    'sso-not-enabled',
    ({ service }) => service.control.setOrganizationSso('maple', false),
  ],
  [
    'lost the address',
    'not-in-offer',
    ({ service }) => service.control.removeAddress('maple-210', person.email),
  ],
  [
    'has the address for notifications only',
    'not-in-offer',
    ({ service }) =>
      service.control.setAddressPurpose('maple-210', person.email, 'notifications-only'),
  ],
])(
  'SV-10: an account that %s since the offer is refused, and the others can still be chosen',
  async (_name, code, change) => {
    const context = await startTestService();
    const { ticket } = offerOf(await context.signIn(person));
    change(context);
    expect(await choose(context, ticket, 'maple-210')).toMatchObject({ status: 403, code });
    expect(sessionOf(await choose(context, ticket, 'harbour-210')).account.id).toBe('harbour-210');
  },
);

test('SV-10: a choice that was unlinked since the offer is refused', async () => {
  const context = await startTestService();
  const first = offerOf(await context.signIn(person));
  const { accessToken } = sessionOf(await choose(context, first.ticket, 'maple-211'));
  const later = offerOf(await context.signIn(person));
  await context.call('turnOffProvider', {
    accessToken,
    params: { provider: 'google' },
    body: { on: false },
  });
  const stale = await choose(context, later.ticket, 'maple-211');
  expect(stale).toMatchObject({ status: 403, code: 'not-in-offer' });
});

test('SV-10: the ticket of another attempt opens only what it offered', async () => {
  const context = await startTestService();
  const { ticket } = offerOf(await context.signIn(personOf('shared-mailbox', 'google')));
  const foreign = await choose(context, ticket, 'maple-210');
  expect(foreign).toMatchObject({ status: 403, code: 'not-in-offer' });
});

test('SV-10: an account that the identity opens only since the offer is not in it', async () => {
  const context = await startTestService();
  const { ticket } = offerOf(await context.signIn(person));
  context.service.control.addAddress('maple-220', person.email);
  const early = await choose(context, ticket, 'maple-220');
  expect(early).toMatchObject({ status: 403, code: 'not-in-offer' });
  const { accounts } = offerOf(await context.signIn(person));
  expect(accounts.map(({ id }) => id)).toContain('maple-220');
});

test('an offer lives ten minutes', async () => {
  const context = await startTestService();
  const { ticket, expiresAt } = offerOf(await context.signIn(person));
  expect(Math.abs(Date.parse(expiresAt) - context.now() - 600_000)).toBeLessThan(15_000);
  context.advance(601_000);
  const late = await choose(context, ticket, 'maple-210');
  expect(late).toMatchObject({ status: 410, code: 'ticket-expired' });
});

test('an offer cannot be used to link, nor a request to link to choose', async () => {
  const context = await startTestService();
  const { ticket } = offerOf(await context.signIn(person));
  const body = { ticket, username: 'chloe.martin', password: 'x' };
  expect(await context.call('linkIdentity', { body })).toMatchObject({ status: 410 });
});

test('R4: a request to link is void once its identity was linked elsewhere, from the settings', async () => {
  const { call, issuers, signIn } = await startTestService();
  const newcomer = personOf('no-account', 'google');
  const { ticket } = linkRequiredOf(await signIn(newcomer));
  const { accessToken } = sessionOf(await signIn(personOf('one-account', 'google')));
  await call('addLink', { accessToken, body: await issuers.prove(newcomer) });
  const body = { ticket, username: 'chloe.martin', password: sandboxPassword };
  const late = await call('linkIdentity', { body });
  expect(late).toMatchObject({ status: 409, code: 'already-linked' });
  expect(sessionOf(await signIn(newcomer)).account.id).toBe('maple-200');
});

test('ten thousand accounts of one identity are offered and one is opened', {
  timeout: 60_000,
}, async () => {
  const seed = generateSeed({ people: 1, accounts: 10_000 });
  const context = await startTestService({ seed });
  const [somebody] = seed.people;
  if (!somebody) throw new Error('nobody');
  const offer = offerOf(await context.signIn(somebody));
  expect(offer.accounts).toHaveLength(10_000);
  const accountId = offer.accounts[9_999]?.id ?? '';
  expect(sessionOf(await choose(context, offer.ticket, accountId)).account.id).toBe(accountId);
});
