import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sandboxPassword } from '../../../../services/seed/default-seed.ts';
import type { SeedPerson } from '../../../../services/seed/seed.ts';
import { csvCell } from '../../../../services/sonar/organization/write-csv.ts';
import { fingerprintOf, seal, unseal } from '../../../../services/sonar/secrets.ts';
import type { Wire } from '../../../../src-main/generated/service-contract.ts';
import {
  bodyAs,
  linkRequiredOf,
  projectContract,
  sessionOf,
} from '../../../contract/support/sonar-client.ts';
import { addLink, linkByPassword, passwordSession, whatOpened } from './support/people-here.ts';
import {
  deviceWith,
  personOf,
  startTestService,
  type TestService,
} from './support/start-test-service.ts';

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

type Session = Wire['Session'];

const person = personOf('one-account', 'google');
const stranger = personOf('stranger', 'google');

async function refreshed({ call }: TestService, { refreshToken }: Session): Promise<Session> {
  return sessionOf(await call('refreshSession', { body: { refreshToken } }));
}

function newOn({ newLinks }: Session) {
  return newLinks.map(({ email, linkedBy }) => ({ email, linkedBy }));
}

test('S2-07: a link that another device made is told at the next start of each device, until it was', async () => {
  const context = await startTestService();
  const { call } = context;
  const desk = await passwordSession(context, username);
  const laptopId = randomUUID();
  await passwordSession(context, username, laptopId);
  const intruder = await linkByPassword(context, stranger, username);
  expect(intruder.newLinks).toEqual([]);

  const link = { email: stranger.email, linkedBy: 'password' };
  const next = await refreshed(context, desk);
  expect(newOn(next)).toEqual([link]);
  expect(next.newLinks[0]).toMatchObject({ provider: 'google', device: 'Front desk' });
  const again = await refreshed(context, next);
  expect(newOn(again)).toEqual([link]);

  const linkIds = again.newLinks.map(({ id }) => id);
  const { accessToken } = again;
  const told = await call('markLinksTold', { accessToken, body: { linkIds } });
  expect(told.status).toBe(204);
  expect(newOn(await refreshed(context, again))).toEqual([]);
  // The laptop was signed out of nothing and told of nothing: its next sign-in says it.
  expect(newOn(await passwordSession(context, username, laptopId))).toEqual([link]);
  const what = context.service.control.readAudit().map((event) => event.what);
  expect(what.filter((action) => action === 'new-links-told')).toHaveLength(1);
});

test('S2-07: whoever got in by a link cannot acknowledge it as the device of the owner', async () => {
  const context = await startTestService();
  const { call } = context;
  const desk = await passwordSession(context, username);
  const { accessToken } = await linkByPassword(context, stranger, username);
  const { devices } = bodyAs(await call('getMyDevices', { accessToken }), 'Devices');
  for (const { id } of devices) {
    const { newLinks, ...session } = sessionOf(await context.signIn(stranger, id));
    const body = { linkIds: newLinks.map((link) => link.id) };
    await call('markLinksTold', { accessToken: session.accessToken, body });
  }
  expect(newOn(await refreshed(context, desk))).toEqual([
    { email: stranger.email, linkedBy: 'password' },
  ]);
});

test('S2-07: a device that is new starts with nothing to be told', async () => {
  const context = await startTestService();
  await linkByPassword(context, stranger, username);
  expect((await passwordSession(context, username)).newLinks).toEqual([]);
});

test.each<[string, (context: TestService, deviceId: string) => Promise<Session>]>([
  ['by match', async (context, deviceId) => sessionOf(await context.signIn(person, deviceId))],
  [
    'by password',
    async (context, deviceId) => linkByPassword(context, stranger, username, deviceId),
  ],
])('S2-07: a link %s is no news on the device that signed in with it', async (_name, signIn) => {
  const context = await startTestService();
  const deviceId = randomUUID();
  const before = await passwordSession(context, username, deviceId);
  const session = await signIn(context, deviceId);
  expect(session.newLinks).toEqual([]);
  expect((await refreshed(context, session)).newLinks).toEqual([]);
  expect((await refreshed(context, before)).newLinks).toEqual([]);
});

test('S2-07: a link from the settings is news on every device, the one that made it included', async () => {
  const context = await startTestService();
  const here = await passwordSession(context, username);
  const there = await passwordSession(context, username);
  const { id } = await addLink(context, here, stranger);
  for (const session of [here, there]) {
    const { newLinks } = await refreshed(context, session);
    expect(newLinks.map((link) => link.id)).toEqual([id]);
  }
});

test('S2-07: a link that was removed is no news, and is again when it comes back', async () => {
  const context = await startTestService();
  const { call } = context;
  const here = await passwordSession(context, username);
  const there = await passwordSession(context, username);
  const { id } = await addLink(context, here, stranger);
  const params = { linkId: id };
  await call('removeLink', { accessToken: here.accessToken, params });
  const meanwhile = await refreshed(context, there);
  expect(meanwhile.newLinks).toEqual([]);
  const { accessToken } = meanwhile;
  await call('markLinksTold', { accessToken, body: { linkIds: [id] } });
  const again = await addLink(context, here, stranger);
  expect(again.id).not.toBe(id);
  expect(newOn(await refreshed(context, meanwhile))).toEqual([
    { email: stranger.email, linkedBy: 'settings' },
  ]);
});

test('a link that is only added once more is no news, and the same', async () => {
  const context = await startTestService();
  const session = sessionOf(await context.signIn(person));
  const [once, twice] = [
    await addLink(context, session, person),
    await addLink(context, session, person),
  ];
  expect(twice.id).toBe(once.id);
  expect((await refreshed(context, session)).newLinks).toEqual([]);
});

test('a device acknowledges for itself and its own account only', async () => {
  const context = await startTestService();
  const { call } = context;
  const here = await passwordSession(context, username);
  const there = await passwordSession(context, username);
  const other = await passwordSession(context, 'adam.novak');
  const { id } = await addLink(context, here, stranger);
  for (const { accessToken } of [here, other]) {
    const body = { linkIds: [id, 'unknown'] };
    expect((await call('markLinksTold', { accessToken, body })).status).toBe(204);
  }
  expect((await refreshed(context, there)).newLinks.map((link) => link.id)).toEqual([id]);
});

test('LG-09: every sign-in, refusal, link, unlink and sign-out is exactly one event, with account and device', async () => {
  const { call, issuers, service, signIn } = await startTestService();
  const { control } = service;
  let seen = 0;
  const newEvents = () => {
    const events = control.readAudit();
    const fresh = events
      .slice(seen)
      .map(({ what, accountId, device, detail }) => ({ what, accountId, device, detail }));
    seen = events.length;
    return fresh;
  };
  const device = 'Front desk';

  const chloe = personOf('no-account', 'google');
  const { ticket } = linkRequiredOf(await signIn(chloe));
  expect(newEvents()).toEqual([
    { what: 'link-required', accountId: null, device, detail: 'no-account' },
  ]);

  const link = (password: string) =>
    call('linkIdentity', { body: { ticket, username: 'chloe.martin', password } });
  await link('wrong');
  const accountId = 'maple-220';
  expect(newEvents()).toEqual([{ what: 'password-refused', accountId, device, detail: null }]);

  const { accessToken, refreshToken } = sessionOf(await link(sandboxPassword));
  expect(newEvents()).toEqual([
    { what: 'linked', accountId, device, detail: 'password' },
    { what: 'signed-in', accountId, device, detail: 'password' },
  ]);

  await signIn(personOf('blocked', 'google'));
  expect(newEvents()).toEqual([
    { what: 'sign-in-refused', accountId: 'maple-270', device, detail: 'account-disabled' },
  ]);

  const forged = await issuers.prove(chloe, { aud: 'evil' });
  await call('startSignIn', { body: { ...forged, device: deviceWith() } });
  expect(newEvents()).toEqual([
    { what: 'sign-in-refused', accountId: null, device, detail: 'identity-not-verified: aud' },
  ]);

  await call('provisionSoftphone', { accessToken });
  expect(newEvents()).toEqual([{ what: 'provisioned', accountId, device, detail: null }]);

  await call('signOut', { body: { refreshToken } });
  await call('signOut', { body: { refreshToken } });
  expect(newEvents()).toEqual([{ what: 'signed-out', accountId, device: null, detail: null }]);
});

test('every action that is recorded is one that the document lists', async () => {
  const { document } = projectContract();
  const { components } = document as {
    components: { schemas: { AuditAction: { enum: string[] } } };
  };
  const listed = new Set(components.schemas.AuditAction.enum);
  const { call, service, signIn } = await startTestService();
  sessionOf(await signIn(personOf('one-account', 'google')));
  service.control.disableAccount('maple-200');
  await call('getHealth');
  for (const { what } of service.control.readAudit()) expect(listed).toContain(what);
});

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  ' =1',
  '\t=1',
  '\r=1',
  '\n',
  '"=1',
  "'=1",
  '＝1',
  '＋1',
  '－1',
  '＠x',
])('R10: %j cannot become a formula in a spreadsheet', (value) => {
  expect(csvCell(value)).toBe(`"'${value.replaceAll('"', '""')}"`);
});

test.each([
  ['Ana Silva', '"Ana Silva"'],
  ['a "b", c', '"a ""b"", c"'],
  ['two\r\nlines', '"two\r\nlines"'],
  ['', '""'],
])('%j stays what it is, quoted', (value, cell) => {
  expect(csvCell(value)).toBe(cell);
});

test('what is sealed opens with its secret only, and as what it was sealed as', () => {
  const sealed = seal('sonar answer', 'secret', 'canary-token');
  expect(unseal('sonar answer', 'secret', sealed)).toBe('canary-token');
  expect(() => unseal('sonar answer', 'other', sealed)).toThrow();
  expect(() => unseal('sonar refresh token', 'secret', sealed)).toThrow();
  expect(sealed.includes('canary-token')).toBe(false);
});

test('a fingerprint depends on the key, so that a password cannot be guessed from it', () => {
  expect(fingerprintOf('key', 'body')).toBe(fingerprintOf('key', 'body'));
  expect(fingerprintOf('key', 'body')).not.toBe(fingerprintOf('other', 'body'));
  expect(fingerprintOf('key', 'body')).not.toBe(fingerprintOf('key', 'other'));
});
