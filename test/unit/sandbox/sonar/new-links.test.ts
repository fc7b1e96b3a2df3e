import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Wire } from '../../../../src-main/sonar/generated/contract.ts';
import { bodyAs, sessionOf } from '../../../contract/support/narrow.ts';
import { addLink, linkByPassword, passwordSession } from './support/people-here.ts';
import { personOf, startTestService, type TestService } from './support/start-test-service.ts';

type Session = Wire['Session'];

const person = personOf('one-account', 'google');
const stranger = personOf('stranger', 'google');
const username = 'ana.silva';

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
