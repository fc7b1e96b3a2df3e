import { beforeAll, describe, expect, test } from 'vitest';
import { bodyAs, linkRequiredOf, sessionOf } from './support/narrow.ts';
import type { Reply } from './support/sonar-client.ts';
import type { Target } from './support/target.ts';

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
      ['setAccountSso', { params: { accountId: id }, body: { on: false } }],
      ['setAddressPurpose', { params: { addressId: id }, body: { purpose: 'sign-in' } }],
      ['removeReviewedLink', { params: { linkId: id } }],
      ['decideRecycledAddress', { params: { recycledId: id }, body: { decision: 'approve' } }],
    ];
    for (const [operationId, call] of calls) {
      const reply = await target.call(operationId, { ...call, accessToken });
      expect(reply, operationId).toMatchObject({ status: 403, code: 'not-office-manager' });
    }
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
