import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultSeed } from '../../../../../services/seed/default-seed.ts';
import { startSonarService } from '../../../../../services/sonar/start-sonar-service.ts';
import {
  createSonarClient,
  type Reply,
  type SonarClient,
} from '../../../../contract/support/sonar-client.ts';
import {
  newNonceSecret,
  nonceOf,
  startTestIssuers,
  type TestIssuers,
} from '../../../../contract/support/test-issuers.ts';
import { cheapPasswords, deviceWith, personOf } from '../support/start-test-service.ts';

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
    expect(await sendChanged({ iat: now() + 50, nbf: now() + 50 })).toMatchObject({ status: 200 });
    expect(await sendChanged({ iat: now() - 100, exp: now() - 50 })).toMatchObject({ status: 200 });
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
