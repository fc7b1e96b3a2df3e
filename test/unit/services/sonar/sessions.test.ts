import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { sandboxPassword } from '../../../../services/seed/default-seed.ts';
import {
  bodyAs,
  type DeviceKey,
  linkRequiredOf,
  makeDeviceKey,
  projectContract,
  sessionOf,
} from '../../../contract/support/sonar-client.ts';
import { passwordSession } from './support/people-here.ts';
import {
  deviceWith,
  personOf,
  startTestService,
  type TestService,
} from './support/start-test-service.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

describe('the life of a session', () => {
  const person = personOf('one-account', 'google');
  const accountId = 'maple-200';

  const refresh = ({ call }: TestService, refreshToken: string) =>
    call('refreshSession', { body: { refreshToken } });

  test('an access token lives fifteen minutes, then a refresh helps', async () => {
    const context = await startTestService();
    const { accessToken, refreshToken, accessTokenExpiresIn } = sessionOf(
      await context.signIn(person),
    );
    expect(accessTokenExpiresIn).toBe(900);
    context.advance(901_000);
    const expired = await context.call('getMyAccount', { accessToken });
    expect(expired).toMatchObject({ status: 401, code: 'access-token-expired' });
    const next = sessionOf(await refresh(context, refreshToken));
    const fresh = await context.call('getMyAccount', { accessToken: next.accessToken });
    expect(fresh.status).toBe(200);
  });

  test('12 h + 72 h after the last proof a refresh needs a new one, and then goes on with the same token', async () => {
    const context = await startTestService();
    const { call, issuers } = context;
    const first = sessionOf(await context.signIn(person));
    context.advance(83 * hourMs);
    const inTime = sessionOf(await refresh(context, first.refreshToken));
    context.advance(2 * hourMs);
    const { refreshToken } = inTime;
    const required = { status: 403, code: 'reverify-required' };
    expect(await refresh(context, refreshToken)).toMatchObject(required);
    expect(await refresh(context, refreshToken)).toMatchObject(required);
    const idToken = await issuers.sign(issuers.claimsOf(person));
    const proved = await call('reverifySession', { body: { refreshToken, idToken } });
    expect(proved.status).toBe(200);
    expect((await refresh(context, refreshToken)).status).toBe(200);
  });

  test('a session with the Sonar password needs no proof by a provider', async () => {
    const context = await startTestService();
    const { refreshToken } = await passwordSession(context, 'ana.silva');
    context.advance(100 * hourMs);
    expect((await refresh(context, refreshToken)).status).toBe(200);
  });

  test('a refresh token that nobody used for thirty days has ended', async () => {
    const context = await startTestService();
    const { refreshToken } = await passwordSession(context, 'ana.silva');
    context.advance(31 * 24 * hourMs);
    expect(await refresh(context, refreshToken)).toMatchObject({ code: 'session-ended' });
  });

  test('after a lost refresh answer the former token still proves the identity, an older one does not', async () => {
    const context = await startTestService();
    const { call, issuers } = context;
    const first = sessionOf(await context.signIn(person));
    const lost = sessionOf(await refresh(context, first.refreshToken));
    context.advance(60_000);
    const prove = async () => {
      const idToken = await issuers.sign({ ...issuers.claimsOf(person), jti: randomUUID() });
      return call('reverifySession', { body: { refreshToken: first.refreshToken, idToken } });
    };
    expect((await prove()).status).toBe(200);
    await refresh(context, lost.refreshToken);
    context.advance(60_000);
    expect(await prove()).toMatchObject({ status: 401, code: 'session-ended' });
  });

  test.each<[string, string, (context: TestService) => unknown]>([
    [
      'the account is turned off',
      'account-disabled',
      ({ service }) => service.control.disableAccount(accountId),
    ],
    [
      'single sign-on is turned off',
      'sso-turned-off',
      ({ service }) => service.control.setAccountSso(accountId, false),
    ],
    [
      'the organization leaves the pilot',
      'sso-not-enabled',
      ({ service }) => service.control.setOrganizationSso('maple', false),
    ],
    [
      'the address leaves the account',
      'session-ended',
      ({ service }) => service.control.removeAddress(accountId, person.email),
    ],
    [
      'the sessions are ended',
      'session-ended',
      ({ service }) => service.control.endSessions({ accountId }),
    ],
    [
      'the password is changed',
      'session-ended',
      ({ service }) => service.control.setPassword(accountId, 'new'),
    ],
  ])(
    'SV-15: when %s, access and refresh are refused at the next use',
    async (_name, code, change) => {
      const context = await startTestService();
      const { accessToken, refreshToken } = sessionOf(await context.signIn(person));
      await change(context);
      expect(await context.call('getMyAccount', { accessToken })).toMatchObject({ code });
      expect(await refresh(context, refreshToken)).toMatchObject({ code });
    },
  );

  test('R12: single sign-on turned off leaves sessions with the Sonar password alone', async () => {
    const context = await startTestService();
    const { accessToken } = await passwordSession(context, 'ana.silva');
    context.service.control.setAccountSso(accountId, false);
    expect((await context.call('getMyAccount', { accessToken })).status).toBe(200);
  });

  test('a rename at the provider does not end a match-made link; losing the former address does', async () => {
    const context = await startTestService();
    const { call, issuers, service } = context;
    sessionOf(await context.signIn(person));
    const renamed = async () => {
      const proof = await issuers.prove(person, { email: 'new.name@maple.example' });
      return call('startSignIn', { body: { ...proof, device: deviceWith() } });
    };
    expect(sessionOf(await renamed()).emailRenamedFrom).toBe(person.email);
    expect(sessionOf(await renamed()).emailRenamedFrom).toBeNull();
    service.control.removeAddress(accountId, person.email);
    expect((await renamed()).body).toMatchObject({
      outcome: 'link-required',
      reason: 'no-account',
    });
  });

  test('SV-15: a session that ended with its link does not come back with the link', async () => {
    const context = await startTestService();
    const { call } = context;
    const { accessToken, refreshToken } = sessionOf(await context.signIn(person));
    const off = { accessToken, params: { provider: 'google' }, body: { on: false } };
    expect((await call('turnOffProvider', off)).status).toBe(200);
    const { ticket } = linkRequiredOf(await context.signIn(person));
    const body = { ticket, username: 'ana.silva', password: sandboxPassword };
    expect((await call('linkIdentity', { body })).status).toBe(200);
    expect(await call('getMyAccount', { accessToken })).toMatchObject({ code: 'session-ended' });
    expect(await refresh(context, refreshToken)).toMatchObject({ code: 'session-ended' });
  });

  test('SV-02: the same address with another subject is not signed in, and the first link stays', async () => {
    const context = await startTestService();
    const { call, issuers } = context;
    sessionOf(await context.signIn(person));
    const proof = await issuers.prove(person, { sub: 'somebody-new' });
    const reply = await call('startSignIn', { body: { ...proof, device: deviceWith() } });
    expect(reply.body).toMatchObject({ outcome: 'link-required', reason: 'address-recycled' });
    expect(sessionOf(await context.signIn(person)).account.id).toBe(accountId);
  });

  test('a recycled address that was refused never matches, and the password still links', async () => {
    const context = await startTestService();
    const { call } = context;
    const newcomer = personOf('recycled-address', 'google');
    await context.signIn(newcomer);
    const { accessToken } = sessionOf(await context.signIn(personOf('office-manager', 'google')));
    const review = await call('getReview', { accessToken });
    const { recycled, rows } = review.body as {
      recycled: readonly { id: string }[];
      rows: readonly { accountId: string; links: readonly { linkId: string }[] }[];
    };
    const params = { recycledId: recycled[0]?.id ?? '' };
    await call('decideRecycledAddress', { accessToken, params, body: { decision: 'refuse' } });
    const former = rows.find((row) => row.accountId === 'maple-300')?.links[0]?.linkId ?? '';
    await call('removeReviewedLink', { accessToken, params: { linkId: former } });
    const refused = (await context.signIn(newcomer)).body as { reason: string; ticket: string };
    expect(refused.reason).toBe('address-recycled');
    const body = { ticket: refused.ticket, username: 'jonas.weber', password: sandboxPassword };
    expect(sessionOf(await call('linkIdentity', { body })).account.id).toBe('maple-300');
  });
});

const id = '7b0c9e0a-6c1d-4e57-9a53-0c1f2d3e4a5b';
const params = {
  linkId: id,
  deviceId: id,
  accountId: id,
  addressId: id,
  recycledId: id,
  provider: 'google',
};
const bodies: Readonly<Record<string, unknown>> = {
  addLink: { idToken: 'a.b.c', nonceSecret: 'x'.repeat(43) },
  markLinksTold: { linkIds: [id] },
  turnOffProvider: { on: false },
  setAccountSso: { on: true },
  setAddressPurpose: { purpose: 'sign-in' },
  decideRecycledAddress: { decision: 'refuse' },
};
const allowed = ['getMyAccount', 'provisionSoftphone'];

async function softphoneToken() {
  const context = await startTestService();
  const session = await passwordSession(context, 'ines.gagnon');
  const { accessToken } = session;
  const token = bodyAs(
    await context.call('issueSoftphoneToken', { accessToken }),
    'SoftphoneToken',
  );
  return { context, session, token };
}

test('S2-07: the token of a softphone opens the account and its credentials and nothing else', async () => {
  const { context, token } = await softphoneToken();
  const { accessToken } = token;
  // Whatever takes an access token: an operation that is added later is refused until it is allowed.
  const operations = projectContract().operations.filter(({ path }) =>
    /^\/(me|organization)|everywhere/.test(path),
  );
  expect(operations.length).toBeGreaterThan(15);
  for (const { operationId, responses } of operations) {
    const request = { accessToken, params, body: bodies[operationId] };
    const reply = await context.call(operationId, request);
    if (allowed.includes(operationId)) expect(reply, operationId).toMatchObject({ status: 200 });
    else {
      const refused = { status: 403, code: 'insufficient-scope' };
      expect(reply, operationId).toMatchObject(refused);
      expect([...responses.keys()], operationId).toContain('403');
    }
  }
});

test('S2-07: it lives as long as an access token and ends with its session', async () => {
  const { context, session, token } = await softphoneToken();
  const { accessToken } = token;
  expect(token.accessTokenExpiresIn).toBe(900);
  await context.call('signOut', { body: { refreshToken: session.refreshToken } });
  const ended = await context.call('getMyAccount', { accessToken });
  expect(ended).toMatchObject({ status: 401, code: 'session-ended' });
  const other = await softphoneToken();
  other.context.advance(901_000);
  const late = await other.context.call('getMyAccount', { accessToken: other.token.accessToken });
  expect(late).toMatchObject({ status: 401, code: 'access-token-expired' });
});

/** A session on a device, opened with a key or without, and what renews it. */
async function open(context: TestService, key?: DeviceKey) {
  const body = { username: 'ana.silva', password: sandboxPassword, device: deviceWith() };
  const withKey = key === undefined ? {} : { key };
  const { refreshToken } = sessionOf(
    await context.call('signInWithPassword', { body, ...withKey }),
  );
  const renew = (token: string) =>
    context.call('refreshSession', { body: { refreshToken: token }, ...withKey });
  /** The next token, or the code of the refusal. */
  const next = async (token: string) => {
    const reply = await renew(token);
    return reply.status === 200 ? sessionOf(reply).refreshToken : (reply.code ?? '');
  };
  return { first: refreshToken, next };
}

function eventsOf({ service }: TestService) {
  return service.control.readAudit().map(({ what, detail }) => [what, detail]);
}

test('S2-02: without a key an answer is repeated within two minutes, recorded each time, and not a second later', async () => {
  const context = await startTestService();
  const early = await open(context);
  const successor = await early.next(early.first);
  context.advance(2 * minuteMs - 1_000);
  expect(await early.next(early.first)).toBe(successor);
  expect(eventsOf(context).slice(-2)).toEqual([
    ['session-refreshed', null],
    ['session-refreshed', 'repeated'],
  ]);
  const late = await open(context);
  await late.next(late.first);
  context.advance(2 * minuteMs + 1_000);
  expect(await late.next(late.first)).toBe('session-ended');
  expect(eventsOf(context).at(-1)).toEqual(['refresh-token-reused', null]);
});

test('S2-02: the third repetition ends the session, recorded as reuse', async () => {
  const context = await startTestService();
  const { first, next } = await open(context);
  const successor = await next(first);
  expect(await next(first)).toBe(successor);
  expect(await next(first)).toBe(successor);
  expect(await next(first)).toBe('session-ended');
  expect(await next(successor)).toBe('session-ended');
  expect(eventsOf(context).at(-1)).toEqual(['refresh-token-reused', null]);
});

test('S2-02: nothing is repeated once the successor was used', async () => {
  const context = await startTestService();
  const { first, next } = await open(context);
  await next(await next(first));
  expect(await next(first)).toBe('session-ended');
});

test('S2-02: two who share a token without a key are noticed at the first collision and stopped at the second', async () => {
  const context = await startTestService();
  const { first, next } = await open(context);
  const second = await next(first);
  expect(await next(first)).toBe(second);
  expect(eventsOf(context).at(-1)).toEqual(['session-refreshed', 'repeated']);
  const third = await next(second);
  expect(await next(second)).toBe('session-ended');
  expect(await next(third)).toBe('session-ended');
});

test('S2-02: a laptop that slept after a lost answer comes back with its key within 24 hours, four times in all', async () => {
  const context = await startTestService();
  const { first, next } = await open(context, await makeDeviceKey());
  const successor = await next(first);
  for (const hours of [0, 0, 20, 3]) {
    context.advance(hours * hourMs);
    expect(await next(first)).toBe(successor);
  }
  expect(await next(first)).toBe('session-ended');
  const slept = await open(context, await makeDeviceKey());
  await slept.next(slept.first);
  context.advance(24 * hourMs + minuteMs);
  expect(await slept.next(slept.first)).toBe('session-ended');
});

test('LD-03: a bad network that loses two answers in a row signs nobody out who has the key', async () => {
  const context = await startTestService();
  const { first, next } = await open(context, await makeDeviceKey());
  let token = first;
  for (let round = 0; round < 3; round += 1) {
    for (let lost = 0; lost < 2; lost += 1) {
      const successor = await next(token);
      expect(await next(token)).toBe(successor);
      token = successor;
    }
    token = await next(token);
  }
  expect(token).not.toBe('session-ended');
});

test('S2-02, B-16: two computers with a copy of one profile, key and all, are told apart at their second renewal', async () => {
  const context = await startTestService();
  const { first, next } = await open(context, await makeDeviceKey());
  const second = await next(first);
  context.advance(10 * minuteMs);
  expect(await next(first)).toBe(second);
  const third = await next(second);
  context.advance(10 * minuteMs);
  expect(await next(second)).toBe('session-ended');
  expect(await next(third)).toBe('session-ended');
  expect(eventsOf(context).at(-1)).toEqual(['refresh-token-reused', null]);
});

test('S2-02: a copied token without the key is recorded, counted by the minute', async () => {
  const context = await startTestService();
  const { first } = await open(context, await makeDeviceKey());
  const body = { refreshToken: first };
  for (let count = 0; count < 3; count += 1) await context.call('refreshSession', { body });
  expect(eventsOf(context).at(-1)).toEqual(['session-key-refused', 'no proof (3 times)']);
});

test('SV-15: a repetition asks anew whether the account is open', async () => {
  const context = await startTestService();
  const { first, next } = await open(context);
  const successor = await next(first);
  context.service.control.disableAccount('maple-200');
  expect(await next(first)).toBe('account-disabled');
  context.service.control.disableAccount('maple-200', false);
  expect(await next(first)).toBe(successor);
});

test('SV-16: what is kept for a repetition opens with the old token only, and goes when the successor was used', async () => {
  const context = await startTestService();
  const { first, next } = await open(context);
  const second = await next(first);
  const database = new DatabaseSync(join(context.dataDir, 'sonar.sqlite'), { readOnly: true });
  const kept = () =>
    database.prepare('SELECT sealed_successor FROM refresh_tokens ORDER BY sequence').all();
  expect(kept()[0]).toMatchObject({ sealed_successor: expect.any(Uint8Array) });
  expect(JSON.stringify(kept())).not.toContain(second);
  await next(await next(second));
  expect(kept()[0]).toEqual({ sealed_successor: null });
  database.close();
});
