import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Registrar, startRegistrar } from '../../../../services/registrar/start-registrar.ts';
import { sipDomain } from '../../../../services/sonar/operations/my-account.ts';
import { newSecret } from '../../../../services/sonar/secrets.ts';
import { bodyAs, sessionOf } from '../../../contract/support/sonar-client.ts';
import {
  personOf,
  startTestService,
  type TestService,
} from '../sonar/support/start-test-service.ts';
import { noRegistrar, openWebPhone } from './sip-phone.ts';

const secret = newSecret();
let registrar: Registrar;
let authority: string;
beforeAll(async () => {
  if (noRegistrar) return;
  registrar = await startRegistrar({ secret, domainSuffix: sipDomain });
  authority = await readFile(registrar.certificate.authorityFile, 'utf8');
});
afterAll(async () => {
  if (!noRegistrar) await registrar.close();
});
beforeEach(({ skip }) => {
  if (noRegistrar) skip(noRegistrar);
});

const accountId = 'maple-200';

/** A service that shares its secret with the registrar, and somebody who is signed in there. */
async function startOffice(provisioning = 60_000) {
  const webSocket = registrar.webSocketUrl;
  const context = await startTestService({
    registrar: { secret, webSocket },
    ttl: { provisioning },
  });
  const session = sessionOf(await context.signIn(personOf('one-account', 'google')));
  expect(session.account.id).toBe(accountId);
  const provision = () => context.call('provisionSoftphone', { accessToken: session.accessToken });
  return { ...context, session, provision };
}

/** Registers with what the service gave, where it said. */
async function registerWith(reply: Awaited<ReturnType<TestService['call']>>) {
  const { sipAddress, webSocket, username, password } = bodyAs(reply, 'Provisioning');
  const phone = await openWebPhone(webSocket, authority);
  const answer = await phone.ask({
    method: 'REGISTER',
    uri: `sip:${sipAddress.split('@')[1]}`,
    from: sipAddress,
    to: sipAddress,
    credential: { username, password },
    more: [`Contact: <${phone.contact}>;expires=600`],
  });
  const found = (await registrar.registrations()).find(({ contact }) => contact === phone.contact);
  return { status: answer.status, registration: found ?? null };
}

test('what a session is provisioned with registers, for its account, until it expires', async () => {
  const { provision } = await startOffice();
  const reply = await provision();
  const { expiresAt } = bodyAs(reply, 'Provisioning');
  const { status, registration } = await registerWith(reply);
  expect(status).toBe(200);
  expect(registration?.address).toBe(`200@maple.${sipDomain}`);
  // Kamailio counts whole seconds of a clock that it sets once a second; the other 540 seconds that were asked for are not had.
  expect(registration?.expiresAt).toBeLessThanOrEqual(Date.parse(expiresAt) + 2_000);
});

const ends: readonly (readonly [
  string,
  (office: Awaited<ReturnType<typeof startOffice>>) => unknown,
  object,
])[] = [
  [
    'whose session has ended',
    ({ service }) => service.control.endSessions({ accountId }),
    { status: 401, code: 'session-ended' },
  ],
  [
    'who signed out',
    ({ call, session: { refreshToken } }) => call('signOut', { body: { refreshToken } }),
    { status: 401, code: 'session-ended' },
  ],
  [
    'whose account is turned off',
    ({ service }) => service.control.disableAccount(accountId),
    { status: 403, code: 'account-disabled' },
  ],
  [
    'whose account has single sign-on off',
    ({ service }) => service.control.setAccountSso(accountId, false),
    { status: 403, code: 'sso-turned-off' },
  ],
  [
    'whose organization left the pilot',
    ({ service }) => service.control.setOrganizationSso('maple', false),
    { status: 403, code: 'sso-not-enabled' },
  ],
  [
    'whose address left the account',
    ({ service }) =>
      service.control.removeAddress(accountId, personOf('one-account', 'google').email),
    { status: 401, code: 'session-ended' },
  ],
];

test.each(ends)(
  'a person %s gets no credential, and the last one stops at its expiry',
  async (_, end, refusal) => {
    const office = await startOffice(2_000);
    const last = await office.provision();
    expect((await registerWith(last)).status).toBe(200);
    await end(office);
    expect(await office.provision()).toMatchObject(refusal);
    // The credential lasts 2 s, and no registration may outlive it by much.
    await expect
      .poll(async () => (await registrar.registrations()).length, { timeout: 5_000 })
      .toBe(0);
    expect((await registerWith(last)).status).toBe(403);
  },
);

test('without a registrar credentials are made with a secret of the service’s own, and name the usual port', async () => {
  const { call, signIn } = await startTestService();
  const { accessToken } = sessionOf(await signIn(personOf('one-account', 'google')));
  const reply = await call('provisionSoftphone', { accessToken });
  const body = bodyAs(reply, 'Provisioning');
  expect(body.webSocket).toBe(`wss://maple.${sipDomain}`);
  const elsewhere = { ...reply, body: { ...body, webSocket: registrar.webSocketUrl } };
  expect((await registerWith(elsewhere)).status).toBe(403);
});
