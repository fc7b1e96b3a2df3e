import { describe, expect, test } from 'vitest';
import type { SeedPerson } from '../../../../services/seed/seed.ts';
import { bodyAs, sessionOf } from '../../../contract/support/narrow.ts';
import { addLink, linkByPassword, passwordSession, whatOpened } from './support/people-here.ts';
import { personOf, startTestService, type TestService } from './support/start-test-service.ts';

const accountId = 'maple-200';
const username = 'ana.silva';

/** What may happen to an address of an account. */
const changes: readonly [string, (context: TestService, email: string) => void][] = [
  ['leaves the account', ({ service }, email) => service.control.removeAddress(accountId, email)],
  [
    'becomes notifications only',
    ({ service }, email) =>
      service.control.setAddressPurpose(accountId, email, 'notifications-only'),
  ],
];

describe.each(changes)('an address that %s', (_name, change) => {
  const person = personOf('one-account', 'google');
  const unspoken: SeedPerson = person.provider === 'google' ? { ...person, hd: null } : person;

  async function stillOpens(context: TestService, accessToken: string): Promise<boolean> {
    const reply = await context.call('getMyAccount', { accessToken });
    return reply.status === 200;
  }

  test('S2-04: ends a link that matching made and that was added from the settings again', async () => {
    const context = await startTestService();
    const session = sessionOf(await context.signIn(person));
    expect((await addLink(context, session, person)).linkedBy).toBe('settings');
    change(context, person.email);
    expect(await stillOpens(context, session.accessToken)).toBe(false);
    expect(whatOpened(await context.signIn(person))).toBe('no-account');
  });

  test('S2-04: ends a link from the settings that matching would have made', async () => {
    const context = await startTestService();
    await addLink(context, await passwordSession(context, username), person);
    const session = sessionOf(await context.signIn(person));
    expect(session.linkedBy).toBe('settings');
    change(context, person.email);
    expect(await stillOpens(context, session.accessToken)).toBe(false);
    expect(whatOpened(await context.signIn(person))).toBe('no-account');
  });

  test('S2-04: ends it also after the identity was renamed at its provider', async () => {
    const context = await startTestService();
    await addLink(context, await passwordSession(context, username), person);
    const renamed = { ...person, email: 'new.name@maple.example' };
    expect(whatOpened(await context.signIn(renamed))).toEqual([accountId]);
    await addLink(context, await passwordSession(context, username), renamed);
    change(context, person.email);
    expect(whatOpened(await context.signIn(renamed))).toBe('no-account');
  });

  test.each<[string, (context: TestService) => Promise<unknown>]>([
    [
      'whose provider does not speak for the address',
      async (context) =>
        addLink(context, await passwordSession(context, username), {
          ...person,
          hd: null,
        } as never),
    ],
    [
      'of another address',
      async (context) =>
        addLink(context, await passwordSession(context, username), {
          ...person,
          email: 'ana@gmail.com',
        }),
    ],
    ['made by password', (context) => linkByPassword(context, unspoken, username)],
  ])('leaves a link alone %s', async (_title, prepare) => {
    const context = await startTestService();
    await prepare(context);
    change(context, person.email);
    expect(whatOpened(await context.signIn(person))).toEqual([accountId]);
  });
});

test('a link that was added while the address was notifications only does not depend on it', async () => {
  const context = await startTestService();
  const person = personOf('one-account', 'google');
  const { control } = context.service;
  control.setAddressPurpose(accountId, person.email, 'notifications-only');
  await addLink(context, await passwordSession(context, username), person);
  control.removeAddress(accountId, person.email);
  expect(whatOpened(await context.signIn(person))).toEqual([accountId]);
});

test('S2-02: when a link was last used is told by the day', async () => {
  const context = await startTestService();
  const { call } = context;
  const owner = sessionOf(await context.signIn(personOf('office-manager', 'google')));
  const today = new Date(context.now()).toISOString().slice(0, 10);
  const { accessToken } = owner;
  const { links } = bodyAs(await call('getMySecurity', { accessToken }), 'AccountSecurity');
  expect(links.map(({ lastUsedAt }) => lastUsedAt)).toEqual([today]);
  const { rows } = bodyAs(await call('getReview', { accessToken }), 'Review');
  const used = rows.flatMap((row) => row.links.map(({ lastUsedAt }) => lastUsedAt));
  expect(used).toContain(today);
  expect(used.every((day) => day === null || /^\d{4}-\d\d-\d\d$/.test(day))).toBe(true);
  const csv = String((await call('exportReview', { accessToken })).body);
  expect(csv).toContain(`"${today}"`);
});

test.each([321, 4_000])(
  'S2-17: an address of %i characters, for which the contract has no room, is none and breaks no review',
  async (length) => {
    const context = await startTestService();
    const email = `${'x'.repeat(length - '@gmail.com'.length)}@gmail.com`;
    const person = { ...personOf('no-account', 'google'), email };
    const session = await linkByPassword(context, person, username);
    expect(session.identity).toEqual({ provider: 'google', email: null });
    const { accessToken } = await passwordSession(context, 'ines.gagnon');
    const { rows } = bodyAs(await context.call('getReview', { accessToken }), 'Review');
    const links = rows.flatMap((row) => (row.accountId === accountId ? row.links : []));
    expect(links.map((link) => link.email)).toEqual([null]);
  },
);
