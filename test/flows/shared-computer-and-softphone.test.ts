import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Provider } from '../../preload/contract/providers.ts';
import type { LoginState } from '../../preload/contract/state.ts';
import { sandboxPassword } from '../../services/seed/default-seed.ts';
import { LoginError, SetupError } from '../../src-main/errors/login-error.ts';
import type { Fetch } from '../../src-main/network/bounded-fetch.ts';
import type { Softphone } from '../../src-main/session/softphone.ts';
import type { SessionEvent } from '../../src-main/session/softphone-events.ts';
import { waitUntil } from '../support/wait-until.ts';
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

describe.each(['google', 'microsoft'] as const)('the session at %s in the browser', (provider) => {
  test('is ended by the provider’s own page, which is told nothing of the person', () =>
    withOffice(async ({ sandbox, startComputer }) => {
      const computer = startComputer();
      computer.login.start();
      const { verbs } = computer.login;
      const signInAgain = async () => {
        const landed = computer.landed();
        computer.browseAs(`${provider}-one-account`);
        await verbs.startSignIn(provider, { anotherAccount: false });
        await waitUntil(() => computer.landed() > landed, 'the browser is back');
        await computer.waitFor('signed-in');
        return computer.pickerShown();
      };
      await signInAgain();
      // The browser knows the person still.
      expect(await signInAgain()).toBe(false);
      expect(await verbs.endBrowserSession(provider)).toMatchObject({ ok: true });
      await waitUntil(() => computer.signedOutAt.length === 1, 'the page');
      const [page = ''] = computer.signedOutAt;
      expect(page).toBe(
        provider === 'google'
          ? `${sandbox.description.google.issuer}/Logout`
          : `${sandbox.description.microsoft.authority}/oauth2/v2.0/logout`,
      );
      expect(await signInAgain()).toBe(true);
    }));

  test('is offered to be ended when somebody has signed out of a shared computer, and there alone', () =>
    withOffice(async ({ startComputer }) => {
      const computer = startComputer({ keeps: false });
      computer.login.start();
      const { verbs, getState, forgetEverybody } = computer.login;
      await startSignIn(computer, provider);
      const { accountId } = await computer.waitFor('signed-in');
      await verbs.signOut(accountId);
      await computer.waitFor('signed-out');
      expect(getState().browserSessions).toEqual([]);
      computer.setPolicy({ keepSignedIn: false });
      expect(getState().browserSessions).toEqual([provider]);
      // Who signs in by the browser has taken it over.
      await startSignIn(computer, provider);
      await computer.waitForState(
        ({ view, browserSessions }) => view.kind === 'signed-in' && browserSessions.length === 0,
        'nothing is offered',
      );
      await forgetEverybody();
      expect((await computer.waitForState(isSignedOut, 'out')).browserSessions).toEqual([provider]);
      computer.browseAs('absent');
      await verbs.endBrowserSession(provider);
      expect(getState().browserSessions).toEqual([]);
    }));

  test('is said to be open still when no browser could be opened, and the address can be copied', () =>
    withOffice(async ({ startComputer }) => {
      const browserStarted = Promise.withResolvers<void>();
      const computer = startComputer({ browserStarted: browserStarted.promise });
      computer.login.start();
      browserStarted.promise.catch(() => {});
      browserStarted.reject(new Error('no browser'));
      expect(await computer.login.verbs.endBrowserSession(provider)).toMatchObject({
        failure: { code: 'browser-not-opened' },
      });
      expect(await computer.login.verbs.copyLink()).toMatchObject({ ok: true });
      expect(computer.copied).toEqual(computer.opened);
    }));
});

test('PrivateBrowserWindow: a shared computer signs in and out in a private window, and nothing else is opened there', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer({ keeps: false });
    computer.login.start();
    const { verbs } = computer.login;
    const openAll = async () => {
      await startSignIn(computer, 'google');
      await computer.waitFor('signed-in');
      await verbs.endBrowserSession('google');
      await verbs.openHelpPage('ask-for-pilot');
      return computer.openedPrivately.slice(-3);
    };
    expect(await openAll()).toEqual([false, false, false]);
    computer.setPolicy({ keepSignedIn: false });
    expect(await openAll()).toEqual([true, true, false]);
    computer.setPolicy({ privateBrowserWindow: false });
    expect(await openAll()).toEqual([false, false, false]);
  }));

test.each([
  { tellsOfLock: true, idleSeconds: 60, status: 'passed', detail: '' },
  { tellsOfLock: false, idleSeconds: 60, status: 'warning', detail: 'lock' },
  { tellsOfLock: true, idleSeconds: 0, status: 'warning', detail: 'idle' },
])('the self-test of a shared computer says what its screen does not tell: $detail', (row) =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer({
      tellsOfLock: row.tellsOfLock,
      idleSeconds: row.idleSeconds,
    });
    computer.login.start();
    const findScreen = async () => {
      const found = await computer.login.verbs.runSelfTest();
      return found.ok ? found.value.find(({ name }) => name === 'screen') : null;
    };
    expect(await findScreen()).toBeUndefined();
    computer.setPolicy({ keepSignedIn: false });
    expect(await findScreen()).toMatchObject({ status: row.status, detail: row.detail });
  }),
);

function isSignedOut({ view }: LoginState): boolean {
  return view.kind === 'signed-out';
}

test('the countdown before a sign-out is shown, and the person ends it or signs everybody out', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer({ keeps: false });
    computer.setPolicy({ keepSignedIn: false });
    computer.login.start();
    await startSignIn(computer, 'google');
    await computer.waitFor('signed-in');
    const { verbs, idleCountdown, getState } = computer.login;
    expect(getState().idleSignOut).toBeNull();
    // Nobody asked, so the window can sign nobody out.
    expect(await verbs.signOutNow()).toMatchObject({ ok: true });
    expect(computer.view().kind).toBe('signed-in');
    idleCountdown.set(1_000);
    expect(getState().idleSignOut).toEqual({ at: 1_000 });
    expect(await verbs.stayHere()).toMatchObject({ ok: true });
    expect(getState().idleSignOut).toBeNull();
    idleCountdown.set(2_000);
    expect(await verbs.signOutNow()).toMatchObject({ ok: true });
    await computer.waitFor('signed-out');
    expect(getState()).toMatchObject({ accounts: [], idleSignOut: null });
  }));

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

/** What the softphone is told from now on, in short: the reason, the account and why. */
function recordEvents({ login }: Computer) {
  const events: SessionEvent[] = [];
  login.softphone.onEvent((event) => void events.push(event));
  return {
    events,
    /** Those since it was last asked. */
    take: () =>
      events
        .splice(0)
        .map(({ reason, session, failure }) => [
          reason,
          session.account.id,
          ...(failure === null ? [] : [failure.code]),
        ]),
  };
}

/** Signs in with Google, as another account than the one that is open. */
async function openWithGoogle(computer: Computer): Promise<string> {
  const before = computer.login.softphone.getCurrentSession()?.account.id;
  await startSignIn(computer, 'google');
  await computer.waitForState(
    ({ view }) => view.kind === 'signed-in' && view.accountId !== before,
    'the account of Google',
  );
  await computer.login.flush();
  return computer.login.softphone.getCurrentSession()?.account.id ?? '';
}

test('an account that opens, a switch and an end are told once each, the end first', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const computer = startComputer();
    const { softphone } = computer.login;
    const { events, take } = recordEvents(computer);
    const seen: unknown[] = [];
    softphone.onEvent(() => {
      seen.push([softphone.getCurrentSession()?.account.id, softphone.getSessions().length]);
    });
    const one = await open(computer);
    expect(events[0]).toEqual({
      reason: 'opened',
      session: softphone.getCurrentSession(),
      failure: null,
    });
    // What one listener does with it reaches no other.
    for (const mine of [softphone.getCurrentSession(), events[0]?.session]) {
      expect(() => Object.assign(mine?.account ?? {}, { name: 'Somebody' })).toThrow(TypeError);
    }
    expect(take()).toEqual([['opened', one]]);
    const other = await openWithGoogle(computer);
    expect(take()).toEqual([
      ['opened', other],
      ['switched', other],
    ]);
    await softphone.switchAccount(one);
    expect(take()).toEqual([['switched', one]]);
    await softphone.signOut();
    expect(events[0]?.session).toMatchObject({ account: { id: one }, status: 'online' });
    expect(take()).toEqual([
      ['ended', one],
      ['switched', other],
    ]);
    sandbox.control.sonar.endSessions({ accountId: other });
    await computer.login.verbs.retrySession(other);
    expect(take()).toEqual([['ended', other, 'session-expired']]);
    // Each was so already when it was told.
    expect(seen).toEqual([
      [one, 1],
      [other, 2],
      [other, 2],
      [one, 2],
      [other, 1],
      [other, 1],
      [undefined, 0],
    ]);
  }));

test('a session that goes offline and online is told when it changes, and no routine renewal is', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const keychain = createFakeKeychain();
    const evening = startComputer(keychain);
    const accountId = await open(evening);
    await evening.quit();
    const computer = startComputer(keychain);
    const { softphone, verbs } = computer.login;
    const { take } = recordEvents(computer);
    const renew = async () => {
      await verbs.retrySession(accountId);
      return take();
    };
    expect(softphone.getSessions()).toMatchObject([{ status: 'renewing', failure: null }]);
    computer.setOffline(true);
    computer.login.start();
    expect(await renew()).toEqual([['offline', accountId, 'offline']]);
    expect(softphone.getCurrentSession()).toMatchObject({
      status: 'offline',
      failure: { code: 'offline' },
    });
    computer.setOffline(false);
    expect(await renew()).toEqual([['online', accountId]]);
    expect(softphone.getCurrentSession()).toMatchObject({ status: 'online', failure: null });
    expect(await renew()).toEqual([]);
    sandbox.control.sonar.goDown(true);
    expect(await renew()).toEqual([['offline', accountId, 'account-service-unreachable']]);
    expect(await renew()).toEqual([]);
    keychain.lock();
    expect(await renew()).toEqual([['keychain-locked', accountId, 'keychain-locked']]);
    expect(await renew()).toEqual([]);
    sandbox.control.sonar.goDown(false);
    keychain.unlock();
    expect(await renew()).toEqual([['online', accountId]]);
  }));

test.each([
  ['google', { error: 'invalid_grant', reason: 'invalid_rapt' }, 'login-required'],
  ['microsoft', { error: 'interaction_required', number: 53000 }, 'administrator-needed'],
] as const)(
  'what somebody has to do at the provider (%s) is told once, with why, and anew when it comes back',
  (provider, answer, code) =>
    withOffice(async ({ sandbox, startComputer }) => {
      const computer = startComputer({ credentials: createFakeKeychain().credentials });
      computer.login.start();
      await startSignIn(computer, provider);
      const { accountId } = await computer.waitFor('signed-in');
      await computer.login.flush();
      const { events, take } = recordEvents(computer);
      computer.setPolicy({ reverifyHours: 0 });
      const renewWith = async (told: Parameters<typeof set>[0]) => {
        set(told);
        await computer.login.verbs.retrySession(accountId);
        return take();
      };
      const set = (told: typeof answer | null) =>
        sandbox.control[provider]?.setAnswer(told && { at: 'refresh', ...told });
      set(answer);
      await computer.login.verbs.retrySession(accountId);
      expect(events[0]).toMatchObject({ session: { status: 'online' }, failure: { provider } });
      expect(take()).toEqual([['confirm-needed', accountId, code]]);
      expect(await renewWith(answer)).toEqual([]);
      expect(await renewWith(null)).toEqual([]);
      expect(await renewWith(answer)).toEqual([['confirm-needed', accountId, code]]);
    }),
);

test('a listener that throws stops neither the others nor the module, and Node warns of it', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    const { softphone } = computer.login;
    const warnings: string[] = [];
    const note = ({ message }: Error) => void warnings.push(message);
    process.on('warning', note);
    try {
      softphone.onEvent(() => {
        throw new Error('from the first listener');
      });
      softphone.onSessionsChanged(() => {
        throw new Error('from the second listener');
      });
      const { take } = recordEvents(computer);
      let changes = 0;
      softphone.onSessionsChanged(() => {
        changes += 1;
      });
      const accountId = await open(computer);
      expect(take()).toEqual([['opened', accountId]]);
      expect(changes).toBeGreaterThan(0);
      expect(computer.view()).toMatchObject({ kind: 'signed-in', accountId });
      // Node warns in its next turn.
      await new Promise(setImmediate);
    } finally {
      process.off('warning', note);
    }
    expect(warnings).toContain('from the first listener');
    expect(warnings).toContain('from the second listener');
  }));

test('a listener hears no more once it was stopped', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    const { softphone } = computer.login;
    let heard = 0;
    const listener = () => {
      heard += 1;
    };
    for (const stop of [softphone.onEvent(listener), softphone.onSessionsChanged(listener)]) stop();
    await open(computer);
    expect(heard).toBe(0);
  }));

test('the first time of an account lasts over restarts until it is confirmed, and begins anew once it was removed', () =>
  withOffice(async ({ startComputer }) => {
    const keychain = createFakeKeychain();
    const isFirst = ({ login }: Computer) =>
      login.softphone.getCurrentSession()?.firstTimeOnThisComputer;
    const first = startComputer(keychain);
    const accountId = await open(first);
    expect(isFirst(first)).toBe(true);
    await first.quit();

    const second = startComputer(keychain);
    expect(isFirst(second)).toBe(true);
    let changes = 0;
    second.login.softphone.onSessionsChanged(() => {
      changes += 1;
    });
    second.login.softphone.confirmFirstTime(accountId);
    expect(isFirst(second)).toBe(false);
    await Promise.resolve();
    expect(changes).toBe(1);
    await second.quit();

    const third = startComputer(keychain);
    expect(isFirst(third)).toBe(false);
    third.login.start();
    await third.login.verbs.retrySession(accountId);
    expect(isFirst(third)).toBe(false);
    await third.login.verbs.signOut(accountId);
    await open(third);
    expect(isFirst(third)).toBe(false);
    await third.login.verbs.removeAccount(accountId);
    expect(() => third.login.softphone.confirmFirstTime(accountId)).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
    await open(third);
    expect(isFirst(third)).toBe(true);
  }));

test('on a shared computer each sign-in is a first time, but not what takes the place of a session that is open', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer({ keeps: false });
    computer.setPolicy({ keepSignedIn: false });
    const { softphone, verbs } = computer.login;
    const isFirst = () => softphone.getCurrentSession()?.firstTimeOnThisComputer;
    const accountId = await open(computer);
    expect(isFirst()).toBe(true);
    softphone.confirmFirstTime(accountId);
    await open(computer);
    expect(isFirst()).toBe(false);
    await verbs.signOut(accountId);
    await open(computer);
    expect(isFirst()).toBe(true);
  }));

test('the softphone switches and signs out as the person does: not during a call, and not what is not there', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    const { softphone } = computer.login;
    computer.login.start();
    await expect(softphone.signOut()).rejects.toMatchObject({ code: 'session-expired' });
    const one = await open(computer);
    const other = await openWithGoogle(computer);
    const asked: unknown[] = [];
    const endCall = softphone.mayChange((change) => {
      asked.push(change);
      return false;
    });
    const inCall = { name: 'LoginError', code: 'call-in-progress', cause: undefined };
    await expect(softphone.switchAccount(one)).rejects.toMatchObject(inCall);
    await expect(softphone.signOut(one)).rejects.toMatchObject(inCall);
    await expect(softphone.signOut()).rejects.toMatchObject(inCall);
    expect(asked).toEqual([
      { kind: 'switch', accountId: other },
      { kind: 'sign-out', accountId: one },
      { kind: 'sign-out', accountId: other },
    ]);
    expect(softphone.getSessions()).toHaveLength(2);
    endCall();
    for (const change of [softphone.switchAccount('nobody'), softphone.signOut('nobody')]) {
      await expect(change).rejects.toMatchObject({ code: 'not-found' });
    }
    await softphone.switchAccount(one);
    expect(computer.view()).toMatchObject({ kind: 'signed-in', accountId: one });
    await softphone.signOut(one);
    expect(computer.view()).toMatchObject({ kind: 'signed-in', accountId: other });
    await expect(softphone.switchAccount(one)).rejects.toMatchObject({ code: 'session-expired' });
  }));

test('an account that is added during a call is signed in beside the one of the call, which stays current', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    const { softphone } = computer.login;
    computer.login.start();
    const one = await open(computer);
    const { take } = recordEvents(computer);
    const endCall = softphone.mayChange(() => false);
    computer.browseAs('google-one-account');
    const { outcome } = await softphone.signIn({ provider: 'google' });
    expect(await outcome).toBe(null);
    const [added] = softphone.getSessions().filter(({ account }) => account.id !== one);
    expect(take()).toEqual([['opened', added?.account.id]]);
    expect(softphone.getCurrentSession()?.account.id).toBe(one);
    expect(computer.view()).toMatchObject({
      kind: 'signed-in',
      accountId: one,
      failure: { code: 'call-in-progress' },
    });
    // The same account again is no switch, and one that nobody objects to is shown.
    endCall();
    await softphone.switchAccount(added?.account.id ?? '');
    expect(take()).toEqual([['switched', added?.account.id]]);
  }));

test('the softphone hears why a sign-in that it started has ended without an account', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    const { softphone } = computer.login;
    computer.login.start();
    computer.browseAs('ignore');
    const left = await softphone.signIn({ provider: 'google' });
    await computer.waitForState(() => computer.authorizationUrls.length === 1, 'the browser');
    await computer.login.verbs.cancelSignIn();
    expect(await left.outcome).toMatchObject({ code: 'cancelled', provider: 'google' });
    const replaced = await softphone.signIn({ provider: 'google' });
    computer.browseAs('google-three-accounts');
    const asking = await softphone.signIn({ provider: 'google' });
    expect(await replaced.outcome).toMatchObject({ code: 'cancelled' });
    expect(await asking.outcome).toBe(null);
    expect(computer.view().kind).toBe('choosing');
  }));

describe.each(['google', 'microsoft'] as const)(
  'a sign-in that the softphone starts at %s',
  (provider) => {
    test('shows the window, opens the browser with the address that it knows, and is told when it opens', () =>
      withOffice(async ({ startComputer }) => {
        const computer = startComputer();
        const { softphone } = computer.login;
        const { take } = recordEvents(computer);
        computer.setPolicy({ accountHint: 'policy@maple.example' });
        computer.browseAs(`${provider}-one-account`);
        // Before the window has painted, and the sign-in of the morning begun.
        await softphone.signIn({ provider, email: 'somebody@maple.example' });
        expect(computer.shown()).toBe(1);
        expect(computer.view()).toMatchObject({ kind: 'waiting-for-browser', provider });
        computer.login.start();
        expect(computer.view().kind).toBe('waiting-for-browser');
        const { accountId } = await computer.waitFor('signed-in');
        expect(take()).toEqual([['opened', accountId]]);
        computer.browseAs('ignore');
        await softphone.signIn({ provider, email: 'other@maple.example' });
        await computer.waitForState(() => computer.authorizationUrls.length === 2, 'the browser');
        await softphone.signIn({ provider });
        await computer.waitForState(() => computer.authorizationUrls.length === 3, 'the browser');
        const asked = computer.authorizationUrls.map((url) => new URL(url).searchParams);
        const hints = asked.map((search) => search.get('login_hint'));
        expect(hints.slice(0, 2)).toEqual(['somebody@maple.example', 'other@maple.example']);
        const picks = asked.map((search) => search.get('prompt')?.includes('select_account'));
        expect(picks.map(Boolean)).toEqual([false, false, true]);
      }));

    test('is refused where an administrator forbids it, and shows nothing', () =>
      withOffice(async ({ startComputer }) => {
        const computer = startComputer();
        computer.login.start();
        computer.setPolicy({ allowedProviders: [] });
        await expect(computer.login.softphone.signIn({ provider })).rejects.toMatchObject({
          code: 'blocked-by-policy',
        });
        expect([computer.shown(), computer.opened, computer.view().kind]).toEqual([
          0,
          [],
          'signed-out',
        ]);
      }));
  },
);

test('a sign-in without a provider shows the sign-in screen, also beside an account, and lets one that runs go on', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    const { softphone, verbs } = computer.login;
    const accountId = await open(computer);
    await softphone.signIn();
    expect(computer.shown()).toBe(1);
    expect(computer.login.getState()).toMatchObject({
      view: { kind: 'signed-out', failure: null },
      canReturn: true,
      asked: { page: 'sign-in' },
    });
    expect(softphone.getCurrentSession()?.account.id).toBe(accountId);
    computer.browseAs('ignore');
    await verbs.startSignIn('google', { anotherAccount: true });
    await computer.waitFor('waiting-for-browser');
    await softphone.signIn({});
    await softphone.show('sign-in');
    await softphone.show('home');
    await softphone.show('security');
    expect(computer.view().kind).toBe('waiting-for-browser');
    await verbs.cancelSignIn();
    expect(computer.view()).toMatchObject({ kind: 'signed-in', accountId });
  }));

test('a page that is asked for is part of the state until the window has shown it, and leads away from the sign-in screen', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    const { softphone, verbs } = computer.login;
    const asked = () => computer.login.getState().asked;
    const accountId = await open(computer);
    await softphone.show();
    expect([computer.shown(), asked()]).toEqual([1, null]);
    await softphone.show('devices');
    const first = asked();
    expect(first?.page).toBe('devices');
    await softphone.show('devices');
    const second = asked();
    expect(second?.number).toBeGreaterThan(first?.number ?? Number.NaN);
    await verbs.noteShownPage(first?.number ?? 0);
    expect(asked()).toEqual(second);
    await verbs.noteShownPage(second?.number ?? 0);
    expect(asked()).toBeNull();
    await verbs.addAccount();
    await softphone.show('security');
    expect(computer.login.getState()).toMatchObject({
      view: { kind: 'signed-in', accountId },
      asked: { page: 'security' },
    });
  }));

/** Calls a method with something that the types forbid. */
const wrongly = <Method extends keyof Softphone>(method: Method, ...args: readonly unknown[]) => {
  return (softphone: Softphone) =>
    (softphone[method] as (...args: readonly unknown[]) => unknown)(...args);
};
const noIds: readonly unknown[] = [null, 7, '', 'x'.repeat(65), {}, ['a'], Symbol('a')];
const noFunctions: readonly unknown[] = [undefined, null, 'listener', {}];
const throwing = Object.defineProperty({}, 'provider', {
  enumerable: true,
  get: () => {
    throw new Error('looked at');
  },
});
const wrong: readonly (readonly [key: string, call: (softphone: Softphone) => unknown])[] = [
  ...(['switchAccount', 'confirmFirstTime'] as const).flatMap((method) =>
    [undefined, ...noIds].map((id) => ['accountId', wrongly(method, id)] as const),
  ),
  ...(['signOut', 'getAccessToken', 'getProvisioning'] as const).flatMap((method) =>
    noIds.map((id) => ['accountId', wrongly(method, id)] as const),
  ),
  ...(['onEvent', 'onSessionsChanged'] as const).flatMap((method) =>
    noFunctions.map((value) => ['listener', wrongly(method, value)] as const),
  ),
  ...noFunctions.map((value) => ['objection', wrongly('mayChange', value)] as const),
  ...['settings', '', null, 1, ['home']].map((page) => ['page', wrongly('show', page)] as const),
  ...['google', null, 1, [], throwing].map((hint) => ['hint', wrongly('signIn', hint)] as const),
  ['hint.provider', wrongly('signIn', { provider: 'apple' })],
  ['hint.provider', wrongly('signIn', { email: 'ana@maple.example' })],
  ['hint.email', wrongly('signIn', { provider: 'google', email: 'ana' })],
  ['hint.email', wrongly('signIn', { provider: 'google', email: 'ana\u0000@maple.example' })],
  ['hint.email', wrongly('signIn', { provider: 'google', email: 'ana@maple.example\u202e' })],
  ['hint.email', wrongly('signIn', { provider: 'google', email: 'ana@maple.example b@c' })],
  ['hint.email', wrongly('signIn', { provider: 'google', email: `${'a'.repeat(320)}@b` })],
  ['hint.loginHint', wrongly('signIn', { loginHint: 'ana@maple.example' })],
];

test('each method refuses a wrong argument by its name, with a sentence, before anything happens', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    const { login } = computer;
    await open(computer);
    const { take } = recordEvents(computer);
    const before = JSON.stringify(login.getState());
    for (const [key, call] of wrong) {
      const thrown = await (async () => call(login.softphone))().catch((error: unknown) => error);
      expect(thrown).toBeInstanceOf(SetupError);
      expect(thrown).toMatchObject({
        code: 'bad-argument',
        key,
        message: expect.stringMatching(/^[A-Z][^\n]+\.$/),
      });
      expect(String(thrown)).not.toContain('maple');
    }
    expect(JSON.stringify(login.getState())).toBe(before);
    expect([computer.shown(), computer.opened, take()]).toEqual([0, [], []]);
  }));
