import { expect, test } from 'vitest';
import { sandboxPassword } from '../../../../services/seed/default-seed.ts';
import {
  trustGoogle,
  trustMicrosoft,
} from '../../../../services/sonar/id-token/trusted-providers.ts';
import { createGoogleIdentityReader } from '../../../../src-main/providers/google.ts';
import { readMicrosoftIdentity } from '../../../../src-main/providers/microsoft.ts';
import { bodyAs, linkRequiredOf, sessionOf } from '../../../contract/support/narrow.ts';
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
