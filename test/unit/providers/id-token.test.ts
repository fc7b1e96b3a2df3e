import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type HostileProvider,
  startHostileProvider,
} from '../../hostile/provider/hostile-provider.ts';
import {
  type Claims,
  createSigningKey,
  hostileClientId,
  idTokenCases,
  oid,
  type TokenMaker,
  tid,
} from '../../hostile/provider/token-maker.ts';
import { failureOf } from '../oauth/open-attempt.ts';
import { dropRotated, noEnd, openProvider, signInAt } from './open-provider.ts';

describe.each(['google', 'microsoft'] as const)('an ID token of %s', (style) => {
  let hostile: HostileProvider;
  beforeAll(async () => {
    hostile = await startHostileProvider(style);
  });
  afterAll(() => hostile.close());
  const open = (now = Date.now) => openProvider(style, hostileClientId, hostile.address, { now });

  test('is accepted when it is genuine, and gives the identity', async () => {
    hostile.misbehave({});
    const { identity, refreshToken } = await signInAt(open());
    const google = { key: `${hostile.origin} 110248495921238986420`, organization: 'acme.test' };
    const microsoft = { key: `${tid} ${oid}`, organization: tid };
    expect(identity).toMatchObject({
      provider: style,
      email: 'ana@acme.test',
      ...(style === 'google' ? google : microsoft),
    });
    expect(identity.idToken.split('.')).toHaveLength(3);
    expect(refreshToken).toMatch(/^refresh-/);
  });

  const refused = idTokenCases
    .filter(([, , , only]) => only === undefined || only === style)
    .map(([id, what, make]) => ({ id, what, make }));
  test.each(refused)('$id: with $what is refused', async ({ what, make }) => {
    hostile.misbehave({ idToken: make });
    const before = hostile.counts.token;
    const code = await failureOf(signInAt(open()));
    // A body of 5 MB is not read to its end; nobody can then say more than that no answer came.
    expect(code).toBe(what === '5 MB' ? 'provider-unreachable' : 'identity-not-verified');
    expect(hostile.counts.token - before).toBe(1);
  });

  const allowed: readonly (readonly [string, (maker: TokenMaker) => unknown])[] = [
    ['ID-11: an audience list of only us', ({ sign, claims }) => sign({ ...claims, aud: ['us'] })],
    ['ID-12: us as authorised party', ({ sign, claims }) => sign({ ...claims, azp: 'us' })],
    [
      'ID-15: expired within the tolerance',
      ({ sign, claims }) => sign({ ...claims, exp: now() - 30, iat: now() - 600 }),
    ],
    [
      'ID-15: issued within the tolerance ahead',
      ({ sign, claims }) => sign({ ...claims, iat: now() + 30 }),
    ],
    ['ID-20: no kid and one key', ({ sign, claims }) => sign(claims, { kid: undefined })],
    ['ID-22: no type', ({ sign, claims }) => sign(claims, { typ: undefined })],
  ];
  test.each(allowed)('%s is accepted', async (_, make) => {
    hostile.misbehave({ idToken: make });
    expect((await signInAt(open())).identity.provider).toBe(style);
  });

  const issuers: readonly (readonly [string, unknown, boolean])[] = [
    ['the issuer of the token', 'ISSUER', true],
    ['no issuer', undefined, true],
    ['an issuer on another host', 'https://login.example/{tenantid}/v2.0', false],
    ['an empty issuer', '', false],
    ['a number', 1, false],
    ['null', null, false],
    ...(style === 'microsoft'
      ? ([
          ['the template of every tenant', 'ORIGIN/{tenantid}/v2.0', true],
          ['another tenant', 'ORIGIN/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0', false],
        ] as const)
      : []),
  ];
  test.each(issuers)('S2-19: a signing key that names %s (%j): %j', async (_, named, isGood) => {
    hostile.misbehave({
      jwks: ({ keys }) => {
        const issuer =
          typeof named === 'string'
            ? named
                .replace('ISSUER', style === 'google' ? 'ORIGIN' : `ORIGIN/${tid}/v2.0`)
                .replace('ORIGIN', hostile.origin)
            : named;
        return { keys: [{ ...keys.current.jwk, ...(issuer === undefined ? {} : { issuer }) }] };
      },
    });
    const signedIn = signInAt(open());
    if (isGood) expect((await signedIn).identity.provider).toBe(style);
    else expect(await failureOf(signedIn)).toBe('identity-not-verified');
  });

  test('ID-20: without kid only the key that verifies counts when there are several', async () => {
    const both = ({ keys }: Pick<TokenMaker, 'keys'>) => ({
      keys: [keys.other.jwk, keys.current.jwk],
    });
    hostile.misbehave({
      idToken: ({ sign, claims }) => sign(claims, { kid: undefined }),
      jwks: both,
    });
    expect((await signInAt(open())).identity.provider).toBe(style);
    const stranger = await createSigningKey('stranger');
    hostile.misbehave({
      idToken: ({ sign, claims }) => sign(claims, { kid: undefined }, stranger),
      jwks: both,
    });
    expect(await failureOf(signInAt(open()))).toBe('identity-not-verified');
  });

  test.each([
    ['2 days fast', 2 * 86_400_000],
    ['2 days slow', -2 * 86_400_000],
  ])('ID-15: a clock that is %s is told as clock-skew, not as a forgery', async (_, offset) => {
    hostile.misbehave({});
    expect(await failureOf(signInAt(open(() => Date.now() + offset)))).toBe('clock-skew');
  });

  test('ID-15: a wrong clock does not excuse anything else', async () => {
    hostile.misbehave({ idToken: ({ sign, claims }) => sign({ ...claims, nonce: 'other' }) });
    const fast = open(() => Date.now() + 2 * 86_400_000);
    expect(await failureOf(signInAt(fast))).toBe('identity-not-verified');
  });

  test('ID-18: a new key is found at the next sign-in, and the old one no longer accepted', async () => {
    hostile.misbehave({});
    const provider = open();
    await signInAt(provider);
    const old = hostile.keys.current;
    hostile.keys.current = await createSigningKey('key-3');
    await signInAt(provider);
    hostile.misbehave({ idToken: ({ sign, claims }) => sign(claims, {}, old) });
    expect(await failureOf(signInAt(provider))).toBe('identity-not-verified');
  });

  test('ID-19: however many unknown key ids come, the keys are asked for once per cool-down', async () => {
    let time = Date.now();
    const provider = open(() => time);
    hostile.misbehave({
      idToken: ({ sign, claims }) => sign(claims, { kid: `unknown-${randomUUID()}` }),
    });
    const before = hostile.counts.jwks;
    for (let tries = 0; tries < 25; tries += 1) {
      expect(await failureOf(signInAt(provider))).toBe('identity-not-verified');
    }
    expect(hostile.counts.jwks - before).toBe(2);
    time += 31_000;
    await failureOf(signInAt(provider));
    expect(hostile.counts.jwks - before).toBe(3);
  });

  test('ID-08: the token of the other provider is refused', async () => {
    const other = await startHostileProvider(style === 'google' ? 'microsoft' : 'google');
    try {
      const { identity } = await signInAt(
        openProvider(other.style, hostileClientId, other.address),
      );
      hostile.misbehave({ idToken: () => identity.idToken });
      expect(await failureOf(signInAt(open()))).toBe('identity-not-verified');
    } finally {
      await other.close();
    }
  });

  test('ID-24, S2-01: an address that is claimed and not verified is not shown as the identity’s', async () => {
    const label = async (change: Claims) => {
      hostile.misbehave({
        idToken: ({ sign, claims }) =>
          sign({ ...claims, preferred_username: 'mallory@evil.test', ...change }),
      });
      return (await signInAt(open())).identity.email;
    };
    const shownInstead = style === 'google' ? null : 'mallory@evil.test';
    for (const claim of [undefined, false, 'true', 1, null]) {
      expect(await label({ email_verified: claim, xms_edov: claim })).toBe(shownInstead);
    }
    expect(await label({ xms_edov: '1' })).toBe('ana@acme.test');
  });

  if (style === 'google') {
    test.each([
      ['ACME.test', 'acme.test'],
      ['MÜNCHEN.test', 'münchen.test'],
      ['xn--mnchen-3ya.test', 'xn--mnchen-3ya.test'],
      ['', null],
      ['acme.test evil.test', null],
      [true, null],
    ])('a Workspace domain %j is told to policy as %j', async (hd, organization) => {
      hostile.misbehave({ idToken: ({ sign, claims }) => sign({ ...claims, hd }) });
      expect((await signInAt(open())).identity.organization).toBe(organization);
    });
  }

  test.each([
    ['control characters', 'ana\n@acme.test'],
    ['a text direction override', 'ana\u202e@acme.test'],
    ['400 characters', `${'a'.repeat(400)}@acme.test`],
    ['a number', 5],
  ])('an address with %s is no label', async (_, email) => {
    hostile.misbehave({
      idToken: ({ sign, claims }) => sign({ ...claims, email, preferred_username: email }),
    });
    expect((await signInAt(open())).identity.email).toBeNull();
  });

  describe('with a person who had to sign in anew', () => {
    const signInFresh = (authTime: unknown, date?: string) => {
      hostile.misbehave({
        idToken: ({ sign, claims }) => sign({ ...claims, auth_time: authTime }),
        ...(date === undefined ? {} : { date }),
      });
      return failureOf(signInAt(open(), noEnd, { prompt: 'login', freshSince: Date.now() }));
    };
    const isAsked = style === 'microsoft';

    test.each([
      ['now', () => now()],
      ['within the tolerance of clocks', () => now() - 55],
    ])('S2-15: one who did so %s is believed', async (_, authTime) => {
      expect(await signInFresh(authTime())).toBe('no failure');
    });

    test.each([
      ['before the attempt began', () => now() - 120],
      ['yesterday', () => now() - 86_400],
      ['at no time that is told', () => undefined],
      ['at a time told as text', () => String(now())],
      ['at a time that is none', () => -1],
      ['at null', () => null],
      ['at every time', () => [now()]],
      ['at 1e308', () => 1e308],
    ])(
      'S2-15: one who did so %s is refused where the provider can be held to it',
      async (_, authTime) => {
        expect(await signInFresh(authTime())).toBe(isAsked ? 'sign-in-not-fresh' : 'no failure');
      },
    );

    test('S2-15, ID-15: a computer whose clock is ahead is told of its clock', async () => {
      const date = new Date(Date.now() - 300_000).toUTCString();
      expect(await signInFresh(now() - 300, date)).toBe(isAsked ? 'clock-skew' : 'no failure');
    });

    test('S2-15, TK-20: a clock that is behind lets nobody in who signed in before the attempt began', async () => {
      const behind = 240_000;
      hostile.misbehave({
        idToken: ({ sign, claims }) =>
          sign({ ...claims, iat: now() - 300, nbf: now() - 300, auth_time: now() - 200 }),
      });
      const provider = open(() => Date.now() - behind);
      const change = { prompt: 'login', freshSince: Date.now() - behind } as const;
      expect(await failureOf(signInAt(provider, noEnd, change))).toBe(
        isAsked ? 'clock-skew' : 'no failure',
      );
    });

    test('S2-15: what another claim of the token is wrong about comes first', async () => {
      hostile.misbehave({
        idToken: ({ sign, claims }) => sign({ ...claims, aud: 'someone-else' }),
      });
      const change = { prompt: 'login', freshSince: Date.now() } as const;
      expect(await failureOf(signInAt(open(), noEnd, change))).toBe('identity-not-verified');
    });
  });

  describe('after a refresh', () => {
    const refreshed = async (make: (maker: TokenMaker) => unknown, expectedKey?: string) => {
      hostile.misbehave({});
      const provider = open();
      const { identity, refreshToken } = await signInAt(provider);
      hostile.misbehave({ idToken: make });
      const input = {
        refreshToken: refreshToken ?? '',
        expectedKey: expectedKey ?? identity.key,
        keep: dropRotated,
      };
      return provider.refresh(input, noEnd);
    };

    test('needs no nonce, and may repeat one', async () => {
      await refreshed(({ sign, claims }) => sign(claims));
      await refreshed(({ sign, claims }) => sign({ ...claims, nonce: 'of-the-first-sign-in' }));
    });

    test('must be of the same identity', async () => {
      const someoneElse = ({ sign, claims }: TokenMaker) =>
        sign({ ...claims, sub: 'someone-else', oid: '00000000-0000-4000-8000-000000000000' });
      expect(await failureOf(refreshed(someoneElse))).toBe('identity-mismatch');
    });

    test('is verified like the first one', async () => {
      const cases = idTokenCases.filter(([id]) =>
        ['ID-01', 'ID-02', 'ID-09', 'ID-22'].includes(id),
      );
      for (const [, , make] of cases) {
        expect(await failureOf(refreshed(make))).toBe('identity-not-verified');
      }
    });
  });
});

function now(): number {
  return Math.floor(Date.now() / 1000);
}
