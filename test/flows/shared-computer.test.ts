import { describe, expect, test } from 'vitest';
import type { Provider } from '../../preload/contract.ts';
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
