import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { defaultSeed } from '../../../../services/seed/default-seed.ts';
import { createIdTokenVerifier } from '../../../../services/sonar/id-token/verify-id-token.ts';
import { startSonarService } from '../../../../services/sonar/start-sonar-service.ts';
import {
  createSonarClient,
  type Reply,
  type SonarClient,
  sessionOf,
} from '../../../contract/support/sonar-client.ts';
import {
  newNonceSecret,
  nonceOf,
  startTestIssuers,
  type TestIssuers,
} from '../../../contract/support/target.ts';
import {
  cheapPasswords,
  deviceWith,
  personOf,
  startTestService,
  temporaryDirectory,
} from './support/start-test-service.ts';

describe('hostile ID tokens', () => {
  type Changes = Readonly<Record<string, unknown>>;

  const dataDir = mkdtempSync(join(tmpdir(), 'sonar-hostile-'));
  let issuers: TestIssuers;
  let service: Awaited<ReturnType<typeof startSonarService>>;
  let call: SonarClient;
  beforeAll(async () => {
    issuers = await startTestIssuers();
    service = await startSonarService({
      dataDir,
      port: 0,
      seed: defaultSeed,
      trust: issuers.trust,
      passwordCost: cheapPasswords,
    });
    call = createSonarClient(service.baseUrl);
  });
  afterAll(async () => {
    await service.close();
    await issuers.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  function send(idToken: string, nonceSecret: string): Promise<Reply> {
    const body = { idToken, nonceSecret, device: deviceWith() };
    return call('startSignIn', { body });
  }

  function base64url(value: unknown): string {
    return Buffer.from(JSON.stringify(value)).toString('base64url');
  }

  const now = () => Math.floor(Date.now() / 1_000);
  const refused = { status: 401, code: 'identity-not-verified' };

  describe.each(['google', 'microsoft'] as const)('a token of %s', (provider) => {
    const person = personOf('one-account', provider);
    const good = (secret: string): JWTPayload => ({
      ...issuers.claimsOf(person),
      nonce: nonceOf(secret),
      jti: secret.slice(0, 8),
    });
    /** Sends the good claims with changes, `undefined` taking a claim out. */
    async function sendChanged(changes: Changes, header: Changes = {}): Promise<Reply> {
      const secret = newNonceSecret();
      const claims = { ...good(secret), ...changes } as JWTPayload;
      return send(await issuers.sign(claims, header), secret);
    }

    test('the good one is accepted, which makes the refusals below mean something', async () => {
      expect(await sendChanged({})).toMatchObject({ status: 200 });
      expect(await sendChanged({ aud: [good('').aud] })).toMatchObject({ status: 200 });
      expect(await sendChanged({}, { typ: undefined })).toMatchObject({ status: 200 });
      expect(await sendChanged({}, { kid: undefined })).toMatchObject({ status: 200 });
      expect(await sendChanged({ iat: now() + 50, nbf: now() + 50 })).toMatchObject({
        status: 200,
      });
      expect(await sendChanged({ iat: now() - 100, exp: now() - 50 })).toMatchObject({
        status: 200,
      });
    });

    const other = personOf('one-account', provider === 'google' ? 'microsoft' : 'google');
    test.each<[string, () => Changes]>([
      ['ID-05 another issuer', () => ({ iss: 'https://evil.example' })],
      ['ID-06 no issuer', () => ({ iss: undefined })],
      ['ID-08 the issuer of the other provider', () => ({ iss: issuers.claimsOf(other).iss })],
      ['SV-05, ID-09 another audience', () => ({ aud: 'evil-client' })],
      ['ID-09 the audience of the other provider', () => ({ aud: issuers.claimsOf(other).aud })],
      ['ID-10 no audience', () => ({ aud: undefined })],
      ['ID-11 a second audience', () => ({ aud: [good('').aud, 'evil-client'] })],
      ['ID-11 an empty audience', () => ({ aud: [] })],
      ['ID-12 another authorized party', () => ({ azp: 'evil-client' })],
      ['ID-14 no subject', () => ({ sub: undefined })],
      ['ID-14 an empty subject', () => ({ sub: '' })],
      ['ID-14 a number for a subject', () => ({ sub: 123 })],
      ['ID-14 a subject of 256 characters', () => ({ sub: 'x'.repeat(256) })],
      ['SV-05, ID-15 expired', () => ({ iat: now() - 200, exp: now() - 62 })],
      ['ID-15 no expiry', () => ({ exp: undefined })],
      ['ID-15 an expiry as text', () => ({ exp: String(now() + 100) })],
      ['ID-15 an expiry without end', () => ({ exp: 1e308 })],
      ['ID-15 no time of issue', () => ({ iat: undefined })],
      ['ID-15 a time of issue as text', () => ({ iat: String(now()) })],
      ['ID-15 issued a week ago', () => ({ iat: now() - 604_800 })],
      ['ID-15 a not-before as text', () => ({ nbf: String(now()) })],
      [
        'S2-19, ID-22 what only a logout token says',
        () => ({ events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }),
      ],
      ['ID-16 no nonce', () => ({ nonce: undefined })],
      ['ID-16 the nonce of another attempt', () => ({ nonce: nonceOf(newNonceSecret()) })],
      ['ID-16 a list of nonces', () => ({ nonce: [nonceOf('x')] })],
    ])('%s is refused', async (_name, changes) => {
      expect(await sendChanged(changes())).toMatchObject(refused);
    });

    test.each<[string, () => Changes]>([
      ['issued in the future', () => ({ iat: now() + 3_600, exp: now() + 7_200 })],
      ['not valid yet', () => ({ nbf: now() + 3_600 })],
    ])('ID-15 %s says that a clock is wrong', async (_name, changes) => {
      expect(await sendChanged(changes())).toMatchObject({ status: 401, code: 'clock-skew' });
    });

    test.each<[string, Changes]>([
      ['ID-22 an access token (at+jwt)', { typ: 'at+jwt' }],
      ['ID-22 a logout token', { typ: 'logout+jwt' }],
      ['ID-20 a key nobody has', { kid: 'unknown' }],
    ])('%s is refused', async (_name, header) => {
      expect(await sendChanged({}, header)).toMatchObject(refused);
    });

    test.each<[string, (secret: string) => Promise<string> | string]>([
      [
        'ID-01 a changed signature',
        async (secret) => {
          const token = await issuers.sign(good(secret));
          const at = token.lastIndexOf('.') + 10;
          return `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
        },
      ],
      [
        'ID-01 changed claims',
        async (secret) => {
          const [header, , signature] = (await issuers.sign(good(secret))).split('.');
          return `${header}.${base64url({ ...good(secret), email: 'ines.gagnon@maple.example' })}.${signature}`;
        },
      ],
      [
        'SV-05, ID-02 alg none',
        (secret) => `${base64url({ alg: 'none' })}.${base64url(good(secret))}.`,
      ],
      ['ID-02 alg nOnE', (secret) => `${base64url({ alg: 'nOnE' })}.${base64url(good(secret))}.`],
      [
        'ID-03 HS256 with the public key as its secret',
        async (secret) => {
          const signed = `${base64url({ alg: 'HS256', kid: 'key-1' })}.${base64url(good(secret))}`;
          const pem = await exportSPKI(issuers.publicKey());
          return `${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`;
        },
      ],
      [
        'a key that the token brings itself',
        async (secret) => {
          const { privateKey } = await generateKeyPair('RS256');
          return new SignJWT(good(secret))
            .setProtectedHeader({ alg: 'RS256', kid: 'key-1' })
            .sign(privateKey);
        },
      ],
      [
        'PS256, which nobody has agreed on',
        async (secret) => {
          const [, claims, signature] = (await issuers.sign(good(secret))).split('.');
          return `${base64url({ alg: 'PS256', kid: 'key-1' })}.${claims}.${signature}`;
        },
      ],
      [
        'ID-22 an unknown critical header',
        async (secret) => {
          const [, claims, signature] = (await issuers.sign(good(secret))).split('.');
          return `${base64url({ alg: 'RS256', kid: 'key-1', crit: ['x'], x: 1 })}.${claims}.${signature}`;
        },
      ],
      ['ID-23 two segments', () => 'e30.e30'],
      ['ID-23 four segments', () => 'e30.e30.e30.e30'],
      ['ID-23 no JSON', () => `${base64url({ alg: 'RS256' })}.bm90IGpzb24.AAAA`],
      ['ID-23 no base64', () => '!!!.???.***'],
      ['ID-23 a list for claims', () => `${base64url({ alg: 'RS256' })}.${base64url([])}.AAAA`],
      ['ID-23 a number for alg', () => `${base64url({ alg: 1 })}.${base64url({ iss: 'x' })}.AAAA`],
      [
        'ID-23 deep nesting',
        () =>
          `${base64url({ alg: 'RS256' })}.${Buffer.from('['.repeat(9_000)).toString('base64url')}.AAAA`,
      ],
    ])('%s is refused', async (_name, make) => {
      const secret = newNonceSecret();
      expect(await send(await make(secret), secret)).toMatchObject(refused);
    });

    test('ID-23 a token of megabytes is a bad request', async () => {
      const reply = await send('x'.repeat(5_000_000), newNonceSecret());
      expect(reply).toMatchObject({ status: 400, code: 'bad-request' });
    });

    test('SV-06 a used token is refused, also with its signature written differently', async () => {
      const secret = newNonceSecret();
      const token = await issuers.sign(good(secret));
      expect(await send(token, secret)).toMatchObject({ status: 200 });
      expect(await send(token, secret)).toMatchObject(refused);
      // The last character of 2,048 bits in base64url has four bits that mean nothing.
      const last = token.at(-1) ?? '';
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
      const twin = alphabet[alphabet.indexOf(last) ^ 1] ?? '';
      expect(await send(token.slice(0, -1) + twin, secret)).toMatchObject(refused);
    });

    test('ID-19 a thousand unknown keys cost at most one more fetch', async () => {
      const before = issuers.keyFetches();
      const secret = newNonceSecret();
      const replies = await Promise.all(
        Array.from({ length: 100 }, async (_, index) =>
          send(await issuers.sign(good(secret), { kid: `flood-${index}` }), secret),
        ),
      );
      expect(replies.every(({ code }) => code === 'identity-not-verified')).toBe(true);
      expect(issuers.keyFetches() - before).toBeLessThanOrEqual(1);
    });
  });

  test.each<[string, Changes]>([
    ['false', { email_verified: false }],
    ['absent', { email_verified: undefined }],
    ['"true" as text', { email_verified: 'true' }],
  ])('ID-24 Google: email_verified %s never matches', async (_name, changes) => {
    const proof = await issuers.prove(personOf('one-account', 'google'), changes);
    const { body } = await send(proof.idToken, proof.nonceSecret);
    // A link that was made before would open the account by itself: a subject of its own.
    expect(body).toMatchObject({ outcome: 'session' });
    const fresh = await issuers.prove(personOf('one-account', 'google'), {
      ...changes,
      sub: `fresh-${JSON.stringify(changes)}`,
    });
    const reply = await send(fresh.idToken, fresh.nonceSecret);
    expect(reply.body).toMatchObject({ outcome: 'link-required', reason: 'not-authoritative' });
  });

  test.each<[string, Changes]>([
    ['no xms_edov', { xms_edov: undefined }],
    ['xms_edov false', { xms_edov: false }],
    ['xms_edov "true" as text', { xms_edov: 'true' }],
    ['xms_edov 1 as a number', { xms_edov: 1 }],
    ['xms_edov "0"', { xms_edov: '0' }],
    ['xms_edov "01"', { xms_edov: '01' }],
    ['xms_edov " 1"', { xms_edov: ' 1' }],
    ['xms_edov as a list', { xms_edov: ['1'] }],
    ['xms_edov as an object', { xms_edov: { value: true } }],
    ['preferred_username instead of email', { email: undefined }],
    ['the tenant of personal accounts', { tid: '9188040d-6c67-4c5b-b112-36a304b66dad' }],
    ["a stranger's tenant", { tid: 'fe9a0bd4-8718-4daf-8d51-6e428fa0c104' }],
  ])('ID-24 Microsoft: %s never matches', async (_name, changes) => {
    const person = personOf('one-account', 'microsoft');
    const tid = changes.tid;
    const iss =
      typeof tid === 'string'
        ? { iss: String(issuers.claimsOf(person).iss).replace(/[0-9a-f-]{36}/, tid) }
        : {};
    const oid = crypto.randomUUID();
    const proof = await issuers.prove(person, { ...changes, ...iss, oid } as JWTPayload);
    const reply = await send(proof.idToken, proof.nonceSecret);
    expect(reply.body).toMatchObject({ outcome: 'link-required', reason: 'not-authoritative' });
  });

  test.each([true, '1'])(
    'ID-24 Microsoft: xms_edov %j, one of the two forms Entra is reported to send, matches',
    async (claim) => {
      const person = personOf('one-account', 'microsoft');
      const proof = await issuers.prove(person, { xms_edov: claim, oid: crypto.randomUUID() });
      const reply = await send(proof.idToken, proof.nonceSecret);
      // The address opened an account before, for somebody else: what is told of it shows that it is believed.
      expect(reply.body).toMatchObject({ outcome: 'link-required', reason: 'address-recycled' });
    },
  );

  test.each<[string, Changes]>([
    ['no tid', { tid: undefined }],
    ['a tid that is no UUID', { tid: '../evil' }],
    ['a tid other than the one of the issuer', { tid: 'fe9a0bd4-8718-4daf-8d51-6e428fa0c104' }],
    ['no oid', { oid: undefined }],
  ])('Microsoft: %s is refused', async (_name, changes) => {
    const proof = await issuers.prove(personOf('one-account', 'microsoft'), changes as JWTPayload);
    expect(await send(proof.idToken, proof.nonceSecret)).toMatchObject(refused);
  });

  test('a refusal says nothing about why; the audit does', async () => {
    const proof = await issuers.prove(personOf('one-account', 'google'), { aud: 'evil-client' });
    const { body } = await send(proof.idToken, proof.nonceSecret);
    expect(JSON.stringify(body)).not.toMatch(/aud/i);
    expect(service.control.readAudit()).toContainEqual(
      expect.objectContaining({
        what: 'sign-in-refused',
        detail: expect.stringMatching(/^identity-not-verified: aud/),
      }),
    );
    expect(service.control.readErrors()).toEqual([]);
  });
});

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
