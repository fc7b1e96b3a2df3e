import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sandboxPassword } from '../../../../services/seed/default-seed.ts';
import type { Wire } from '../../../../src-main/generated/service-contract.ts';
import {
  bodyAs,
  type Call,
  linkRequiredOf,
  offerOf,
  type Reply,
  sessionOf,
} from '../../../contract/support/sonar-client.ts';
import { addLink, linkByPassword, passwordSession, whatOpened } from './support/people-here.ts';
import {
  deviceWith,
  personOf,
  startTestService,
  type TestService,
} from './support/start-test-service.ts';

type Session = Wire['Session'];

const minuteMs = 60_000;
const required = { status: 403, code: 'reverify-required' };
const manager = personOf('office-manager', 'google');
const spare = personOf('stranger', 'google');

/** Everything that needs a fresh proof, with what it is asked and what it answers when it goes through. */
const lasting: readonly [
  string,
  (context: TestService) => Promise<Omit<Call, 'accessToken'>>,
  number,
][] = [
  ['addLink', async ({ issuers }) => ({ body: await issuers.prove(spare) }), 201],
  ['setAccountSso', async () => ({ params: { accountId: 'maple-200' }, body: { on: false } }), 204],
  [
    'setAddressPurpose',
    async (context) => ({
      params: { addressId: (await reviewRow(context)).addresses[0]?.addressId ?? '' },
      body: { purpose: 'notifications-only' },
    }),
    204,
  ],
  [
    'removeReviewedLink',
    async (context) => {
      await context.signIn(personOf('one-account', 'google'));
      return { params: { linkId: (await reviewRow(context)).links[0]?.linkId ?? '' } };
    },
    204,
  ],
  [
    'decideRecycledAddress',
    async (context) => {
      await context.signIn(personOf('recycled-address', 'google'));
      const { recycled } = await reviewOf(context);
      return { params: { recycledId: recycled[0]?.id ?? '' }, body: { decision: 'approve' } };
    },
    204,
  ],
  ['exportReview', async () => ({}), 200],
];

async function reviewOf(context: TestService) {
  const { accessToken } = await passwordSession(context, 'ines.gagnon');
  return bodyAs(await context.call('getReview', { accessToken }), 'Review');
}

async function reviewRow(context: TestService) {
  const row = (await reviewOf(context)).rows.find(({ accountId }) => accountId === 'maple-200');
  if (!row) throw new Error('no such account in the review');
  return row;
}

function claimsIn(idToken: string): { readonly nonce: string } {
  return JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString('utf8'));
}

/** What `addLink` answers with an access token that is fresh, but a proof that may not be. */
async function tryAddLink(
  { call, issuers }: TestService,
  { refreshToken }: Pick<Session, 'refreshToken'>,
): Promise<Reply & { readonly session: Session }> {
  const session = sessionOf(await call('refreshSession', { body: { refreshToken } }));
  const { accessToken } = session;
  const reply = await call('addLink', { accessToken, body: await issuers.prove(spare) });
  return { ...reply, session };
}

describe.each(lasting)('%s', (operationId, requestOf, success) => {
  test('S2-07: needs a proof of the last ten minutes, and uses nothing up without one', async () => {
    const context = await startTestService();
    const { call, issuers } = context;
    const first = sessionOf(await context.signIn(manager));
    context.advance(10 * minuteMs + 1_000);
    const request = { ...(await requestOf(context)), accessToken: first.accessToken };
    const idempotencyKey = randomUUID();
    expect(await call(operationId, { ...request, idempotencyKey })).toMatchObject(required);
    const { refreshToken } = first;
    const proof = await issuers.prove(manager);
    const proved = await call('reverifySession', { body: { refreshToken, ...proof } });
    expect(proved.status).toBe(200);
    expect((await call(operationId, { ...request, idempotencyKey })).status).toBe(success);
  });

  test('S2-07: goes through within ten minutes', async () => {
    const context = await startTestService();
    const { accessToken } = sessionOf(await context.signIn(manager));
    context.advance(9 * minuteMs);
    const request = { ...(await requestOf(context)), accessToken };
    expect((await context.call(operationId, request)).status).toBe(success);
  });
});

test('S2-07: a bare access token adds no way in', async () => {
  const context = await startTestService();
  const { call, issuers } = context;
  const { accessToken } = sessionOf(await context.signIn(personOf('one-account', 'google')));
  context.advance(11 * minuteMs);
  const reply = await call('addLink', { accessToken, body: await issuers.prove(spare) });
  expect(reply).toMatchObject(required);
  expect(whatOpened(await context.signIn(spare))).not.toEqual(['maple-200']);
});

describe('what proves a session', () => {
  const person = personOf('one-account', 'google');

  test('S2-07: an ID token that was issued more than ten minutes before opens, chooses and keeps a session, and is no proof', async () => {
    const context = await startTestService();
    const { call, issuers } = context;
    const begin = async (who: typeof person, minutes: number) => {
      const iat = Math.floor(context.now() / 1_000) - minutes * 60;
      const body = { ...(await issuers.prove(who, { iat })), device: deviceWith() };
      return call('startSignIn', { body });
    };
    const old = sessionOf(await begin(person, 11));
    expect(await tryAddLink(context, old)).toMatchObject(required);
    const { ticket, accounts } = offerOf(await begin(personOf('three-accounts', 'google'), 11));
    const choice = { body: { ticket, accountId: accounts[0]?.id } };
    const chosen = sessionOf(await call('chooseAccount', choice));
    expect(await tryAddLink(context, chosen)).toMatchObject(required);

    const { refreshToken } = sessionOf(await begin(person, 50));
    const iat = Math.floor(context.now() / 1_000) - 11 * 60;
    const kept = { refreshToken, ...(await issuers.prove(person, { iat })) };
    expect((await call('reverifySession', { body: kept })).status).toBe(200);
    expect(await tryAddLink(context, { refreshToken })).toMatchObject(required);
    const recent = sessionOf(await begin(person, 9));
    expect(await tryAddLink(context, recent)).toMatchObject({ status: 201 });
  });

  test('S2-07: neither a refresh nor a silent re-verification, whatever its nonce', async () => {
    const context = await startTestService();
    const { call, issuers } = context;
    const signIn = await issuers.prove(person);
    const body = { ...signIn, device: deviceWith() };
    const { nonceSecret } = signIn;
    let { refreshToken } = sessionOf(await call('startSignIn', { body }));
    context.advance(11 * minuteMs);
    const before = await tryAddLink(context, { refreshToken });
    expect(before).toMatchObject(required);
    ({ refreshToken } = before.session);
    const { nonce } = claimsIn(signIn.idToken);
    for (const [claims, secret] of [
      [{}, {}],
      [{ nonce }, {}],
      // Whoever kept the secret of the sign-in and the provider's refresh token has not seen the person.
      [{ nonce }, { nonceSecret }],
    ]) {
      context.advance(minuteMs);
      const idToken = await issuers.sign({ ...issuers.claimsOf(person), ...claims });
      const reply = await call('reverifySession', { body: { refreshToken, idToken, ...secret } });
      expect(reply.status).toBe(200);
      const after = await tryAddLink(context, { refreshToken });
      expect(after).toMatchObject(required);
      ({ refreshToken } = after.session);
    }
  });

  test('S2-07: nor the nonce of any sign-in before, whoever kept its secret', async () => {
    const context = await startTestService();
    const { call, issuers } = context;
    const device = deviceWith();
    const first = await issuers.prove(person);
    const { nonce } = claimsIn(first.idToken);
    const { nonceSecret } = first;
    let { refreshToken } = sessionOf(await call('startSignIn', { body: { ...first, device } }));
    context.advance(minuteMs);
    const again = { refreshToken, ...(await issuers.prove(person)) };
    expect((await call('reverifySession', { body: again })).status).toBe(200);
    context.advance(11 * minuteMs);
    const refreshed = () => issuers.sign({ ...issuers.claimsOf(person), nonce });
    const body = { refreshToken, idToken: await refreshed(), nonceSecret };
    await call('reverifySession', { body });
    const after = await tryAddLink(context, { refreshToken });
    expect(after).toMatchObject(required);
    ({ refreshToken } = after.session);
    context.advance(minuteMs);
    const anew = { idToken: await refreshed(), nonceSecret, device };
    expect(await call('startSignIn', { body: anew })).toMatchObject({
      status: 401,
      code: 'identity-not-verified',
    });
  });

  test('S2-07: a link needs a sign-in at the provider of its own', async () => {
    const context = await startTestService();
    const { call, issuers } = context;
    const once = await issuers.prove(spare);
    await call('startSignIn', { body: { ...once, device: deviceWith() } });
    const { accessToken } = await passwordSession(context, 'ana.silva');
    context.advance(minuteMs);
    const { nonce } = claimsIn(once.idToken);
    const idToken = await issuers.sign({ ...issuers.claimsOf(spare), nonce });
    const body = { idToken, nonceSecret: once.nonceSecret };
    const reply = await call('addLink', { accessToken, body });
    expect(reply).toMatchObject({ status: 401, code: 'identity-not-verified' });
  });

  test('S2-07: a proof in person counts for every session of the identity on the device, and not for others', async () => {
    const context = await startTestService();
    const { call, issuers } = context;
    const deviceId = randomUUID();
    const one = sessionOf(await context.signIn(person, deviceId));
    const two = sessionOf(await context.signIn(person, deviceId));
    const elsewhere = sessionOf(await context.signIn(person));
    context.advance(11 * minuteMs);
    const proof = await issuers.prove(person);
    await call('reverifySession', { body: { refreshToken: one.refreshToken, ...proof } });
    expect((await tryAddLink(context, two)).status).toBe(201);
    expect(await tryAddLink(context, elsewhere)).toMatchObject(required);
  });

  test('S2-07: a choice late in its ten minutes is as old as its sign-in, a password is not', async () => {
    const context = await startTestService();
    const { call } = context;
    const { ticket, accounts } = offerOf(
      await context.signIn(personOf('three-accounts', 'google')),
    );
    const toLink = linkRequiredOf(await context.signIn(personOf('no-account', 'google')));
    context.advance(9 * minuteMs);
    const choice = { ticket, accountId: accounts[0]?.id };
    const chosen = sessionOf(await call('chooseAccount', { body: choice }));
    const body = { ticket: toLink.ticket, username: 'adam.novak', password: sandboxPassword };
    const linked = sessionOf(await call('linkIdentity', { body }));
    context.advance(2 * minuteMs);
    expect(await tryAddLink(context, chosen)).toMatchObject(required);
    expect((await tryAddLink(context, linked)).status).toBe(201);
  });

  test('S2-07: the Sonar password, typed again', async () => {
    const context = await startTestService();
    const first = await passwordSession(context, 'ana.silva');
    context.advance(11 * minuteMs);
    expect(await tryAddLink(context, first)).toMatchObject(required);
    expect((await tryAddLink(context, await passwordSession(context, 'ana.silva'))).status).toBe(
      201,
    );
  });

  test('the control changes how long a proof is fresh', async () => {
    const context = await startTestService();
    const first = await passwordSession(context, 'ana.silva');
    context.service.control.setTtl({ freshProof: 20 * minuteMs });
    context.advance(19 * minuteMs);
    expect((await tryAddLink(context, first)).status).toBe(201);
  });
});

describe('a password that changes', () => {
  const person = personOf('no-account', 'google');
  const accountId = 'maple-220';
  const control = (context: TestService) => context.service.control;

  test('S2-07: ends the links that were made by password, and an address does not bring them back', async () => {
    const context = await startTestService();
    await linkByPassword(context, person, 'chloe.martin');
    await control(context).setPassword(accountId, 'another one');
    expect(whatOpened(await context.signIn(person))).toBe('no-account');
    control(context).addAddress(accountId, person.email);
    expect(whatOpened(await context.signIn(person))).toBe('link-removed');
  });

  test('S2-07: leaves those that the person keeps, and every other link', async () => {
    const context = await startTestService();
    const session = await linkByPassword(context, person, 'chloe.martin');
    const added = await addLink(context, session, spare);
    const { accessToken } = session;
    const security = await context.call('getMySecurity', { accessToken });
    const { links } = bodyAs(security, 'AccountSecurity');
    const kept = links.filter(({ linkedBy }) => linkedBy === 'password').map(({ id }) => id);
    expect(kept).toHaveLength(1);
    await control(context).setPassword(accountId, 'another one', kept);
    expect(whatOpened(await context.signIn(person))).toEqual([accountId]);
    await control(context).setPassword(accountId, 'a third one');
    expect(whatOpened(await context.signIn(person))).toBe('no-account');
    expect(added.linkedBy).toBe('settings');
    expect(whatOpened(await context.signIn(spare))).toEqual([accountId]);
    const told = control(context)
      .readAudit()
      .filter((event) => event.accountId === accountId)
      .map(({ what, detail }) => `${what} ${detail}`);
    expect(told).toContain('changed-by-operator password');
    expect(told).toContain(`link-removed ${person.email} (Google)`);
  });
});
