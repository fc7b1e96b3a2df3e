import { expect, test } from 'vitest';
import { sessionOf } from '../../../../contract/support/narrow.ts';
import { startTestIssuers } from '../../../../contract/support/test-issuers.ts';
import { deviceWith, personOf, startTestService } from '../support/start-test-service.ts';

const person = personOf('one-account', 'google');

/** A service that believes one provider more, and what that provider signs. */
async function startWithOkta() {
  const okta = await startTestIssuers();
  const { issuer, clientId } = okta.trust.google;
  const own = await startTestIssuers();
  const trust = { ...own.trust, openId: { okta: { issuer, clientId } } };
  const { call } = await startTestService({ trust });
  const begin = async (changes = {}) => {
    const proof = await okta.prove(person, changes);
    return call('startSignIn', { body: { ...proof, device: deviceWith() } });
  };
  return { okta, own, call, begin };
}

test('a provider that is only configured may sign in, and speaks for no address', async () => {
  const { begin } = await startWithOkta();
  const reply = await begin();
  expect(reply).toMatchObject({
    status: 200,
    body: {
      outcome: 'link-required',
      reason: 'not-authoritative',
      identity: { provider: 'okta', email: person.email },
    },
  });
});

test('an address that such a provider has not verified is not shown', async () => {
  const { begin } = await startWithOkta();
  expect(await begin({ email_verified: false })).toMatchObject({
    body: { identity: { provider: 'okta', email: null } },
  });
});

test('its keys sign for its own issuer only, and nobody else’s sign for it', async () => {
  const { okta, own, begin, call } = await startWithOkta();
  const refused = { status: 401, code: 'identity-not-verified' };
  const { issuer, clientId } = own.trust.google;
  expect(await begin({ iss: issuer, aud: clientId, azp: clientId })).toMatchObject(refused);
  const { issuer: iss, clientId: aud } = okta.trust.google;
  const proof = await own.prove(person, { iss, aud, azp: aud });
  const reply = await call('startSignIn', { body: { ...proof, device: deviceWith() } });
  expect(reply).toMatchObject(refused);
});

test('a provider that nobody has configured cannot be turned off', async () => {
  const { signIn, call } = await startTestService();
  const { accessToken } = sessionOf(await signIn(person));
  const turnOff = (provider: string) =>
    call('turnOffProvider', { accessToken, params: { provider }, body: {} });
  expect(await turnOff('okta')).toMatchObject({ status: 400 });
});
