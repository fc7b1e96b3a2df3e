import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { SeedPerson } from '../../sandbox/seed/seed.ts';
import { bodyAs, sessionOf } from './support/narrow.ts';
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

    test('the same request repeated gives the same tokens, also when both come at once', async () => {
      const { call } = target;
      const { refreshToken } = await target.signInWithPassword('ana.silva');
      const request = { body: { refreshToken }, idempotencyKey: randomUUID() };
      const [one, two] = await Promise.all([
        call('refreshSession', request),
        call('refreshSession', request),
      ]);
      const late = await call('refreshSession', request);
      expect(two.body).toEqual(one.body);
      expect(late.body).toEqual(one.body);
    });

    test('a refresh token used again by somebody else ends the session for both', async () => {
      const { call } = target;
      const { refreshToken, accessToken } = await target.signInWithPassword('ana.silva');
      const next = sessionOf(await call('refreshSession', { body: { refreshToken } }));
      const ended = { status: 401, code: 'session-ended' };
      expect(await call('refreshSession', { body: { refreshToken } })).toMatchObject(ended);
      const body = { refreshToken: next.refreshToken };
      expect(await call('refreshSession', { body })).toMatchObject(ended);
      expect(await call('getMyAccount', { accessToken })).toMatchObject(ended);
    });

    test('an unknown refresh token is a session that has ended', async () => {
      const reply = await target.call('refreshSession', { body: { refreshToken: 'unknown' } });
      expect(reply).toMatchObject({ status: 401, code: 'session-ended' });
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
