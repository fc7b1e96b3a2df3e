import { expect, test } from 'vitest';
import { sandboxPassword } from '../../../../services/seed/default-seed.ts';
import { generateSeed } from '../../../../services/seed/generated-seed.ts';
import {
  trustGoogle,
  trustMicrosoft,
} from '../../../../services/sonar/id-token/trusted-providers.ts';
import { createGoogleIdentityReader } from '../../../../src-main/providers/google.ts';
import { readMicrosoftIdentity } from '../../../../src-main/providers/microsoft.ts';
import {
  bodyAs,
  linkRequiredOf,
  offerOf,
  sessionOf,
} from '../../../contract/support/sonar-client.ts';
import { passwordSession } from './support/people-here.ts';
import {
  deviceWith,
  personOf,
  startTestService,
  type TestService,
} from './support/start-test-service.ts';

/** Whose address the stranger's tenant puts into its tokens, and what the stranger signs in with. */
const victim = personOf('one-account', 'microsoft');
const mallory = personOf('stranger', 'microsoft');
const signInName = 'mallory@evil.example';
const username = 'ana.silva';
const hourMs = 3_600_000;

type Claims = Readonly<Record<string, unknown>>;

async function start(context: TestService, person: typeof mallory, claims: Claims) {
  const proof = await context.issuers.prove(person, claims);
  return context.call('startSignIn', { body: { ...proof, device: deviceWith() } });
}

async function linkByPassword(context: TestService, person: typeof mallory, claims: Claims) {
  const { ticket, identity } = linkRequiredOf(await start(context, person, claims));
  const body = { ticket, username, password: sandboxPassword };
  return { identity, session: sessionOf(await context.call('linkIdentity', { body })) };
}

/** Proves a session again, an hour later, with these claims. */
async function reverify(
  { call, issuers, advance }: TestService,
  person: typeof mallory,
  refreshToken: string,
  claims: Claims,
) {
  advance(hourMs);
  const idToken = await issuers.sign({ ...issuers.claimsOf(person), ...claims });
  return bodyAs(await call('reverifySession', { body: { refreshToken, idToken } }), 'Verification');
}

test('ID-24: an address that a tenant claims is shown to nobody: not to the person, the owner or their office manager', async () => {
  const context = await startTestService();
  const { call } = context;
  const owner = await passwordSession(context, username);
  const claims = { email: victim.email, xms_edov: undefined, preferred_username: signInName };
  const { identity, session } = await linkByPassword(context, mallory, claims);
  const { refreshToken, accessToken } = session;
  const manager = await passwordSession(context, 'ines.gagnon');
  const review = bodyAs(await call('getReview', manager), 'Review');
  const told = await call('refreshSession', { body: { refreshToken: owner.refreshToken } });
  const shown = [
    identity,
    session.identity,
    sessionOf(told).newLinks[0],
    bodyAs(await call('getMySecurity', { accessToken }), 'AccountSecurity').links[0],
    review.rows.find((row) => row.username === username)?.links[0],
    await reverify(context, mallory, refreshToken, claims),
  ];
  expect(shown.map((label) => label?.email)).toEqual(shown.map(() => signInName));
  const audit = context.service.control.readAudit().map(({ who, detail }) => `${who} ${detail}`);
  expect(audit.filter((line) => line.includes(victim.email))).toEqual([]);
});

test('ID-24: an address of which Google does not say that it is verified is no label, and there is no other', async () => {
  const context = await startTestService();
  const person = personOf('stranger', 'google');
  const claims = { email: victim.email, email_verified: 'true', preferred_username: signInName };
  const { identity, session } = await linkByPassword(context, person, claims);
  expect(identity).toEqual({ provider: 'google', email: null });
  expect(session.identity).toEqual({ provider: 'google', email: null });
  expect((await reverify(context, person, session.refreshToken, claims)).email).toBeNull();
});

test('a label that is of another kind than before is no rename; one of the same kind is told once', async () => {
  const context = await startTestService();
  const session = sessionOf(await context.signIn(victim));
  const prove = async (claims: Claims) => {
    const { email, emailRenamedFrom } = await reverify(
      context,
      victim,
      session.refreshToken,
      claims,
    );
    return [email, emailRenamedFrom];
  };
  const named = { preferred_username: 'ana@maple.example' };
  const claimed = { ...named, email: 'else@maple.example', xms_edov: false };
  expect(await prove(claimed)).toEqual(['ana@maple.example', null]);
  expect(await prove({ ...claimed, preferred_username: 'ana.s@maple.example' })).toEqual([
    'ana.s@maple.example',
    'ana@maple.example',
  ]);
  expect(await prove({ ...named, email: 'new@maple.example' })).toEqual([
    'new@maple.example',
    null,
  ]);
  expect(await prove({ ...named, email: 'newer@maple.example' })).toEqual([
    'newer@maple.example',
    'new@maple.example',
  ]);
  expect(await prove({ ...named, email: 'newer@maple.example' })).toEqual([
    'newer@maple.example',
    null,
  ]);
});

const trust = { issuer: 'https://issuer.example', clientId: 'client' };
const google = trustGoogle(trust, 0, Date.now);
const microsoft = trustMicrosoft({ ...trust, authority: trust.issuer }, 0, Date.now);
const ids = {
  sub: 'sub',
  tid: '5a0e7c1e-0000-4000-8000-0000000000aa',
  oid: '0a1b2c3d-0000-4000-8000-00000000abcd',
};

const shown = ['ana@maple.example', 'añá@münchen.example', `${'a'.repeat(308)}@maple.example`];
const notShown = [
  undefined,
  null,
  '',
  7,
  ['ana@maple.example'],
  'an a@x.example',
  'a\u200b@x.example',
];
const addresses = [...shown, ...notShown, 'a'.repeat(321), '\u{1f600}'.repeat(200)];

test.each([true, '1', 'true', 1, '0', false, null, undefined])(
  'ID-24: with %j as the word of the provider the service shows what the app shows',
  (word) => {
    const readGoogle = createGoogleIdentityReader(trust.issuer);
    for (const email of addresses) {
      for (const name of addresses) {
        const claims = {
          ...ids,
          email,
          preferred_username: name,
          email_verified: word,
          xms_edov: word,
        };
        expect(google.identityOf(claims).label.text).toBe(readGoogle(claims)?.email);
        expect(microsoft.identityOf(claims).label.text).toBe(readMicrosoftIdentity(claims)?.email);
      }
    }
  },
);

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
