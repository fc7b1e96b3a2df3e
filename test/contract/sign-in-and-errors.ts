import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { sandboxPassword } from '../../services/seed/default-seed.ts';
import { createMessageChecks } from '../../services/sonar/contract.ts';
import { linkRequiredOf, offerOf, projectContract } from './support/sonar-client.ts';
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

const contract = projectContract();
const id = '7b0c9e0a-6c1d-4e57-9a53-0c1f2d3e4a5b';
const params = {
  linkId: id,
  deviceId: id,
  accountId: id,
  addressId: id,
  recycledId: id,
  provider: 'google',
};
const bodies: Readonly<Record<string, unknown>> = {
  addLink: { idToken: 'a.b.c', nonceSecret: 'x'.repeat(43) },
  markLinksTold: { linkIds: [id] },
  turnOffProvider: { on: false },
  setAccountSso: { on: true },
  setAddressPurpose: { purpose: 'sign-in' },
  decideRecycledAddress: { decision: 'refuse' },
};

/** Group 5 of the contract: run by contract.test.ts. */
export function errorsContract(part: (copy: number) => Target): void {
  let target: Target;
  beforeAll(() => {
    target = part(5);
  });

  const closed = contract.operations.filter(({ path }) =>
    /^\/(me|organization)|everywhere/.test(path),
  );
  test.each(closed.map(({ operationId }) => operationId))(
    '%s refuses without an access token',
    async (operationId) => {
      for (const accessToken of ['', 'forged', `${id}.forged`]) {
        const reply = await target.call(operationId, {
          params,
          accessToken,
          body: bodies[operationId],
        });
        expect(reply).toMatchObject({ status: 401, code: 'session-ended' });
      }
    },
  );

  const writes = contract.operations.filter(({ parameters }) =>
    parameters.some(({ name }) => name === 'Idempotency-Key'),
  );
  test.each(writes.map(({ operationId }) => operationId))(
    '%s refuses without an Idempotency-Key or with a bad one',
    async (operationId) => {
      for (const idempotencyKey of [null, 'not-a-uuid']) {
        const reply = await target.call(operationId, {
          params,
          idempotencyKey,
          body: bodies[operationId],
        });
        expect(reply).toMatchObject({ status: 400, code: 'bad-request' });
      }
    },
  );

  const device = deviceWith(id);
  test.each([
    ['no body', undefined],
    ['a claim instead of a token', { email: 'ana.silva@maple.example', device }],
    ['an object for a password', { username: { $ne: 1 }, password: 'x', device }],
    ['an unknown key', { username: 'ana.silva', password: 'x', device, isOfficeManager: true }],
    ['a username too long', { username: 'x'.repeat(257), password: 'x', device }],
    ['a device without a UUID', { username: 'x', password: 'x', device: { ...device, id: '1' } }],
  ])('SV-14: a password sign-in with %s is a bad request', async (_name, body) => {
    const reply = await target.call('signInWithPassword', { body });
    expect(reply).toMatchObject({ status: 400, code: 'bad-request' });
  });

  test.each([
    ['an e-mail', { email: 'ana.silva@maple.example' }],
    ['claims', { claims: { sub: '1', email: 'ana.silva@maple.example', email_verified: true } }],
    ['a claim beside the token', { idToken: 'a.b.c', nonceSecret: 'x'.repeat(43), sub: '1' }],
  ])('SV-05: %s instead of an ID token alone is a bad request', async (_name, claims) => {
    const reply = await target.call('startSignIn', { body: { ...claims, device } });
    expect(reply).toMatchObject({ status: 400, code: 'bad-request' });
  });

  test('SV-05, SV-06: an ID token is good once, for one thing, on one device', async () => {
    const { call, issuers } = target;
    const person = target.person('one-account', 'google');
    const proof = await issuers.prove(person);
    const first = await call('startSignIn', { body: { ...proof, device: deviceWith() } });
    expect(first.status).toBe(200);
    const refused = { status: 401, code: 'identity-not-verified' };
    const elsewhere = await call('startSignIn', { body: { ...proof, device: deviceWith() } });
    expect(elsewhere).toMatchObject(refused);
    const { accessToken } = await target.signInWithPassword('adam.novak');
    expect(await call('addLink', { accessToken, body: proof })).toMatchObject(refused);
  });

  test.each([`' OR 1=1--`, 'ana.silva\u0000', 'ana.silva; DROP TABLE accounts', '__proto__'])(
    'SV-14: the username %j is just a wrong one',
    async (username) => {
      const body = { username, password: 'x', device: deviceWith() };
      const reply = await target.call('signInWithPassword', { body });
      expect(reply).toMatchObject({ status: 401, code: 'wrong-credentials' });
    },
  );

  test('SV-07: unknown username, wrong password and account without password are one answer', async () => {
    const replies = [];
    for (const username of [
      'nobody.at.all',
      target.username('ana.silva'),
      target.username('mona.dupuis'),
    ]) {
      const body = { username, password: 'wrong', device: deviceWith() };
      replies.push(await target.call('signInWithPassword', { body }));
    }
    const [first] = replies;
    expect(first).toMatchObject({ status: 401, code: 'wrong-credentials' });
    for (const reply of replies) expect(reply.body).toEqual(first?.body);
  });

  test('SV-07: a closed account is told only to whoever knows its password', async () => {
    const { ticket } = (await target.signIn(target.person('no-account', 'google'))).body as {
      ticket: string;
    };
    const link = (password: string) =>
      target.call('linkIdentity', {
        body: { ticket, username: target.username('gil.pereira'), password },
      });
    expect(await link('wrong')).toMatchObject({ status: 401, code: 'wrong-credentials' });
    expect(await link('Sandbox-Pass-42')).toMatchObject({ status: 403, code: 'account-disabled' });
  });

  test('the suite itself refuses what the document does not describe', () => {
    const checks = createMessageChecks(contract);
    const health = contract.operations.find(({ operationId }) => operationId === 'getHealth');
    if (!health) throw new Error('no getHealth');
    const good = {
      status: 200,
      contentType: 'application/json',
      body: { status: 'ok' },
      headers: {},
    };
    expect(checks.response(health, good)).toBeNull();
    expect(checks.response(health, { ...good, body: { status: 'ok', extra: 1 } })).not.toBeNull();
    expect(checks.response(health, { ...good, body: {} })).not.toBeNull();
    expect(checks.response(health, { ...good, status: 204 })).not.toBeNull();
    expect(checks.response(health, { ...good, contentType: 'text/html' })).not.toBeNull();
  });
}
