import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { sandboxPassword } from '../../services/seed/default-seed.ts';
import type { SeedPerson } from '../../services/seed/seed.ts';
import {
  bodyAs,
  type DeviceKey,
  makeDeviceKey,
  type ProofChange,
  sessionOf,
} from './support/sonar-client.ts';
import { deviceWith, type Target } from './support/target.ts';

/** Group 2 of the contract: run by contract.test.ts. */
export function sessionContract(part: (copy: number) => Target): void {
  let target: Target;
  beforeAll(() => {
    target = part(2);
  });

  describe('refreshing', () => {
    test('a refresh token gives the next one and a working access token', async () => {
      const { call } = target;
      const first = await target.signInWithPassword('ana.silva');
      expect(first).toMatchObject({ identity: null, linkedBy: null, verifiedAt: null });
      const { refreshToken } = first;
      const next = sessionOf(await call('refreshSession', { body: { refreshToken } }));
      expect(next.sessionId).toBe(first.sessionId);
      expect(next.refreshToken).not.toBe(refreshToken);
      const { accessToken } = next;
      expect(await call('getMyAccount', { accessToken })).toMatchObject({ status: 200 });
    });

    test('TK-14: after a lost answer the next refresh token comes again, twice at most, then the session ends', async () => {
      const { call } = target;
      const { refreshToken, accessToken } = await target.signInWithPassword('ana.silva');
      const request = { body: { refreshToken } };
      const [one, two] = await Promise.all([
        call('refreshSession', request),
        call('refreshSession', request),
      ]);
      const late = await call('refreshSession', request);
      const next = sessionOf(one).refreshToken;
      expect(sessionOf(two).refreshToken).toBe(next);
      expect(sessionOf(late).refreshToken).toBe(next);
      const fresh = { accessToken: sessionOf(late).accessToken };
      expect(await call('getMyAccount', fresh)).toMatchObject({ status: 200 });
      const ended = { status: 401, code: 'session-ended' };
      expect(await call('refreshSession', request)).toMatchObject(ended);
      expect(await call('refreshSession', { body: { refreshToken: next } })).toMatchObject(ended);
      expect(await call('getMyAccount', { accessToken })).toMatchObject(ended);
    });

    test('S2-02: a refresh token used again after its successor was used ends the session for both', async () => {
      const { call } = target;
      const { refreshToken, accessToken } = await target.signInWithPassword('ana.silva');
      const second = sessionOf(await call('refreshSession', { body: { refreshToken } }));
      const body = { refreshToken: second.refreshToken };
      const third = sessionOf(await call('refreshSession', { body }));
      const ended = { status: 401, code: 'session-ended' };
      expect(await call('refreshSession', { body: { refreshToken } })).toMatchObject(ended);
      const last = { body: { refreshToken: third.refreshToken } };
      expect(await call('refreshSession', last)).toMatchObject(ended);
      expect(await call('getMyAccount', { accessToken })).toMatchObject(ended);
    });

    test('an unknown refresh token is a session that has ended', async () => {
      const reply = await target.call('refreshSession', { body: { refreshToken: 'unknown' } });
      expect(reply).toMatchObject({ status: 401, code: 'session-ended' });
    });
  });

  describe('a session that is bound to a key of the device', () => {
    const ended = { status: 401, code: 'session-ended' };
    const notAsDescribed = { status: 400, code: 'bad-request' };

    async function open(key: DeviceKey) {
      const username = target.username('ana.silva');
      const body = { username, password: sandboxPassword, device: deviceWith() };
      return sessionOf(await target.call('signInWithPassword', { body, key }));
    }

    test('S2-02: is renewed with the key, and refuses a copied token without it, which ends and uses up nothing', async () => {
      const { call } = target;
      const [key, thiefs] = [await makeDeviceKey(), await makeDeviceKey()];
      const first = await open(key);
      const body = { refreshToken: first.refreshToken };
      expect(await call('refreshSession', { body })).toMatchObject(ended);
      expect(await call('refreshSession', { body, key: thiefs })).toMatchObject(ended);
      const { accessToken } = first;
      expect(await call('getMyAccount', { accessToken })).toMatchObject({ status: 200 });
      const next = sessionOf(await call('refreshSession', { body, key }));
      for (const attempt of [{ body }, { body, key: thiefs }]) {
        expect(await call('refreshSession', attempt)).toMatchObject(ended);
      }
      const rest = { body: { refreshToken: next.refreshToken }, key };
      expect(await call('refreshSession', rest)).toMatchObject({ status: 200 });
    });

    test('S2-02: with the key, too, a token from before ends the session for both', async () => {
      const { call } = target;
      const key = await makeDeviceKey();
      const tokens = [(await open(key)).refreshToken];
      for (let round = 0; round < 3; round += 1) {
        const body = { refreshToken: tokens.at(-1) ?? '' };
        tokens.push(sessionOf(await call('refreshSession', { body, key })).refreshToken);
      }
      const [oldest, , , newest] = tokens;
      const reuse = { body: { refreshToken: oldest }, key };
      expect(await call('refreshSession', reuse)).toMatchObject(ended);
      const honest = { body: { refreshToken: newest }, key };
      expect(await call('refreshSession', honest)).toMatchObject(ended);
    });

    test.each<[string, ProofChange]>([
      ['another method', { claims: { htm: 'GET' } }],
      ['another path', { claims: { htu: 'http://127.0.0.1/v1/sessions/reverify' } }],
      ['another host', { claims: { htu: 'https://sonar.attacker.example/v1/sessions/refresh' } }],
      ['another scheme', { claims: { htu: 'ftp://127.0.0.1/v1/sessions/refresh' } }],
      [
        'a host in the place of a name',
        { claims: { htu: 'http://127.0.0.1@x.example/v1/sessions/refresh' } },
      ],
      ['no address', { claims: { htu: 'sessions/refresh' } }],
      ['another refresh token', { claims: { ath: 'x'.repeat(43) } }],
      ['no refresh token', { claims: { ath: undefined } }],
      ['no jti', { claims: { jti: undefined } }],
      ['no iat', { claims: { iat: undefined } }],
      ['another type', { header: { typ: 'JWT' } }],
      ['no key', { header: { jwk: undefined } }],
    ])('S2-02: a proof for %s is none, and ends nothing', async (_name, proof) => {
      const { call } = target;
      const key = await makeDeviceKey();
      const body = { refreshToken: (await open(key)).refreshToken };
      expect(await call('refreshSession', { body, key, proof })).toMatchObject(notAsDescribed);
      expect(await call('refreshSession', { body, key })).toMatchObject({ status: 200 });
    });

    test.each(['', 'nonsense', 'a.b.c', 'e30.e30.', 'x'.repeat(5_000)])(
      'S2-02: the header %j is no proof',
      async (proof) => {
        const { call } = target;
        const key = await makeDeviceKey();
        const body = { refreshToken: (await open(key)).refreshToken };
        expect(await call('refreshSession', { body, proof })).toMatchObject(notAsDescribed);
        const opening = { username: 'x', password: 'x', device: deviceWith() };
        const reply = await call('signInWithPassword', { body: opening, proof });
        expect(reply).toMatchObject(notAsDescribed);
        expect(await call('refreshSession', { body, key })).toMatchObject({ status: 200 });
      },
    );

    test('S2-02: a whole request that was recorded is worth nothing, for its proof is good once', async () => {
      const { call } = target;
      const key = await makeDeviceKey();
      const first = await open(key);
      const body = { refreshToken: first.refreshToken };
      const recorded = { body, key, proof: { claims: { jti: randomUUID() } } };
      const next = sessionOf(await call('refreshSession', recorded));
      expect(await call('refreshSession', recorded)).toMatchObject(notAsDescribed);
      const rest = { body: { refreshToken: next.refreshToken }, key };
      expect(await call('refreshSession', rest)).toMatchObject({ status: 200 });
    });

    test('behind a gateway that puts something before the path, a proof holds', async () => {
      const { call } = target;
      const key = await makeDeviceKey();
      const body = { refreshToken: (await open(key)).refreshToken };
      const proof = { claims: { htu: 'https://localhost:8443/telephony/v1/sessions/refresh' } };
      expect(await call('refreshSession', { body, key, proof })).toMatchObject({ status: 200 });
    });

    test('TK-20: a clock that is years off does not matter', async () => {
      const { call } = target;
      const key = await makeDeviceKey();
      const body = { refreshToken: (await open(key)).refreshToken };
      const proof = { claims: { iat: 4_102_444_800 } };
      expect(await call('refreshSession', { body, key, proof })).toMatchObject({ status: 200 });
    });

    test('S2-02: one that was opened without a key is bound by its first renewal with one', async () => {
      const { call } = target;
      const [key, thiefs] = [await makeDeviceKey(), await makeDeviceKey()];
      const { refreshToken } = await target.signInWithPassword('ana.silva');
      const next = sessionOf(await call('refreshSession', { body: { refreshToken }, key }));
      const body = { refreshToken: next.refreshToken };
      expect(await call('refreshSession', { body })).toMatchObject(ended);
      expect(await call('refreshSession', { body, key: thiefs })).toMatchObject(ended);
      expect(await call('refreshSession', { body, key })).toMatchObject({ status: 200 });
    });

    test('S2-02: a thief who binds a session of an older app first is noticed when the app comes: it ends for both', async () => {
      const { call } = target;
      const [key, thiefs] = [await makeDeviceKey(), await makeDeviceKey()];
      const { refreshToken } = await target.signInWithPassword('ana.silva');
      const body = { refreshToken };
      const stolen = sessionOf(await call('refreshSession', { body, key: thiefs }));
      expect(await call('refreshSession', { body, key })).toMatchObject(ended);
      const rest = { body: { refreshToken: stolen.refreshToken }, key: thiefs };
      expect(await call('refreshSession', rest)).toMatchObject(ended);
      const { accessToken } = stolen;
      expect(await call('getMyAccount', { accessToken })).toMatchObject(ended);
    });

    test('S2-02: is re-verified with the key only, and signed out without', async () => {
      const { call, issuers } = target;
      const key = await makeDeviceKey();
      const person = target.person('one-account', 'google');
      const opening = { ...(await issuers.prove(person)), device: deviceWith() };
      const outcome = await call('startSignIn', { body: opening, key });
      const { refreshToken, accessToken } = sessionOf(outcome);
      const iat = Math.floor(Date.now() / 1_000) + 5;
      const idToken = await issuers.sign({ ...issuers.claimsOf(person), iat, jti: refreshToken });
      const body = { refreshToken, idToken };
      expect(await call('reverifySession', { body })).toMatchObject(ended);
      expect(await call('reverifySession', { body, key })).toMatchObject({ status: 200 });
      expect((await call('signOut', { body: { refreshToken } })).status).toBe(204);
      expect(await call('getMyAccount', { accessToken })).toMatchObject(ended);
    });
  });

  describe.each(['google', 'microsoft'] as const)('re-verifying with %s', (provider) => {
    let person: SeedPerson;
    beforeAll(() => {
      person = target.person('one-account', provider);
    });
    const later = () => {
      const iat = Math.floor(Date.now() / 1_000) + 5;
      return { iat, exp: iat + 3_600 };
    };

    test('a newer ID token of the same identity without nonce proves the session again', async () => {
      const { call, issuers, signIn } = target;
      const { refreshToken } = sessionOf(await signIn(person));
      const idToken = await issuers.sign({ ...issuers.claimsOf(person), ...later() });
      const reply = await call('reverifySession', { body: { refreshToken, idToken } });
      const { verifiedAt, reverifyBy, reverifyRequiredAt } = bodyAs(reply, 'Verification');
      const hours = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 3_600_000;
      expect(hours(verifiedAt, reverifyBy)).toBe(12);
      expect(hours(reverifyBy, reverifyRequiredAt)).toBe(72);
    });

    test('one proof is good for every session of the identity on the device', async () => {
      const { call, issuers, signIn } = target;
      const deviceId = randomUUID();
      const one = sessionOf(await signIn(person, deviceId));
      const two = sessionOf(await signIn(person, deviceId));
      const elsewhere = sessionOf(await signIn(person));
      const idToken = await issuers.sign({
        ...issuers.claimsOf(person),
        ...later(),
        jti: deviceId,
      });
      const reverify = ({ refreshToken }: { refreshToken: string }) =>
        call('reverifySession', { body: { refreshToken, idToken } });
      expect(await reverify(one)).toMatchObject({ status: 200 });
      expect(await reverify(two)).toMatchObject({ status: 200 });
      expect(await reverify(elsewhere)).toMatchObject({ code: 'identity-not-verified' });
    });

    test('the nonce of the sign-in may stay; another nonce is refused unless its secret comes too', async () => {
      const { call, issuers } = target;
      const proof = await issuers.prove(person);
      const reply = await call('startSignIn', { body: { ...proof, device: deviceWith() } });
      const { refreshToken } = sessionOf(reply);
      const fresh = await issuers.prove(person, later());
      const { idToken, nonceSecret } = fresh;
      const without = await call('reverifySession', { body: { refreshToken, idToken } });
      expect(without).toMatchObject({ status: 401, code: 'identity-not-verified' });
      const withSecret = { refreshToken, idToken, nonceSecret };
      expect(await call('reverifySession', { body: withSecret })).toMatchObject({ status: 200 });
    });

    test('an older ID token and one of another identity prove nothing', async () => {
      const { call, issuers, signIn } = target;
      const { refreshToken } = sessionOf(await signIn(person));
      const older = issuers.claimsOf(person);
      const stranger = {
        ...issuers.claimsOf(target.person('shared-mailbox', provider)),
        ...later(),
      };
      for (const claims of [{ ...older, iat: Number(older.iat) - 5 }, stranger]) {
        const idToken = await issuers.sign(claims);
        const reply = await call('reverifySession', { body: { refreshToken, idToken } });
        expect(reply).toMatchObject({ status: 401, code: 'identity-not-verified' });
      }
    });

    test('R8, SV-03: an address renamed at the provider keeps the link and is told once', async () => {
      const { call, issuers, signIn } = target;
      const named = target.person('office-manager', provider);
      sessionOf(await signIn(named));
      const email = `renamed.${named.email}`;
      const proof = await issuers.prove(named, { email });
      const renamed = await call('startSignIn', { body: { ...proof, device: deviceWith() } });
      expect(sessionOf(renamed)).toMatchObject({
        account: { username: named.sonarUsername },
        identity: { email },
        emailRenamedFrom: named.email,
      });
      const { refreshToken } = sessionOf(renamed);
      const refreshed = sessionOf(await call('refreshSession', { body: { refreshToken } }));
      expect(refreshed.emailRenamedFrom).toBeNull();
    });
  });

  describe('signing out', () => {
    test('ends the session, and succeeds again and for unknown ones', async () => {
      const { call } = target;
      const { refreshToken, accessToken } = await target.signInWithPassword('ana.silva');
      for (const token of [refreshToken, refreshToken, 'unknown']) {
        const reply = await call('signOut', { body: { refreshToken: token } });
        expect(reply.status).toBe(204);
      }
      expect(await call('getMyAccount', { accessToken })).toMatchObject({ code: 'session-ended' });
    });

    test('S2-05: by the access token alone ends this session and no other of the same device', async () => {
      const { call } = target;
      const device = deviceWith();
      const open = async () => {
        const body = { username: target.username('adam.novak'), password: sandboxPassword, device };
        return sessionOf(await call('signInWithPassword', { body }));
      };
      const one = await open();
      const two = await open();
      const { accessToken, refreshToken } = one;
      expect((await call('endMySession', { accessToken })).status).toBe(204);
      expect(await call('refreshSession', { body: { refreshToken } })).toMatchObject({
        code: 'session-ended',
      });
      expect(await call('endMySession', { accessToken })).toMatchObject({ code: 'session-ended' });
      expect(await call('getMyAccount', { accessToken: two.accessToken })).toMatchObject({
        status: 200,
      });
      const forged = `${two.sessionId}.x`;
      expect(await call('endMySession', { accessToken: forged })).toMatchObject({ status: 401 });
    });

    test('everywhere ends every session of the account and of no other', async () => {
      const { call } = target;
      const one = await target.signInWithPassword('adam.novak');
      const two = await target.signInWithPassword('adam.novak');
      const other = await target.signInWithPassword('ines.gagnon');
      const { accessToken } = one;
      const reply = await call('signOutEverywhere', { accessToken });
      expect(bodyAs(reply, 'SignedOutEverywhere').ended).toBeGreaterThanOrEqual(2);
      for (const { accessToken: token } of [one, two]) {
        const after = await call('getMyAccount', { accessToken: token });
        expect(after).toMatchObject({ status: 401, code: 'session-ended' });
      }
      const spared = await call('getMyAccount', { accessToken: other.accessToken });
      expect(spared.status).toBe(200);
    });

    test('a device is signed out from afar and leaves the list', async () => {
      const { call } = target;
      const here = await target.signInWithPassword('bea.lindqvist');
      const there = await target.signInWithPassword('bea.lindqvist');
      const list = async () =>
        bodyAs(await call('getMyDevices', { accessToken: here.accessToken }), 'Devices').devices;
      const remote = (await list()).find(({ current }) => !current);
      expect(remote).toBeDefined();
      const params = { deviceId: remote?.id ?? '' };
      const { accessToken } = here;
      expect((await call('signOutDevice', { accessToken, params })).status).toBe(204);
      expect(await list()).toHaveLength(1);
      const after = await call('getMyAccount', { accessToken: there.accessToken });
      expect(after).toMatchObject({ status: 401, code: 'session-ended' });
      expect(await call('signOutDevice', { accessToken, params })).toMatchObject({ status: 404 });
    });
  });
}
