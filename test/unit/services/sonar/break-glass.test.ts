import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sandboxPassword } from '../../../../services/seed/default-seed.ts';
import {
  bodyAs,
  type DeviceKey,
  makeDeviceKey,
  type Reply,
  sessionOf,
} from '../../../contract/support/sonar-client.ts';
import {
  addLink,
  harbourManager,
  linkByPassword,
  passwordSession,
  twoManagersSeed,
} from './support/people-here.ts';
import {
  deviceWith,
  inParallel,
  personOf,
  startTestService,
  type TestService,
} from './support/start-test-service.ts';

const hourMs = 3_600_000;
const manager = 'ines.gagnon';
const person = { username: 'ana.silva', accountId: 'maple-200' };
const refused = { status: 401, code: 'wrong-credentials' };
const ended = { status: 401, code: 'session-ended' };
const notFound = { status: 404, code: 'not-found' };
const toProve = { status: 403, code: 'reverify-required' };

/** Issues a code as an office manager who has just signed in. */
async function askForCode(
  context: TestService,
  { accountId = person.accountId, by = manager } = {},
): Promise<Reply> {
  const { accessToken } = await passwordSession(context, by);
  return context.call('issueBreakGlassCode', { accessToken, params: { accountId } });
}

async function codeFor(context: TestService, accountId = person.accountId) {
  return bodyAs(await askForCode(context, { accountId }), 'BreakGlassCode');
}

interface Use {
  readonly username?: string;
  readonly key?: DeviceKey;
  readonly deviceId?: string;
  readonly from?: string;
  readonly idempotencyKey?: string;
}

async function use({ call }: TestService, code: string, change: Use = {}): Promise<Reply> {
  const { username = person.username, deviceId, key = await makeDeviceKey(), ...rest } = change;
  const body = { username, code, device: deviceWith(deviceId) };
  return call('signInWithBreakGlassCode', { body, key, ...rest });
}

async function openWithCode(context: TestService, deviceId?: string) {
  const key = await makeDeviceKey();
  const { code } = await codeFor(context);
  return {
    key,
    session: sessionOf(
      await use(context, code, { key, ...(deviceId === undefined ? {} : { deviceId }) }),
    ),
  };
}

function eventsOf({ service }: TestService, what: string) {
  return service.control.readAudit().filter((event) => event.what === what);
}

describe('issuing a code', () => {
  test('R13: sixty random bits, shown once, for twelve hours, and recorded without the code', async () => {
    const context = await startTestService();
    const codes = await inParallel(40, 4, () => codeFor(context));
    for (const { code } of codes)
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(new Set(codes.map(({ code }) => code)).size).toBe(40);
    const left = Date.parse(codes.at(-1)?.expiresAt ?? '') - context.now();
    expect(left).toBeGreaterThan(11.9 * hourMs);
    expect(left).toBeLessThanOrEqual(12 * hourMs);
    const [event] = eventsOf(context, 'break-glass-issued');
    expect(event).toMatchObject({
      who: manager,
      accountId: person.accountId,
      device: 'Front desk',
    });
    const audit = JSON.stringify(context.service.control.readAudit());
    const kept = await Promise.all(
      ['sonar.sqlite', 'sonar.sqlite-wal'].map((file) =>
        readFile(join(context.dataDir, file), 'latin1'),
      ),
    );
    for (const { code } of codes) {
      for (const form of [code, code.replaceAll('-', '')]) {
        expect(audit).not.toContain(form);
        for (const text of kept) expect(text).not.toContain(form);
      }
    }
  });

  test('SV-21, R13: not by who manages no office or another one, nor for themselves, and for nobody who is not there', async () => {
    const context = await startTestService({ seed: twoManagersSeed });
    const { account } = await passwordSession(context, manager);
    const noManager = { status: 403, code: 'not-office-manager' };
    expect(await askForCode(context, { by: 'adam.novak' })).toMatchObject(noManager);
    expect(await askForCode(context, { by: harbourManager })).toMatchObject(notFound);
    expect(await askForCode(context, { accountId: account.id })).toMatchObject(notFound);
    expect(await askForCode(context, { accountId: 'nobody' })).toMatchObject(notFound);
    context.service.control.disableAccount(person.accountId);
    expect(await askForCode(context)).toMatchObject(notFound);
    expect(eventsOf(context, 'break-glass-issued')).toEqual([]);
  });

  test('R13: needs a fresh proof, before anything is made or revoked', async () => {
    const context = await startTestService();
    const { code } = await codeFor(context);
    const { accessToken } = await passwordSession(context, manager);
    context.advance(11 * 60_000);
    const request = { accessToken, params: { accountId: person.accountId } };
    expect(await context.call('issueBreakGlassCode', request)).toMatchObject(toProve);
    expect((await use(context, code)).status).toBe(201);
  });

  test('SV-11: the same request again gives the same code, and another key another code', async () => {
    const context = await startTestService();
    const { accessToken } = await passwordSession(context, manager);
    const request = {
      accessToken,
      params: { accountId: person.accountId },
      idempotencyKey: randomUUID(),
    };
    const [one, two] = await Promise.all([
      context.call('issueBreakGlassCode', request),
      context.call('issueBreakGlassCode', request),
    ]);
    expect(two.body).toEqual(one.body);
    expect(eventsOf(context, 'break-glass-issued')).toHaveLength(1);
    const { accessToken: stranger } = await passwordSession(context, manager);
    const asAnother = await context.call('issueBreakGlassCode', {
      ...request,
      accessToken: stranger,
    });
    expect(asAnother).toMatchObject({ status: 422 });
  });

  test('R13: support issues one too, and the record says who', async () => {
    const context = await startTestService();
    const { code } = await context.service.control.issueBreakGlassCode(person.accountId);
    const session = sessionOf(await use(context, code));
    expect(session.newCodes).toMatchObject([{ issuedBy: null, device: 'Front desk' }]);
    expect(eventsOf(context, 'break-glass-issued')).toMatchObject([{ who: 'support' }]);
  });
});

describe('using a code', () => {
  test('R13: opens one session of its one account, once, without identity or link, and says until when', async () => {
    const context = await startTestService();
    const { code, expiresAt } = await codeFor(context);
    const session = sessionOf(await use(context, code));
    expect(session).toMatchObject({
      account: { id: person.accountId },
      identity: null,
      linkedBy: null,
      reverifyBy: null,
      endsAt: expiresAt,
    });
    const { accessToken } = session;
    const security = bodyAs(
      await context.call('getMySecurity', { accessToken }),
      'AccountSecurity',
    );
    expect(security.links).toEqual([]);
    expect(await use(context, code)).toMatchObject(refused);
    expect(eventsOf(context, 'break-glass-used')).toMatchObject([
      { who: person.username, accountId: person.accountId },
    ]);
    expect(eventsOf(context, 'break-glass-refused')).toMatchObject([
      { accountId: person.accountId },
    ]);
  });

  test('R13: is right in any case, with any spaces and dashes, and with what looks or sounds alike', async () => {
    const context = await startTestService();
    const ways: readonly ((code: string) => string)[] = [
      (code) => code.toLowerCase(),
      (code) => code.replaceAll('-', ''),
      (code) => ` ${code.replaceAll('-', ' ')}\t`,
      (code) => code.replaceAll('-', ' – '),
      (code) => code.replaceAll('0', 'o').replaceAll('1', 'l'),
    ];
    for (const type of ways) {
      const { code } = await codeFor(context);
      expect((await use(context, type(code))).status).toBe(201);
    }
  });

  test('SV-07, SV-18: an unknown username, a wrong code, one that was used, replaced or expired, and none at all are one answer', async () => {
    const context = await startTestService();
    const answers = new Set<string>();
    const note = async (reply: Promise<Reply>) => {
      const { status, body } = await reply;
      answers.add(JSON.stringify({ status, body }));
      context.advance(20 * 60_000);
    };
    await note(use(context, '0000-0000-0000'));
    const replaced = await codeFor(context);
    const { code } = await codeFor(context);
    await note(use(context, replaced.code));
    await note(use(context, '0000-0000-0000'));
    await note(use(context, code, { username: 'nobody.at.all' }));
    await note(use(context, code, { username: 'adam.novak' }));
    await use(context, code);
    await note(use(context, code));
    const late = await codeFor(context);
    context.advance(12 * hourMs);
    await note(use(context, late.code));
    expect([...answers]).toHaveLength(1);
    expect(JSON.parse([...answers][0] ?? '')).toMatchObject({
      status: 401,
      body: { code: 'wrong-credentials' },
    });
  });

  test('SV-07: the same slow work is done whether or not there is a code to compare with', async () => {
    const context = await startTestService({ passwordCost: { n: 16_384, r: 8, p: 2 } });
    const { code } = await codeFor(context);
    const msOf = async (username: string) => {
      const start = performance.now();
      await use(context, code.replace(/^./, 'Z'), { username });
      return performance.now() - start;
    };
    await msOf('warm.up');
    const times: number[] = [];
    for (const username of [person.username, 'nobody.at.all', 'adam.novak'])
      times.push(await msOf(username));
    expect(Math.min(...times)).toBeGreaterThan(Math.max(...times) / 4);
  });

  test('S2-09, SV-19: codes and passwords have one counter, so that nobody gets more tries by trying both', async () => {
    const context = await startTestService();
    const { code } = await codeFor(context);
    const from = '127.0.0.9';
    for (let count = 0; count < 5; count += 1) {
      const password = { username: person.username, password: 'wrong', device: deviceWith() };
      const reply =
        count % 2 === 0
          ? await context.call('signInWithPassword', { body: password, from })
          : await use(context, '0000-0000-0000', { from });
      expect(reply.status).toBe(401);
    }
    expect(await use(context, code, { from })).toMatchObject({
      status: 429,
      code: 'too-many-tries',
    });
    context.advance(16 * 60_000);
    expect((await use(context, code, { from })).status).toBe(201);
  });

  test('S2-09, SV-19: 200 codes for one account, from many networks and devices at once, get 50 answers', async () => {
    const context = await startTestService();
    await context.service.control.issueBreakGlassCode(person.accountId);
    const replies = await inParallel(200, 10, (index) =>
      use(context, `0000-0000-${String(index).padStart(4, '0')}`, { from: `127.0.7.${index + 1}` }),
    );
    expect(replies.filter(({ status }) => status === 401)).toHaveLength(50);
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(150);
  });

  test('SV-18, R13: of two devices that come with one code at once, one gets in', async () => {
    const context = await startTestService();
    const { code } = await codeFor(context);
    const replies = await Promise.all(
      ['127.0.0.4', '127.0.0.5', '127.0.0.6'].map((from) => use(context, code, { from })),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 401, 401]);
    expect(eventsOf(context, 'break-glass-used')).toHaveLength(1);
  });

  test('SV-11: after a lost answer the same request of the same device gives the session once more', async () => {
    const context = await startTestService();
    const { code } = await codeFor(context);
    const same = {
      key: await makeDeviceKey(),
      idempotencyKey: randomUUID(),
      deviceId: randomUUID(),
    };
    const first = sessionOf(await use(context, code, same));
    expect(sessionOf(await use(context, code, same)).sessionId).toBe(first.sessionId);
    const thief = { ...same, key: await makeDeviceKey() };
    expect(await use(context, code, thief)).toMatchObject({ status: 422 });
  });

  test('S2-02: without a key of the device there is no session, and no code is looked at', async () => {
    const context = await startTestService();
    const { code } = await codeFor(context);
    const body = { username: person.username, code, device: deviceWith() };
    for (const change of [{}, { proof: 'nonsense' }]) {
      const reply = await context.call('signInWithBreakGlassCode', { body, ...change });
      expect(reply).toMatchObject({ status: 400, code: 'bad-request' });
    }
    expect((await use(context, code)).status).toBe(201);
  });

  test.each<[string, ({ service }: TestService) => void, number]>([
    [
      'the account is turned off',
      ({ service }) => service.control.disableAccount(person.accountId),
      403,
    ],
    [
      'single sign-on of the account is off',
      ({ service }) => service.control.setAccountSso(person.accountId, false),
      201,
    ],
    [
      'single sign-on of the organization is off',
      ({ service }) => service.control.setOrganizationSso('maple', false),
      201,
    ],
  ])('R13: where %s it opens what the password would', async (_name, change, status) => {
    const context = await startTestService();
    const { code } = await codeFor(context);
    change(context);
    const password = { username: person.username, password: sandboxPassword, device: deviceWith() };
    expect((await context.call('signInWithPassword', { body: password })).status).toBe(status);
    const reply = await use(context, code);
    expect(reply.status).toBe(status);
    if (status === 403) expect(reply.code).toBe('account-disabled');
  });
});

describe('the session of a code', () => {
  test('SV-20, R13: is renewed, bound to its key, and ends with its day, whatever renews it', async () => {
    const context = await startTestService();
    const { call } = context;
    const { key, session } = await openWithCode(context);
    expect(
      await call('refreshSession', { body: { refreshToken: session.refreshToken } }),
    ).toMatchObject(ended);
    context.advance(11.9 * hourMs);
    const body = { refreshToken: session.refreshToken };
    const late = sessionOf(await call('refreshSession', { body, key }));
    expect(late.endsAt).toBe(session.endsAt);
    expect(late.accessTokenExpiresIn).toBeLessThan(400);
    const { accessToken } = late;
    const sip = bodyAs(await call('provisionSoftphone', { accessToken }), 'Provisioning');
    expect(Date.parse(sip.expiresAt)).toBeLessThanOrEqual(Date.parse(session.endsAt ?? ''));
    const phone = bodyAs(await call('issueSoftphoneToken', { accessToken }), 'SoftphoneToken');
    expect(phone.accessTokenExpiresIn).toBeLessThan(400);
    context.advance(0.2 * hourMs);
    const rest = { body: { refreshToken: late.refreshToken }, key };
    expect(await call('refreshSession', rest)).toMatchObject(ended);
    for (const token of [accessToken, phone.accessToken]) {
      expect(await call('getMyAccount', { accessToken: token })).toMatchObject(ended);
    }
    const after = (await passwordSession(context, person.username)).accessToken;
    const { devices } = bodyAs(await call('getMyDevices', { accessToken: after }), 'Devices');
    expect(devices).toHaveLength(1);
  });

  test('SV-20, R13: proves nobody: no link, none removed, no provider turned off, no change or code by a manager', async () => {
    const context = await startTestService();
    const { call, issuers, service } = context;
    const own = await linkByPassword(context, personOf('no-account', 'google'), 'chloe.martin');
    const links = bodyAs(
      await call('getMySecurity', { accessToken: own.accessToken }),
      'AccountSecurity',
    ).links;
    const chloe = await service.control.issueBreakGlassCode(own.account.id);
    const { accessToken } = sessionOf(await use(context, chloe.code, { username: 'chloe.martin' }));
    const spare = await issuers.prove(personOf('stranger', 'google'));
    expect(await call('addLink', { accessToken, body: spare })).toMatchObject(toProve);
    const params = { linkId: links[0]?.id ?? '' };
    expect(await call('removeLink', { accessToken, params })).toMatchObject(toProve);
    const off = { accessToken, params: { provider: 'google' }, body: { on: false } };
    expect(await call('turnOffProvider', off)).toMatchObject(toProve);
    const { account } = await passwordSession(context, manager);
    const theirs = await service.control.issueBreakGlassCode(account.id);
    const session = sessionOf(await use(context, theirs.code, { username: manager }));
    const subject = { accessToken: session.accessToken, params: { accountId: person.accountId } };
    expect((await call('getReview', subject)).status).toBe(200);
    expect(await call('issueBreakGlassCode', subject)).toMatchObject(toProve);
    expect(await call('setAccountSso', { ...subject, body: { on: false } })).toMatchObject(toProve);
    expect(await call('exportReview', subject)).toMatchObject(toProve);
  });

  test('SV-20, R13: an ID token re-verifies it as nobody, and so makes it no longer', async () => {
    const context = await startTestService();
    const { key, session } = await openWithCode(context);
    const proof = await context.issuers.prove(personOf('one-account', 'google'));
    const body = { refreshToken: session.refreshToken, ...proof };
    const reply = await context.call('reverifySession', { body, key });
    expect(reply).toMatchObject({ status: 401, code: 'identity-not-verified' });
  });

  test.each<[string, (context: TestService) => Promise<unknown>]>([
    ['another code', (context) => codeFor(context)],
    [
      'a new password',
      ({ service }) => service.control.setPassword(person.accountId, 'another one'),
    ],
    [
      'signing out everywhere',
      async (context) => {
        const { accessToken } = await passwordSession(context, person.username);
        return context.call('signOutEverywhere', { accessToken });
      },
    ],
    [
      'turning the account off',
      async ({ service }) => service.control.disableAccount(person.accountId),
    ],
  ])('R13: ends with %s, and so does a code that nobody has used', async (name, change) => {
    const context = await startTestService();
    const { key, session } = await openWithCode(context);
    const { accessToken } = await passwordSession(context, person.username);
    await change(context);
    const closed = name.startsWith('turning') ? { code: 'account-disabled' } : ended;
    expect(await context.call('getMyAccount', { accessToken: session.accessToken })).toMatchObject(
      closed,
    );
    const body = { refreshToken: session.refreshToken };
    expect(await context.call('refreshSession', { body, key })).toMatchObject(closed);
    const others = await context.call('getMyAccount', { accessToken });
    expect(others.status).toBe(
      name === 'another code' ? 200 : name.startsWith('turning') ? 403 : 401,
    );
    const unused = await startTestService();
    const { code } = await codeFor(unused);
    await change(unused);
    expect((await use(unused, code)).status).not.toBe(201);
  });
});

describe('telling the owner of the account', () => {
  test('R13: each of their devices is told of a code that was issued, once more when it is used, and until they have read it', async () => {
    const context = await startTestService();
    const { call } = context;
    const own = randomUUID();
    const told = async () => (await passwordSession(context, person.username, own)).newCodes;
    expect(await told()).toEqual([]);
    const { code } = await codeFor(context);
    const [issued] = await told();
    expect(issued).toMatchObject({ issuedBy: 'Ines Gagnon', usedAt: null, device: null });
    const acknowledge = async () => {
      const { accessToken } = await passwordSession(context, person.username, own);
      return call('markLinksTold', { accessToken, body: { linkIds: [issued?.id] } });
    };
    expect((await acknowledge()).status).toBe(204);
    expect(await told()).toEqual([]);
    const there = sessionOf(await use(context, code));
    expect(there.newCodes).toMatchObject([{ id: issued?.id, device: 'Front desk' }]);
    expect(await told()).toMatchObject([{ id: issued?.id, device: 'Front desk' }]);
    const linkIds = [issued?.id];
    const adam = await passwordSession(context, 'adam.novak');
    await call('markLinksTold', { accessToken: adam.accessToken, body: { linkIds } });
    await call('markLinksTold', { accessToken: there.accessToken, body: { linkIds } });
    expect(await told()).toHaveLength(1);
    await acknowledge();
    expect(await told()).toEqual([]);
  });

  test('a link that is added on the same day is told beside it', async () => {
    const context = await startTestService();
    const own = randomUUID();
    await passwordSession(context, person.username, own);
    await addLink(
      context,
      await passwordSession(context, person.username),
      personOf('stranger', 'google'),
    );
    await codeFor(context);
    const { newLinks, newCodes } = await passwordSession(context, person.username, own);
    expect([newLinks.length, newCodes.length]).toEqual([1, 1]);
  });
});
