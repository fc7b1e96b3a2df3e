import fc from 'fast-check';
import { decodeJwt } from 'jose';
import { expect, test } from 'vitest';
import { limits } from '../../../preload/contract/verbs.ts';
import { answers } from '../../../src-main/generated/service-contract.ts';
import { builtInPolicy } from '../../../src-main/policy/evaluate-policy.ts';
import { accountSchema, choiceSchema } from '../../../src-main/preferences/preferences-data.ts';
import { createSessionKey } from '../../../src-main/sonar/session-key.ts';
import { createSonarClient } from '../../../src-main/sonar/sonar-client.ts';
import {
  boundSonarFetch,
  createIdempotencyKey,
  createServiceAddress,
} from '../../../src-main/sonar/sonar-http.ts';
import { toSonarError } from '../../../src-main/sonar/sonar-problem.ts';
import type { SonarService } from '../../../src-main/sonar/sonar-service.ts';
import { toSession } from '../../../src-main/sonar/sonar-types.ts';
import { arbitraryOf, contractAt } from './support/arbitrary-answer.ts';

const uuidV8 = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('the same write has the same key, another write another', () => {
  const keyOf = createIdempotencyKey();
  expect(keyOf('link', 'ticket', 'ana', 'secret')).toBe(keyOf('link', 'ticket', 'ana', 'secret'));
  expect(keyOf('link', 'ticket', 'ana', 'secret')).not.toBe(
    keyOf('link', 'ticket', 'anas', 'ecret'),
  );
  expect(keyOf('link', 'ticket')).toMatch(uuidV8);
});

test('a key made from a password cannot be made again by somebody who guesses it', () => {
  const guess = createIdempotencyKey();
  expect(createIdempotencyKey()('link', 't', 'ana', 'p')).not.toBe(guess('link', 't', 'ana', 'p'));
});

const schemaOf: Readonly<Record<keyof typeof limits, readonly string[]>> = {
  id: ['Id'],
  name: ['Name'],
  extension: ['Extension'],
  username: ['Username', 'ShownUsername'],
  password: ['Password'],
  code: ['TypedCode'],
  email: ['Email'],
  cursor: ['Cursor'],
};

test.each(Object.entries(schemaOf))(
  'S2-17, B-10: the contract has the limit of %s that the app has',
  (value, names) => {
    for (const name of names) {
      const { maxLength } = contractAt(`#/components/schemas/${name}`);
      expect([name, maxLength]).toEqual([name, limits[value as keyof typeof limits]]);
    }
  },
);

test('S2-17: every session that is taken from the service can be read from the settings file again', () => {
  const session = answers['/sessions'].post.body();
  fc.assert(
    fc.property(arbitraryOf(contractAt('#/components/schemas/Session')), (body) => {
      const { account, identity, ...taken } = toSession(session.parse(body), {
        key: null,
        now: 0,
        serverTime: null,
      });
      const { isOfficeManager, ...summary } = account;
      const kept = {
        summary,
        isOfficeManager,
        identity: identity && { key: 'k', label: identity, organization: null },
        signedIn: true,
        endedBy: null,
        signedInAt: '2026-01-01T00:00:00.000Z',
        lastUsedAt: '2026-01-01T00:00:00.000Z',
        verifiedAt: taken.verifiedAt,
        reverifyBy: taken.reverifyBy,
        emailRenamedFrom: taken.emailRenamedFrom,
        ...(taken.endsAt === null ? {} : { endsAt: taken.endsAt }),
      };
      expect(accountSchema.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
      const choice = {
        identityKey: 'k',
        label: { provider: 'google', email: null },
        account: summary,
      };
      expect(choiceSchema.parse(JSON.parse(JSON.stringify(choice)))).toEqual(choice);
    }),
    { numRuns: 300 },
  );
});

const elsewhere = 'https://sonar.elsewhere.example/v1';

/** The requests of a client whose service policy names, and what each `DPoP` header was made for. */
async function ask(use: (sonar: SonarService) => Promise<unknown>) {
  const policy = { ...builtInPolicy, sonarBaseUrl: elsewhere };
  const asked: { readonly url: string; readonly htu: unknown }[] = [];
  const sonar = createSonarClient({
    service: createServiceAddress(
      { current: () => policy, onChange: () => () => undefined },
      'https://built-in.example/v1',
    ),
    device: { id: 'd', name: 'n', platform: 'linux', appVersion: '1' },
    now: () => 0,
    async fetch(url, { headers }) {
      const proof = new Headers(headers).get('dpop') ?? '';
      asked.push({ url, htu: decodeJwt(proof).htu });
      return new Response(null, { status: 503 });
    },
  });
  await use(sonar).catch(() => undefined);
  return asked;
}

const { signal } = new AbortController();
const key = await createSessionKey();
const credential = { refreshToken: 'token', key };

test.each<[string, string, (sonar: SonarService) => Promise<unknown>]>([
  ['a sign-in', '/sign-ins', (s) => s.startSignIn({ idToken: 'i', nonceSecret: 's' }, signal)],
  ['a choice', '/sign-ins/choose', (s) => s.choose('ticket', 'account', signal)],
  ['a link', '/sign-ins/link', (s) => s.link('ticket', 'ana', 'secret', signal)],
  ['a password', '/sessions', (s) => s.signInWithPassword('ana', 'secret', signal)],
  ['a renewal', '/sessions/refresh', (s) => s.refresh(credential)],
  ['a confirmation', '/sessions/reverify', (s) => s.reverify(credential, 'i')],
])(
  'S2-02, S2-12: the proof for %s names the service that policy names, and no other',
  async (_, path, use) => {
    expect(await ask(use)).toEqual([{ url: `${elsewhere}${path}`, htu: `${elsewhere}${path}` }]);
  },
);

function answering(type: string, body: string, status = 200) {
  const fetch = async () => new Response(body, { status, headers: { 'content-type': type } });
  return boundSonarFetch(fetch, Date.now)('https://sonar.example/v1', {});
}

test('JSON and CSV come through, anything else is nobody we asked', async () => {
  expect(await (await answering('application/json', '{}')).text()).toBe('{}');
  expect(await (await answering('text/csv; charset=utf-8', 'a,b\r\n')).text()).toBe('a,b\r\n');
  const unreachable = { code: 'account-service-unreachable' };
  await expect(answering('text/csv', 'a,b', 500)).rejects.toMatchObject(unreachable);
  await expect(answering('text/plain', 'a')).rejects.toMatchObject(unreachable);
  await expect(answering('text/html', '<p>')).rejects.toMatchObject({ code: 'network-portal' });
});

test('a review of ten thousand accounts fits, an endless answer does not', async () => {
  const row = `${JSON.stringify({ accountId: 'a'.repeat(36), addresses: 'b'.repeat(700) })},`;
  const review = `[${row.repeat(10_000)}0]`;
  expect(await (await answering('application/json', review)).text()).toHaveLength(review.length);
  await expect(answering('application/json', 'a'.repeat(32 * 1024 * 1024))).rejects.toMatchObject({
    code: 'account-service-unreachable',
  });
});

const now = Date.parse('2026-03-01T12:00:00Z');
const problem = (code: string, more: object = {}) => ({
  type: `urn:sonar:problem:${code}`,
  title: 'x',
  status: 400,
  code,
  ...more,
});

test('the end of a session is told as such', () => {
  expect(toSonarError(problem('session-ended'), null, now).code).toBe('session-expired');
});

test('tries that are left and the time to try again are passed on', () => {
  const error = toSonarError(problem('wrong-credentials', { triesLeft: 2 }), null, now);
  expect(error).toMatchObject({ code: 'wrong-credentials', facts: { triesLeft: 2 } });
  const retryAt = '2026-03-01T12:05:00.000Z';
  expect(toSonarError(problem('too-many-tries', { retryAt }), null, now).facts).toEqual({
    retryAt,
  });
});

test.each([
  ['a page of a proxy', '<html>'],
  ['nothing', undefined],
  ['a code of a newer service', problem('brand-new')],
  ['a name every object has', problem('constructor')],
  ['a fault of the service', problem('internal-error')],
])('%s says nothing about the session', (_, body) => {
  expect(toSonarError(body, null, now).code).toBe('account-service-unreachable');
});

test.each([
  ['120', '2026-03-01T12:02:00.000Z'],
  ['Sun, 01 Mar 2026 12:10:00 GMT', '2026-03-01T12:10:00.000Z'],
  ['soon', undefined],
  ['1e300', undefined],
  ['999999', '2026-03-01T13:00:00.000Z'],
])('Retry-After "%s" is understood', (retryAfter, retryAt) => {
  const { facts } = toSonarError(problem('service-unavailable'), retryAfter, now);
  expect(facts.retryAt).toBe(retryAt);
});

/** When credentials end by this computer's clock, which stands at `now`; the service says what time it has. */
async function provisionedUntil(now: number, date: string | null, expiresAt: string) {
  const sonar = createSonarClient({
    service: { current: () => 'https://sonar.example/v1' },
    device: { id: 'd', name: 'n', platform: 'linux', appVersion: '1' },
    now: () => now,
    async fetch() {
      const headers = { 'content-type': 'application/json', ...(date === null ? {} : { date }) };
      const body = {
        sipAddress: 'sip:200@maple.sip.sonar.example',
        registrar: 'sips:maple.sip.sonar.example:5061',
        webSocket: 'wss://maple.sip.sonar.example',
        username: '1:200@maple.sip.sonar.example',
        password: 'secret',
        expiresAt,
      };
      return new Response(JSON.stringify(body), { status: 200, headers });
    },
  });
  return (await sonar.getProvisioning('token')).expiresAt;
}

const atService = 'Mon, 30 Nov 2026 10:00:00 GMT';
const inAnHour = '2026-11-30T11:00:00.000Z';

test.each([
  ['two hours ahead', '2026-11-30T12:00:00.000Z', atService, '2026-11-30T13:00:00.000Z'],
  ['a day behind', '2026-11-29T10:00:00.000Z', atService, '2026-11-29T11:00:00.000Z'],
  ['right', '2026-11-30T10:00:00.000Z', atService, inAnHour],
  ['unknown beside the service’s', '2026-11-30T12:00:00.000Z', null, inAnHour],
  ['no measure for a nonsense date', '2026-11-30T12:00:00.000Z', 'yesterday', inAnHour],
  ['none of that age', '2026-11-30T12:00:00.000Z', '01 Jan -200000 00:00:00 GMT', inAnHour],
])('with a clock that is %s credentials last as long as they do', async (_, now, date, until) => {
  expect(await provisionedUntil(Date.parse(now), date, inAnHour)).toBe(until);
});
