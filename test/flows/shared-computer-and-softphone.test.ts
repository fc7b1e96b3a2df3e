import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Provider } from '../../preload/contract/providers.ts';
import { sandboxPassword } from '../../services/seed/default-seed.ts';
import { LoginError } from '../../src-main/errors/login-error.ts';
import type { Fetch } from '../../src-main/network/network.ts';
import { createFakeKeychain } from './support/fake-keychain.ts';
import { type Computer, withOffice } from './support/start-office.ts';

async function startSignIn(computer: Computer, provider: Provider): Promise<void> {
  computer.browseAs(`${provider}-one-account`);
  await computer.login.verbs.startSignIn(provider, { anotherAccount: true });
}

/** Every token request that goes out. */
function noteForms(forms: URLSearchParams[]): (fetch: Fetch) => Fetch {
  return (fetch) => (input, init) => {
    if (init.method === 'POST' && input.includes('/token')) {
      forms.push(new URLSearchParams(String(init.body)));
    }
    return fetch(input, init);
  };
}

describe.each(['google', 'microsoft'] as const)('a shared computer and %s', (provider) => {
  test('S2-15: no refresh token is asked for, in the browser and for the code, and none is kept', () =>
    withOffice(async ({ startComputer }) => {
      const { credentials, names } = createFakeKeychain();
      const forms: URLSearchParams[] = [];
      const computer = startComputer({ credentials, fetch: noteForms(forms) });
      computer.setPolicy({ keepSignedIn: false });
      computer.login.start();
      await startSignIn(computer, provider);
      await computer.waitFor('signed-in');
      await computer.login.flush();
      const asked = new URL(computer.authorizationUrls[0] ?? '').searchParams;
      expect(asked.get('scope')?.split(' ')).not.toContain('offline_access');
      expect(asked.get('access_type')).not.toBe('offline');
      expect(forms).toHaveLength(1);
      expect(forms[0]?.get('scope') ?? '').not.toContain('offline_access');
      expect([...names].filter((name) => name.startsWith('identity/'))).toEqual([]);
    }));

  test('S2-15: a refresh token that comes all the same is dropped', () =>
    withOffice(async ({ startComputer }) => {
      const { credentials, names } = createFakeKeychain();
      const generous =
        (fetch: Fetch): Fetch =>
        async (input, init) => {
          const answer = await fetch(input, init);
          if (init.method !== 'POST' || !input.includes('/token')) return answer;
          const body = (await answer.json()) as Record<string, unknown>;
          return Response.json({ ...body, refresh_token: 'unasked' }, { status: answer.status });
        };
      const computer = startComputer({ credentials, fetch: generous });
      computer.setPolicy({ keepSignedIn: false });
      computer.login.start();
      await startSignIn(computer, provider);
      await computer.waitFor('signed-in');
      await computer.login.flush();
      expect([...names].filter((name) => name.startsWith('identity/'))).toEqual([]);
    }));

  test('elsewhere a refresh token is asked for and kept', () =>
    withOffice(async ({ startComputer }) => {
      const { credentials, names } = createFakeKeychain();
      const computer = startComputer({ credentials });
      computer.login.start();
      await startSignIn(computer, provider);
      await computer.waitFor('signed-in');
      await computer.login.flush();
      expect([...names].filter((name) => name.startsWith('identity/'))).toHaveLength(1);
    }));
});

test('S2-15: Microsoft asks each person anew', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    computer.setPolicy({ keepSignedIn: false });
    computer.login.start();
    await startSignIn(computer, 'microsoft');
    await computer.waitFor('signed-in');
    expect(computer.pickerShown()).toBe(true);
    expect(new URL(computer.authorizationUrls[0] ?? '').searchParams.get('prompt')).toBe('login');
  }));

test('S2-15: a sign-in that Microsoft does not say was a new one is refused, and told why', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const computer = startComputer();
    computer.setPolicy({ keepSignedIn: false });
    computer.login.start();
    // As with an app registration that lacks the optional claim.
    sandbox.control.microsoft?.setSignInTimeTold(false);
    await startSignIn(computer, 'microsoft');
    await computer.waitForState(
      ({ view }) => view.kind === 'signed-out' && view.failure?.code === 'sign-in-not-fresh',
      'sign-in-not-fresh',
    );
    expect(computer.login.getState().accounts).toEqual([]);
    sandbox.control.microsoft?.setSignInTimeTold(true);
    await startSignIn(computer, 'microsoft');
    await computer.waitFor('signed-in');
  }));

test('S2-15: a computer that is nobody’s but one person’s does without auth_time', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const computer = startComputer();
    computer.login.start();
    sandbox.control.microsoft?.setSignInTimeTold(false);
    await startSignIn(computer, 'microsoft');
    await computer.waitFor('signed-in');
  }));

test('S2-15: Google shows its picker, which asks for no password: the next person must be kept out by the browser', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    computer.setPolicy({ keepSignedIn: false });
    computer.login.start();
    await startSignIn(computer, 'google');
    await computer.waitFor('signed-in');
    const asked = new URL(computer.authorizationUrls[0] ?? '').searchParams;
    expect(asked.get('prompt')).toBe('select_account');
  }));

async function open(computer: Computer): Promise<string> {
  computer.login.start();
  await computer.login.verbs.signInWithPassword('ines.gagnon', sandboxPassword);
  const { accountId } = await computer.waitFor('signed-in');
  await computer.login.flush();
  return accountId;
}

/** Counts the requests for a token. */
function counting() {
  let count = 0;
  const through = (fetch: Fetch): Fetch => {
    return (input, init) => {
      if (String(input).endsWith('/softphone-token')) {
        count += 1;
      }
      return fetch(input, init);
    };
  };
  return { count: () => count, through };
}

test('S2-07: the softphone’s token opens the account and its credentials, and nothing that lasts', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const { baseUrl } = sandbox.description.sonar;
    const computer = startComputer();
    await open(computer);
    const { value: token, ...facts } = await computer.login.softphone.getAccessToken();
    expect(facts).toEqual({
      scope: 'softphone',
      expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
    const lifeMs = Date.parse(facts.expiresAt) - Date.now();
    expect(lifeMs).toBeGreaterThan(14 * 60_000);
    expect(lifeMs).toBeLessThanOrEqual(15 * 60_000);
    const ask = (path: string, method = 'GET') => {
      const headers = { authorization: `Bearer ${token}`, 'idempotency-key': crypto.randomUUID() };
      return fetch(`${baseUrl}${path}`, { method, headers });
    };
    expect((await ask('/me')).status).toBe(200);
    expect((await ask('/me/provisioning', 'POST')).status).toBe(200);
    for (const path of ['/me/security', '/me/devices', '/organization/review']) {
      const refused = await ask(path);
      expect({ path, status: refused.status, body: await refused.json() }).toMatchObject({
        status: 403,
        body: { code: 'insufficient-scope' },
      });
    }
    expect(await computer.login.softphone.getProvisioning()).toMatchObject({
      registrar: expect.any(String),
    });
  }));

test('S2-07: one request brings a token for all who ask, until a minute before its end or a renewal', () =>
  withOffice(async ({ startComputer }) => {
    let late = 0;
    const requests = counting();
    const computer = startComputer({ fetch: requests.through, now: () => Date.now() + late });
    const { softphone, verbs } = computer.login;
    const accountId = await open(computer);
    const getToken = async (accountId?: string) =>
      (await softphone.getAccessToken(accountId)).value;
    const tokens = await Promise.all(Array.from({ length: 20 }, () => getToken()));
    expect(new Set(tokens).size).toBe(1);
    expect(await getToken()).toBe(tokens[0]);
    expect(requests.count()).toBe(1);
    await verbs.retrySession(accountId);
    const renewed = await getToken(accountId);
    expect(renewed).not.toBe(tokens[0]);
    expect(requests.count()).toBe(2);
    late = 14.5 * 60_000;
    expect(await getToken()).not.toBe(renewed);
  }));

test.each(['getAccessToken', 'getProvisioning'] as const)(
  'S2-07: a failure of %s reaches the softphone as code and facts, without what a library said',
  (ask) =>
    withOffice(async ({ startComputer }) => {
      const lost = new Error('Bearer secret');
      const computer = startComputer({
        fetch: (fetch) => (input, init) =>
          /\/(?:softphone-token|provisioning)$/.test(input)
            ? Promise.reject(lost)
            : fetch(input, init),
      });
      await open(computer);
      const thrown = await computer.login.softphone[ask]().catch((error: unknown) => error);
      expect(thrown).toBeInstanceOf(LoginError);
      expect(thrown).toMatchObject({ code: 'account-service-unreachable', cause: undefined });
      expect(inspect(thrown, { depth: null, showHidden: true })).not.toContain('secret');
    }),
);

test('S2-07: each account has its own token, and none is given after a sign-out', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    const { softphone, verbs } = computer.login;
    const one = await open(computer);
    await verbs.addAccount();
    computer.browseAs('google-one-account');
    await verbs.startSignIn('google', { anotherAccount: true });
    await computer.waitFor('checking');
    const { accountId: other } = await computer.waitFor('signed-in');
    expect(other).not.toBe(one);
    const { value: token } = await softphone.getAccessToken(one);
    expect((await softphone.getAccessToken()).value).not.toBe(token);
    await verbs.switchAccount(one);
    expect((await softphone.getAccessToken()).value).toBe(token);
    const asked = softphone.getAccessToken(other);
    await verbs.signOut(one);
    await expect(softphone.getAccessToken(one)).rejects.toMatchObject({ code: 'session-expired' });
    expect((await asked).value).not.toBe(token);
  }));

test('S2-07, S2-28: who signs out while the softphone’s token is on its way leaves it a session that is over', () =>
  withOffice(async ({ startComputer }) => {
    const gate = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const computer = startComputer({
      fetch: (fetch) => async (input, init) => {
        if (!String(input).endsWith('/softphone-token')) return fetch(input, init);
        asked.resolve();
        const answer = await fetch(input, init);
        await gate.promise;
        return answer;
      },
    });
    const accountId = await open(computer);
    const token = computer.login.softphone.getAccessToken().catch((thrown: unknown) => thrown);
    await asked.promise;
    await computer.login.verbs.signOut(accountId);
    gate.resolve();
    expect(await token).toMatchObject({ code: 'session-expired' });
  }));
