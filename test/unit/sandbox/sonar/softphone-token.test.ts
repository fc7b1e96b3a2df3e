import { expect, test } from 'vitest';
import { bodyAs } from '../../../contract/support/narrow.ts';
import { projectContract } from '../../../contract/support/sonar-client.ts';
import { passwordSession } from './support/people-here.ts';
import { startTestService } from './support/start-test-service.ts';

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
const allowed = ['getMyAccount', 'provisionSoftphone'];

async function softphoneToken() {
  const context = await startTestService();
  const session = await passwordSession(context, 'ines.gagnon');
  const { accessToken } = session;
  const token = bodyAs(
    await context.call('issueSoftphoneToken', { accessToken }),
    'SoftphoneToken',
  );
  return { context, session, token };
}

test('S2-07: the token of a softphone opens the account and its credentials and nothing else', async () => {
  const { context, token } = await softphoneToken();
  const { accessToken } = token;
  // Whatever takes an access token: an operation that is added later is refused until it is allowed.
  const operations = projectContract().operations.filter(({ path }) =>
    /^\/(me|organization)|everywhere/.test(path),
  );
  expect(operations.length).toBeGreaterThan(15);
  for (const { operationId, responses } of operations) {
    const request = { accessToken, params, body: bodies[operationId] };
    const reply = await context.call(operationId, request);
    if (allowed.includes(operationId)) expect(reply, operationId).toMatchObject({ status: 200 });
    else {
      const refused = { status: 403, code: 'insufficient-scope' };
      expect(reply, operationId).toMatchObject(refused);
      expect([...responses.keys()], operationId).toContain('403');
    }
  }
});

test('S2-07: it lives as long as an access token and ends with its session', async () => {
  const { context, session, token } = await softphoneToken();
  const { accessToken } = token;
  expect(token.accessTokenExpiresIn).toBe(900);
  await context.call('signOut', { body: { refreshToken: session.refreshToken } });
  const ended = await context.call('getMyAccount', { accessToken });
  expect(ended).toMatchObject({ status: 401, code: 'session-ended' });
  const other = await softphoneToken();
  other.context.advance(901_000);
  const late = await other.context.call('getMyAccount', { accessToken: other.token.accessToken });
  expect(late).toMatchObject({ status: 401, code: 'access-token-expired' });
});
