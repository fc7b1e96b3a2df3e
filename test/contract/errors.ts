import { beforeAll, expect, test } from 'vitest';
import { createMessageChecks } from '../../services/sonar/contract.ts';
import { projectContract } from './support/sonar-client.ts';
import { deviceWith, type Target } from './support/target.ts';

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
