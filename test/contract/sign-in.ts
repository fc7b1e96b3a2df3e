import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { sandboxPassword } from '../../services/seed/default-seed.ts';
import { linkRequiredOf, offerOf } from './support/sonar-client.ts';
import { deviceWith, type Target } from './support/target.ts';

/** Group 1 of the contract: run by contract.test.ts. */
export function signInContract(part: (copy: number) => Target): void {
  let target: Target;
  beforeAll(() => {
    target = part(1);
  });

  describe.each(['google', 'microsoft'] as const)('signing in with %s', (provider) => {
    test('R2: one account is opened at once and linked by match', async () => {
      const person = target.person('one-account', provider);
      const first = await target.signIn(person);
      expect(first.status).toBe(200);
      expect(first.body).toMatchObject({
        outcome: 'session',
        session: {
          account: { username: person.sonarUsername },
          identity: { provider, email: person.email },
          linkedBy: 'match',
          emailRenamedFrom: null,
        },
      });
      const again = await target.signIn(person);
      expect(again.body).toMatchObject({ outcome: 'session', session: { linkedBy: 'match' } });
    });

    test('R3: several accounts are offered, only one of them is opened and linked', async () => {
      const { call, signIn } = target;
      const offer = offerOf(await signIn(target.person('three-accounts', provider)));
      expect(offer.accounts).toHaveLength(3);
      const { ticket } = offer;
      const foreign = await call('chooseAccount', {
        body: { ticket, accountId: target.id('maple-290') },
      });
      expect(foreign).toMatchObject({ status: 403, code: 'not-in-offer' });
      const accountId = offer.accounts[2]?.id;
      const chosen = await call('chooseAccount', { body: { ticket, accountId } });
      expect(chosen).toMatchObject({ status: 200, body: { account: { id: accountId } } });
      const twice = await call('chooseAccount', { body: { ticket, accountId } });
      expect(twice).toMatchObject({ status: 410, code: 'ticket-expired' });
      const next = offerOf(await signIn(target.person('three-accounts', provider)));
      expect(next.accounts.map(({ id }) => id).sort()).toEqual(
        offer.accounts.map(({ id }) => id).sort(),
      );
    });

    test('R4: without an account the password links once, then the identity is straight in', async () => {
      const { call, signIn } = target;
      const person = target.person('no-account', provider);
      const { ticket, reason } = linkRequiredOf(await signIn(person));
      expect(reason).toBe('no-account');
      const username = person.sonarUsername;
      const wrong = await call('linkIdentity', { body: { ticket, username, password: 'no' } });
      expect(wrong).toMatchObject({ status: 401, code: 'wrong-credentials' });
      const linked = await call('linkIdentity', {
        body: { ticket, username, password: sandboxPassword },
      });
      expect(linked).toMatchObject({ status: 200, body: { linkedBy: 'password' } });
      const next = await signIn(person);
      expect(next.body).toMatchObject({ outcome: 'session', session: { linkedBy: 'password' } });
    });

    test.each([
      ['no-sso', 'sso-not-enabled'],
      ['blocked', 'account-disabled'],
      ['sso-turned-off', 'sso-turned-off'],
    ] as const)('R11, R12: %s is refused with %s', async (story, code) => {
      expect(await target.signIn(target.person(story, provider))).toMatchObject({
        status: 403,
        code,
      });
    });

    test.each([
      ['recycled-address', 'address-recycled'],
      ['removed-link', 'link-removed'],
      ['unverified-email', 'not-authoritative'],
      ['stranger', 'not-authoritative'],
      ['voicemail-only-address', 'no-account'],
    ] as const)('R4, R5, R8: %s is asked to link (%s)', async (story, reason) => {
      const reply = await target.signIn(target.person(story, provider));
      expect(linkRequiredOf(reply).reason).toBe(reason);
    });

    test('R5: an address that gets voicemail opens the account', async () => {
      const reply = await target.signIn(target.person('voicemail-address', provider));
      expect(reply.body).toMatchObject({ outcome: 'session', session: { linkedBy: 'match' } });
    });

    test('SV-06, SV-11: an ID token is accepted once; the same request repeated gets the same answer', async () => {
      const { call, issuers } = target;
      const proof = await issuers.prove(target.person('shared-mailbox', provider));
      const body = { ...proof, device: deviceWith() };
      const idempotencyKey = randomUUID();
      const first = await call('startSignIn', { body, idempotencyKey });
      const repeated = await call('startSignIn', { body, idempotencyKey });
      expect(repeated.body).toEqual(first.body);
      const replayed = await call('startSignIn', { body });
      expect(replayed).toMatchObject({ status: 401, code: 'identity-not-verified' });
      const other = await call('startSignIn', {
        body: { ...body, device: deviceWith() },
        idempotencyKey,
      });
      expect(other).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    });
  });
}
