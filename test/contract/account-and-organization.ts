import { beforeAll, describe, expect, test } from 'vitest';
import { sandboxPassword } from '../../services/seed/default-seed.ts';
import {
  bodyAs,
  linkRequiredOf,
  makeDeviceKey,
  type Reply,
  sessionOf,
} from './support/sonar-client.ts';
import { deviceWith, type Target } from './support/target.ts';

/** Group 3 of the contract: run by contract.test.ts. */
export function accountContract(part: (copy: number) => Target): void {
  let target: Target;
  beforeAll(() => {
    target = part(3);
  });

  async function securityOf(accessToken: string) {
    return bodyAs(await target.call('getMySecurity', { accessToken }), 'AccountSecurity');
  }

  describe.each(['google', 'microsoft'] as const)('account security with %s', (provider) => {
    test('R7, R8: a removed link ends its session, does not come back by match, and does by password', async () => {
      const { call, signIn } = target;
      const person = target.person('one-account', provider);
      const { accessToken } = sessionOf(await signIn(person));
      const [link] = (await securityOf(accessToken)).links;
      expect(link).toMatchObject({ provider, linkedBy: 'match', current: true });
      const params = { linkId: link?.id ?? '' };
      expect((await call('removeLink', { accessToken, params })).status).toBe(204);
      expect(await call('getMyAccount', { accessToken })).toMatchObject({ code: 'session-ended' });
      const { ticket, reason } = linkRequiredOf(await signIn(person));
      expect(reason).toBe('link-removed');
      const body = { ticket, username: person.sonarUsername, password: sandboxPassword };
      expect(sessionOf(await call('linkIdentity', { body })).linkedBy).toBe('password');
      expect(sessionOf(await signIn(person)).linkedBy).toBe('password');
    });

    test('R7, R9: an identity added in the settings signs in and adds no address', async () => {
      const { call, issuers, signIn } = target;
      const { accessToken, account } = await target.signInWithPassword('ben.tremblay.harbour');
      const person = target.person('unverified-email', provider);
      const before = await securityOf(accessToken);
      const reply = await call('addLink', { accessToken, body: await issuers.prove(person) });
      expect(reply.status).toBe(201);
      expect(bodyAs(reply, 'Link')).toMatchObject({
        provider,
        linkedBy: 'settings',
        current: false,
      });
      expect((await securityOf(accessToken)).addresses).toEqual(before.addresses);
      expect(sessionOf(await signIn(person)).account.id).toBe(account.id);
    });

    test('R7: turning a provider off unlinks all of its identities and none of the other', async () => {
      const { call, issuers } = target;
      const { accessToken } = await target.signInWithPassword(
        `${provider === 'google' ? 'ben.tremblay' : 'bea.lindqvist'}.oncall`,
      );
      const other = provider === 'google' ? 'microsoft' : 'google';
      const people = [
        target.person('shared-mailbox', provider),
        target.person('voicemail-address', provider),
        target.person('shared-mailbox', other),
      ];
      for (const person of people) {
        await call('addLink', { accessToken, body: await issuers.prove(person) });
      }
      const request = { accessToken, params: { provider }, body: { on: false } };
      const off = await call('turnOffProvider', request);
      expect(bodyAs(off, 'ProviderTurnedOff').removed).toBe(2);
      const { links } = await securityOf(accessToken);
      expect(links.map((link) => link.provider)).toEqual([other]);
    });

    test('the last way into an account without password is removed only when forced', async () => {
      const { call, signIn } = target;
      const { accessToken } = sessionOf(await signIn(target.person('no-password', provider)));
      const { hasPassword, links } = await securityOf(accessToken);
      expect(hasPassword).toBe(false);
      const params = { linkId: links[0]?.id ?? '' };
      const refused = { status: 409, code: 'last-way-in' };
      expect(await call('removeLink', { accessToken, params })).toMatchObject(refused);
      const off = { accessToken, params: { provider }, body: { on: false } };
      expect(await call('turnOffProvider', off)).toMatchObject(refused);
      const forced = await call('removeLink', { accessToken, params, query: { force: 'true' } });
      expect(forced.status).toBe(204);
    });
  });

  describe('the account itself', () => {
    test('R5, R6: addresses carry the warnings that apply to them', async () => {
      const several = await target.signInWithPassword('marc.gagnon');
      const two = (await securityOf(several.accessToken)).addresses;
      expect(two.map(({ warnings }) => warnings)).toEqual([
        ['several-addresses'],
        ['several-addresses'],
      ]);
      const shared = await target.signInWithPassword('maple.reception.mornings');
      const [mailbox] = (await securityOf(shared.accessToken)).addresses;
      expect(mailbox).toMatchObject({
        opens: 3,
        alsoElsewhere: false,
        warnings: ['shared-address'],
      });
      const outside = await target.signInWithPassword('ben.tremblay.harbour');
      const [address] = (await securityOf(outside.accessToken)).addresses;
      expect(address).toMatchObject({
        opens: 1,
        alsoElsewhere: true,
        warnings: ['shared-address', 'outside-domain'],
      });
    });

    test('R11, R12: the account says whether single sign-on works for it, and why not', async () => {
      const ssoOf = async (username: string) => {
        const { accessToken } = await target.signInWithPassword(username);
        return bodyAs(await target.call('getMyAccount', { accessToken }), 'MyAccount').sso;
      };
      expect(await ssoOf('adam.novak')).toEqual({ on: true, reason: null });
      expect(await ssoOf('hana.suzuki')).toEqual({ on: false, reason: 'sso-turned-off' });
      expect(await ssoOf('felix.braun')).toEqual({ on: false, reason: 'sso-not-enabled' });
    });

    test('a link cannot be added where single sign-on is off', async () => {
      const { call, issuers } = target;
      const { accessToken } = await target.signInWithPassword('hana.suzuki');
      const body = await issuers.prove(target.person('sso-turned-off', 'google'));
      const reply = await call('addLink', { accessToken, body });
      expect(reply).toMatchObject({ status: 403, code: 'sso-turned-off' });
    });

    test('provisioning gives a credential that names the account’s address and its own end', async () => {
      const { accessToken, account } = await target.signInWithPassword('adam.novak');
      const reply = await target.call('provisionSoftphone', { accessToken });
      const given = bodyAs(reply, 'Provisioning');
      const expiresAt = Date.parse(given.expiresAt);
      expect(given.sipAddress).toContain(`sip:${account.extension}@`);
      expect(given.username).toBe(`${expiresAt / 1_000}:${given.sipAddress.slice('sip:'.length)}`);
      expect(expiresAt).toBeGreaterThan(Date.now());
    });

    test('S2-07: the token of a softphone opens the account and its credentials and nothing else', async () => {
      const { call } = target;
      const session = await target.signInWithPassword('adam.novak');
      const issued = await call('issueSoftphoneToken', { accessToken: session.accessToken });
      const { accessToken } = bodyAs(issued, 'SoftphoneToken');
      for (const operationId of ['getMyAccount', 'provisionSoftphone']) {
        expect(await call(operationId, { accessToken })).toMatchObject({ status: 200 });
      }
      for (const operationId of ['getMySecurity', 'signOutEverywhere', 'issueSoftphoneToken']) {
        const reply = await call(operationId, { accessToken });
        expect(reply).toMatchObject({ status: 403, code: 'insufficient-scope' });
      }
    });

    test('S2-07: a new link is told on each device of the account until it is acknowledged there', async () => {
      const { call, issuers } = target;
      const here = await target.signInWithPassword('adam.novak');
      const there = await target.signInWithPassword('adam.novak');
      expect([...here.newLinks, ...there.newLinks]).toEqual([]);
      const { accessToken } = here;
      const body = await issuers.prove(target.person('stranger', 'google'));
      const { id } = bodyAs(await call('addLink', { accessToken, body }), 'Link');
      const told = await call('markLinksTold', { accessToken, body: { linkIds: [id] } });
      expect(told.status).toBe(204);
      const newOn = async ({ refreshToken }: { refreshToken: string }) =>
        sessionOf(await call('refreshSession', { body: { refreshToken } })).newLinks;
      expect(await newOn(here)).toEqual([]);
      expect(await newOn(there)).toMatchObject([{ id, linkedBy: 'settings' }]);
    });

    test('the link of another account is not there for this one', async () => {
      const { call, signIn } = target;
      const owner = sessionOf(await signIn(target.person('office-manager', 'google')));
      const [link] = (await securityOf(owner.accessToken)).links;
      const { accessToken } = await target.signInWithPassword('adam.novak');
      const params = { linkId: link?.id ?? '' };
      expect(await call('removeLink', { accessToken, params })).toMatchObject({ status: 404 });
    });
  });
}

/** Group 4 of the contract: run by contract.test.ts. */
export function organizationContract(part: (copy: number) => Target): void {
  let target: Target;
  beforeAll(() => {
    target = part(4);
  });

  /** Calls as the office manager of Maple Dental. */
  async function manage(operationId: string, call: object = {}): Promise<Reply> {
    const { accessToken } = await target.signInWithPassword('ines.gagnon');
    return target.call(operationId, { ...call, accessToken });
  }

  async function review() {
    return bodyAs(await manage('getReview'), 'Review');
  }

  async function rowOf(accountId: string) {
    const row = (await review()).rows.find((candidate) => candidate.accountId === accountId);
    if (!row) throw new Error(`no row for ${accountId}`);
    return row;
  }

  test('R10: the review is for office managers only, every operation of it', async () => {
    const { accessToken } = await target.signInWithPassword('ana.silva');
    const id = target.id('maple-200');
    const calls: readonly [string, object][] = [
      ['getReview', {}],
      ['exportReview', {}],
      ['getAudit', {}],
      ['getLastReview', {}],
      ['markReviewed', {}],
      ['setAccountSso', { params: { accountId: id }, body: { on: false } }],
      ['setAddressPurpose', { params: { addressId: id }, body: { purpose: 'sign-in' } }],
      ['removeReviewedLink', { params: { linkId: id } }],
      ['decideRecycledAddress', { params: { recycledId: id }, body: { decision: 'approve' } }],
      ['issueBreakGlassCode', { params: { accountId: id } }],
    ];
    for (const [operationId, call] of calls) {
      const reply = await target.call(operationId, { ...call, accessToken });
      expect(reply, operationId).toMatchObject({ status: 403, code: 'not-office-manager' });
    }
  });

  test('R13: a code that an office manager issues opens one session of one account, once, until it says', async () => {
    const params = { accountId: target.id('maple-200') };
    const { code, expiresAt } = bodyAs(
      await manage('issueBreakGlassCode', { params }),
      'BreakGlassCode',
    );
    const use = async (username: string) => {
      const body = { username: target.username(username), code, device: deviceWith() };
      return target.call('signInWithBreakGlassCode', { body, key: await makeDeviceKey() });
    };
    const refused = { status: 401, code: 'wrong-credentials' };
    expect(await use('adam.novak')).toMatchObject(refused);
    const session = sessionOf(await use('ana.silva'));
    expect(session).toMatchObject({ identity: null, linkedBy: null, endsAt: expiresAt });
    expect(session.newCodes).toMatchObject([{ device: 'Front desk' }]);
    expect(await use('ana.silva')).toMatchObject(refused);
    const { accessToken } = session;
    const told = { accessToken, body: { linkIds: session.newCodes.map(({ id }) => id) } };
    expect((await target.call('markLinksTold', told)).status).toBe(204);
    const elsewhere = { params: { accountId: target.id('harbour-212') } };
    expect(await manage('issueBreakGlassCode', elsewhere)).toMatchObject({ status: 404 });
  });

  test('R10: the review shows the own organization only, risky rows first', async () => {
    const { rows } = await review();
    expect(rows.every(({ accountId }) => accountId.startsWith(target.id('maple-')))).toBe(true);
    const firstSafe = rows.findIndex(({ risks }) => risks.length === 0);
    expect(firstSafe).toBeGreaterThan(0);
    expect(rows.slice(firstSafe).every(({ risks }) => risks.length === 0)).toBe(true);
  });

  test('R5, R6, R10: rows say what is risky and what an address opens besides', async () => {
    expect((await rowOf(target.id('maple-240'))).risks).toEqual(['several-addresses']);
    const shared = await rowOf(target.id('maple-230'));
    expect(shared.risks).toEqual(['shared-address']);
    expect(shared.addresses[0]?.alsoOpens).toEqual([
      target.id('maple-231'),
      target.id('maple-232'),
    ]);
    const elsewhere = await rowOf(target.id('maple-210'));
    expect(elsewhere.addresses[0]).toMatchObject({
      alsoOpens: [target.id('maple-211')],
      alsoElsewhere: true,
    });
  });

  test('another organization is not there: not found, whatever is asked', async () => {
    const account = { params: { accountId: target.id('harbour-210') }, body: { on: false } };
    expect(await manage('setAccountSso', account)).toMatchObject({ status: 404 });
    const owner = sessionOf(await target.signIn(target.person('no-password', 'google')));
    const { accessToken } = owner;
    const security = await target.call('getMySecurity', { accessToken });
    const { links, addresses } = bodyAs(security, 'AccountSecurity');
    const link = { params: { linkId: links[0]?.id } };
    expect(await manage('removeReviewedLink', link)).toMatchObject({ status: 404 });
    const address = {
      params: { addressId: addresses[0]?.id },
      body: { purpose: 'notifications-only' },
    };
    expect(await manage('setAddressPurpose', address)).toMatchObject({ status: 404 });
  });

  describe.each(['google', 'microsoft'] as const)('acting on the review, %s', (provider) => {
    test('R12: single sign-on turned off for an account stops its sessions and sign-ins until it is on', async () => {
      const person = target.person('one-account', provider);
      const { accessToken, account } = sessionOf(await target.signIn(person));
      const params = { accountId: account.id };
      expect((await manage('setAccountSso', { params, body: { on: false } })).status).toBe(204);
      const refused = { status: 403, code: 'sso-turned-off' };
      expect(await target.call('getMyAccount', { accessToken })).toMatchObject(refused);
      expect(await target.signIn(person)).toMatchObject(refused);
      expect((await rowOf(account.id)).sso).toBe('off');
      await manage('setAccountSso', { params, body: { on: true } });
      expect((await target.call('getMyAccount', { accessToken })).status).toBe(200);
    });

    test('R5: an address made notifications-only opens nothing and its match-made link ends', async () => {
      const person = target.person('voicemail-address', provider);
      const { accessToken, account } = sessionOf(await target.signIn(person));
      const find = async () =>
        (await rowOf(account.id)).addresses.find(({ email }) => email === person.email);
      const params = { addressId: (await find())?.addressId };
      await manage('setAddressPurpose', { params, body: { purpose: 'notifications-only' } });
      expect((await find())?.notificationsOnly).toBe(true);
      expect((await rowOf(account.id)).links).toEqual([]);
      const ended = await target.call('getMyAccount', { accessToken });
      expect(ended).toMatchObject({ code: 'session-ended' });
      expect(linkRequiredOf(await target.signIn(person)).reason).toBe('no-account');
      await manage('setAddressPurpose', { params, body: { purpose: 'sign-in' } });
      expect(sessionOf(await target.signIn(person)).account.id).toBe(account.id);
    });

    test('a link removed by the office manager ends its session and does not match again', async () => {
      const person = target.person('office-manager', provider);
      const { accessToken, account } = sessionOf(await target.signIn(person));
      const [link] = (await rowOf(account.id)).links;
      expect(
        (await manage('removeReviewedLink', { params: { linkId: link?.linkId } })).status,
      ).toBe(204);
      const ended = await target.call('getMyAccount', { accessToken });
      expect(ended).toMatchObject({ code: 'session-ended' });
      expect(linkRequiredOf(await target.signIn(person)).reason).toBe('link-removed');
    });

    test('a recycled address is shown, and matches once it is approved', async () => {
      const person = target.person('recycled-address', provider);
      expect(linkRequiredOf(await target.signIn(person)).reason).toBe('address-recycled');
      await target.signIn(person);
      const cases = (await review()).recycled.filter(({ email }) => email === person.email);
      expect(cases).toHaveLength(1);
      const accountId = cases[0]?.accountIds[0] ?? '';
      expect((await rowOf(accountId)).risks).toContain('address-recycled');
      const request = { params: { recycledId: cases[0]?.id }, body: { decision: 'approve' } };
      expect((await manage('decideRecycledAddress', request)).status).toBe(204);
      expect((await review()).recycled.some(({ email }) => email === person.email)).toBe(false);
      expect(sessionOf(await target.signIn(person)).account.id).toBe(accountId);
      expect((await manage('decideRecycledAddress', request)).status).toBe(404);
    });
  });

  test('the export is CSV with one heading and quoted cells', async () => {
    const reply = await manage('exportReview');
    expect(reply.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const lines = String(reply.body).split('\r\n');
    expect(lines[0]).toContain('"account","name","username"');
    expect(lines.filter((line) => line.includes('"reception@s4.maple.example"'))).toHaveLength(3);
  });

  test('R10: an office manager says that the review is done, and all of them are told when that was', async () => {
    const before = Date.now();
    expect(await manage('markReviewed')).toMatchObject({ status: 204 });
    const { at } = bodyAs(await manage('getLastReview'), 'LastReview');
    expect((await review()).lastReviewedAt).toBe(at);
    expect(Math.abs(Date.parse(at ?? '') - before)).toBeLessThan(120_000);
    const { events } = bodyAs(await manage('getAudit'), 'AuditPage');
    expect(events.find(({ what }) => what === 'reviewed')).toMatchObject({ at });
  });

  test('the audit tells who did what, newest first, page by page', async () => {
    for (let count = 0; count < 30; count += 1) await review();
    const first = bodyAs(await manage('getAudit'), 'AuditPage');
    expect(first.events).toHaveLength(50);
    const before = first.next ?? '';
    const second = bodyAs(await manage('getAudit', { query: { before } }), 'AuditPage');
    const ids = [...first.events, ...second.events].map(({ id }) => Number(id));
    expect(ids).toEqual([...new Set(ids)].sort((left, right) => right - left));
    const all = [...first.events, ...second.events];
    expect(
      all.every(({ accountId }) => accountId === null || accountId.startsWith(target.id('maple-'))),
    ).toBe(true);
  });
}
