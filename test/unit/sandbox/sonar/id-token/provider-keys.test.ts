import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { expect, onTestFinished, test, vi } from 'vitest';
import { defaultSeed } from '../../../../../services/seed/default-seed.ts';
import { createIdTokenVerifier } from '../../../../../services/sonar/id-token/verify-id-token.ts';
import { startSonarService } from '../../../../../services/sonar/start-sonar-service.ts';
import { sessionOf } from '../../../../contract/support/narrow.ts';
import { personOf, startTestService, temporaryDirectory } from '../support/start-test-service.ts';

test('ID-18 after a key rotation the new key is accepted and the old one refused', async () => {
  const { issuers, signIn, call } = await startTestService({ keyCoolDownMs: 0 });
  const person = personOf('one-account', 'google');
  expect(await signIn(person)).toMatchObject({ status: 200 });
  const old = await issuers.prove(person);
  await issuers.rotateKey();
  expect(await signIn(person)).toMatchObject({ status: 200 });
  const device = { id: crypto.randomUUID(), name: 'x', platform: 'linux', appVersion: '1' };
  const reply = await call('startSignIn', { body: { ...old, device } });
  expect(reply).toMatchObject({ status: 401, code: 'identity-not-verified' });
});

test('a provider that is away is 503, not a refusal, and the ID token stays good', async () => {
  const { issuers, call } = await startTestService();
  const proof = await issuers.prove(personOf('one-account', 'microsoft'));
  const device = { id: crypto.randomUUID(), name: 'x', platform: 'linux', appVersion: '1' };
  const idempotencyKey = crypto.randomUUID();
  issuers.setDown(true);
  const request = { body: { ...proof, device }, idempotencyKey };
  const away = await call('startSignIn', request);
  expect(away).toMatchObject({ status: 503, code: 'service-unavailable' });
  issuers.setDown(false);
  expect(await call('startSignIn', request)).toMatchObject({ status: 200 });
});

test.each([
  ['ID-13 an empty client id', { google: { issuer: 'https://a.example', clientId: '' } }],
  ['an issuer on plain http', { google: { issuer: 'http://a.example', clientId: 'x' } }],
])('%s keeps the service from starting', async (_name, change) => {
  const microsoft = { authority: 'https://b.example/organizations', clientId: 'y' };
  const dataDir = await temporaryDirectory();
  const trust = { microsoft, ...change };
  await expect(startSonarService({ dataDir, port: 0, seed: defaultSeed, trust })).rejects.toThrow();
});

test('a discovery document of another issuer is not used', async () => {
  const { issuers } = await startTestService();
  const google = { ...issuers.trust.google, issuer: `${issuers.trust.google.issuer}/` };
  const other = await startTestService({ trust: { ...issuers.trust, google } });
  const proof = await issuers.prove(personOf('one-account', 'google'), { iss: google.issuer });
  const device = { id: crypto.randomUUID(), name: 'x', platform: 'linux', appVersion: '1' };
  const reply = await other.call('startSignIn', { body: { ...proof, device } });
  expect(reply).toMatchObject({ status: 503 });
});

test('an authority of one tenant believes tokens of that tenant only', async () => {
  const person = personOf('one-account', 'microsoft');
  if (person.provider !== 'microsoft') throw new Error('not of Microsoft');
  const stranger = 'fe9a0bd4-8718-4daf-8d51-6e428fa0c104';
  const { issuers } = await startTestService();
  const { trust } = issuers;
  const authority = trust.microsoft.authority.replace('organizations', person.tid);
  const { call } = await startTestService({
    trust: { ...trust, microsoft: { ...trust.microsoft, authority } },
  });
  const statusOf = async (changes: Record<string, unknown>) => {
    const proof = await issuers.prove(person, changes);
    const device = { id: crypto.randomUUID(), name: 'x', platform: 'linux', appVersion: '1' };
    return (await call('startSignIn', { body: { ...proof, device } })).status;
  };
  expect(await statusOf({})).toBe(200);
  const iss = String(issuers.claimsOf(person).iss);
  expect(await statusOf({ tid: stranger, iss: iss.replace(person.tid, stranger) })).toBe(401);
  expect(await statusOf({ tid: stranger })).toBe(401);
});

test('S2-19: a logout token proves no session again', async () => {
  const { issuers, call, signIn, advance } = await startTestService();
  const person = personOf('one-account', 'microsoft');
  const { refreshToken } = sessionOf(await signIn(person));
  advance(60_000);
  const reverify = async (changes: Record<string, unknown>, header = {}) => {
    const idToken = await issuers.sign({ ...issuers.claimsOf(person), ...changes }, header);
    return call('reverifySession', { body: { refreshToken, idToken } });
  };
  const refused = { status: 401, code: 'identity-not-verified' };
  expect(await reverify({ events: {} })).toMatchObject(refused);
  expect(await reverify({}, { typ: 'logout+jwt' })).toMatchObject(refused);
  expect(await reverify({})).toMatchObject({ status: 200 });
});

test.each<[string, unknown, number]>([
  ['no issuer', undefined, 200],
  ['the template of every tenant', 'ORIGIN/{tenantid}/v2.0', 200],
  ['the tenant itself', 'ORIGIN/TENANT/v2.0', 200],
  ['the tenant of personal accounts', 'ORIGIN/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0', 401],
  ['another host', 'https://login.example/{tenantid}/v2.0', 401],
  ['an empty issuer', '', 401],
  ['a number', 1, 401],
  ['null', null, 401],
])('S2-19: a signing key that names %s (%j) is answered with %i', async (_name, issuer, status) => {
  const { issuers, signIn } = await startTestService();
  const person = personOf('one-account', 'microsoft');
  const { tid } = issuers.claimsOf(person);
  issuers.setKeyIssuer(typeof issuer === 'string' ? issuer.replace('TENANT', String(tid)) : issuer);
  expect((await signIn(person)).status).toBe(status);
});

test('S2-19: where a provider publishes its keys is read again every hour', async () => {
  const { issuers, signIn, advance } = await startTestService({ keyCoolDownMs: 0 });
  const person = personOf('one-account', 'google');
  expect((await signIn(person)).status).toBe(200);
  issuers.moveKeys();
  await issuers.rotateKey();
  expect((await signIn(person)).status).toBe(503);
  advance(3_600_000);
  expect((await signIn(person)).status).toBe(200);
});

test('ID-05: Google itself may write its issuer without the scheme, and is the same; nobody else may', async () => {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'a', alg: 'RS256', use: 'sig' };
  vi.stubGlobal('fetch', async (input: unknown) => {
    const { origin, pathname } = new URL(String(input));
    const discovery = { issuer: origin, jwks_uri: `${origin}/keys` };
    return Response.json(pathname === '/keys' ? { keys: [jwk] } : discovery);
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  const now = Date.now();
  const iat = Math.floor(now / 1_000);
  const keyOf = async (issuer: string, iss: string) => {
    const google = { issuer, clientId: 'google' };
    const microsoft = { authority: 'https://b.example/organizations', clientId: 'microsoft' };
    const verify = createIdTokenVerifier({ google, microsoft }, () => now, 10_000);
    const claims = { iss, aud: 'google', sub: '1', nonce: 'n', iat, exp: iat + 3_600 };
    const header = { alg: 'RS256', kid: 'a' };
    const token = await new SignJWT(claims).setProtectedHeader(header).sign(privateKey);
    return (await verify(token, { kind: 'exactly', value: 'n' })).identityKey;
  };
  const google = 'https://accounts.google.com';
  expect(await keyOf(google, 'accounts.google.com')).toBe(await keyOf(google, google));
  for (const [issuer, iss] of [
    ['https://a.example', 'a.example'],
    ['https://a.example', 'accounts.google.com'],
    [google, 'accounts.google.com.'],
    [google, 'http://accounts.google.com'],
  ] as const) {
    await expect(keyOf(issuer, iss)).rejects.toMatchObject({
      code: expect.stringMatching(/^(identity-not-verified|service-unavailable)$/),
    });
  }
});
