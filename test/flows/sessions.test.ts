import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { sandboxPassword } from '../../services/seed/default-seed.ts';
import { createFakeKeychain } from './support/fake-keychain.ts';
import { type Computer, withOffice } from './support/start-office.ts';

const providers = ['google', 'microsoft'] as const;
type Provider = (typeof providers)[number];

async function signIn(computer: Computer, provider: Provider): Promise<string> {
  computer.login.start();
  computer.browseAs(`${provider}-one-account`);
  await computer.login.verbs.startSignIn(provider, { anotherAccount: false });
  const { accountId } = await computer.waitFor('signed-in');
  await computer.login.flush();
  return accountId;
}

function sessionOf(computer: Computer) {
  return computer.login.getState().accounts[0]?.session;
}

describe.each(providers)('%s', (provider) => {
  test('quit, start again: simply signed in, without the browser', () =>
    withOffice(async ({ startComputer }) => {
      const { credentials } = createFakeKeychain();
      const evening = startComputer({ credentials });
      const accountId = await signIn(evening, provider);
      await evening.quit();
      const morning = startComputer({ credentials });
      morning.login.start();
      expect(morning.view()).toMatchObject({ kind: 'signed-in', accountId });
      await morning.waitForState(() => sessionOf(morning)?.status === 'online', 'online');
      expect(morning.opened).toEqual([]);
    }));

  test('the network is away: the account is shown, offline, and online again when it is back', () =>
    withOffice(async ({ startComputer }) => {
      const { credentials } = createFakeKeychain();
      const evening = startComputer({ credentials });
      const accountId = await signIn(evening, provider);
      await evening.quit();
      const morning = startComputer({ credentials });
      morning.setOffline(true);
      morning.login.start();
      await morning.waitForState(() => sessionOf(morning)?.status === 'offline', 'offline');
      expect(morning.view()).toMatchObject({ kind: 'signed-in', accountId });
      expect(sessionOf(morning)?.failure?.code).toBe('offline');
      morning.setOffline(false);
      morning.login.wake();
      await morning.waitForState(() => sessionOf(morning)?.status === 'online', 'online');
    }));

  test('the provider took the person back: the session ends, with its reason, and only that one', () =>
    withOffice(async ({ sandbox, startComputer }) => {
      const { credentials } = createFakeKeychain();
      const computer = startComputer({ credentials });
      const accountId = await signIn(computer, provider);
      sandbox.control[provider]?.revokeGrants(`${provider}-one-account`);
      computer.setPolicy({ reverifyHours: 0 });
      await computer.login.verbs.retrySession(accountId);
      expect(sessionOf(computer)).toEqual({
        status: 'signed-out',
        failure: { code: 'session-expired' },
      });
    }));

  test('the provider renamed the address: the session goes on, and the person is told once', () =>
    withOffice(async ({ sandbox, startComputer }) => {
      const computer = startComputer();
      const accountId = await signIn(computer, provider);
      const before = computer.login.getState().accounts[0]?.identity?.email;
      sandbox.control[provider]?.renameEmail(`${provider}-one-account`, 'new@maple.example');
      computer.setPolicy({ reverifyHours: 0 });
      await computer.login.verbs.retrySession(accountId);
      expect(computer.login.getState().accounts[0]).toMatchObject({
        session: { status: 'online' },
        identity: { email: 'new@maple.example' },
        emailRenamedFrom: before,
      });
      await computer.login.verbs.dismissNotice(accountId);
      await computer.login.verbs.retrySession(accountId);
      expect(computer.login.getState().accounts[0]).toMatchObject({ emailRenamedFrom: null });
    }));

  test('the provider wants to see the person: the session runs on until they confirm', () =>
    withOffice(async ({ sandbox, startComputer }) => {
      const { credentials } = createFakeKeychain();
      const computer = startComputer({ credentials });
      const accountId = await signIn(computer, provider);
      sandbox.control[provider]?.setInteractionRequired(`${provider}-one-account`, true);
      computer.setPolicy({ reverifyHours: 0 });
      await computer.login.verbs.retrySession(accountId);
      expect(sessionOf(computer)).toMatchObject({ status: 'online' });
      expect(computer.login.getState().accounts[0]?.confirmWith).toBe(provider);
      computer.setPolicy({ reverifyHours: 12 });
      await computer.login.verbs.confirmWithProvider(accountId);
      await computer.waitForState(
        ({ accounts, view }) => accounts[0]?.confirmWith === null && view.kind === 'signed-in',
        'confirmed',
      );
    }));

  test('the provider no longer wants to see the person: the question is taken back', () =>
    withOffice(async ({ sandbox, startComputer }) => {
      const computer = startComputer();
      const accountId = await signIn(computer, provider);
      const confirmWith = () => computer.login.getState().accounts[0]?.confirmWith;
      sandbox.control[provider]?.setInteractionRequired(`${provider}-one-account`, true);
      computer.setPolicy({ reverifyHours: 0 });
      await computer.login.verbs.retrySession(accountId);
      expect(confirmWith()).toBe(provider);
      sandbox.control[provider]?.setInteractionRequired(`${provider}-one-account`, false);
      await computer.login.verbs.retrySession(accountId);
      expect(confirmWith()).toBeNull();
    }));

  test('somebody else confirms: refused, and the running session is untouched', () =>
    withOffice(async ({ sandbox, startComputer }) => {
      const computer = startComputer();
      const accountId = await signIn(computer, provider);
      sandbox.control[provider]?.endBrowserSessions(null);
      computer.browseAs(`${provider}-office-manager`);
      await computer.login.verbs.confirmWithProvider(accountId);
      await computer.waitForState(
        ({ view }) => view.kind === 'signed-in' && view.failure?.code === 'identity-mismatch',
        'identity-mismatch',
      );
      const person = `${provider}-one-account`;
      const { email } = sandbox.description.people.find(({ key }) => key === person) ?? {};
      expect(computer.view()).toMatchObject({ failure: { provider, email } });
      expect(sessionOf(computer)).toMatchObject({ status: 'online' });
      expect(computer.login.getState().accounts).toHaveLength(1);
    }));

  test('a confirmation that is due renews the identity silently, and stores the rotated token', () =>
    withOffice(async ({ startComputer }) => {
      const { credentials } = createFakeKeychain();
      const computer = startComputer({ credentials });
      const accountId = await signIn(computer, provider);
      computer.setPolicy({ reverifyHours: 0 });
      for (let round = 0; round < 3; round += 1) {
        await computer.login.verbs.retrySession(accountId);
        expect(sessionOf(computer)).toMatchObject({ status: 'online' });
        expect(computer.login.getState().accounts[0]?.confirmWith).toBeNull();
      }
    }));
});

test('the keychain is locked at start: the account is shown, the reason said, and unlocking brings it online', () =>
  withOffice(async ({ startComputer }) => {
    const keychain = createFakeKeychain();
    const evening = startComputer(keychain);
    const accountId = await signIn(evening, 'google');
    await evening.quit();
    keychain.lock();
    const morning = startComputer(keychain);
    morning.login.start();
    await morning.waitForState(() => sessionOf(morning)?.status === 'offline', 'offline');
    expect(sessionOf(morning)?.failure?.code).toBe('keychain-locked');
    expect(morning.view()).toMatchObject({ kind: 'signed-in', accountId });
    keychain.unlock();
    await morning.waitForState(() => sessionOf(morning)?.status === 'online', 'online');
    expect(morning.opened).toEqual([]);
  }));

test('the service ended the session: told at the next use, and the credential is gone', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const { credentials } = createFakeKeychain();
    const computer = startComputer({ credentials });
    const accountId = await signIn(computer, 'google');
    sandbox.control.sonar.endSessions();
    await computer.login.verbs.retrySession(accountId);
    expect(sessionOf(computer)).toEqual({
      status: 'signed-out',
      failure: { code: 'session-expired' },
    });
  }));

test('the service ended the session: the next question about the account says so, and the account is left', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const { credentials } = createFakeKeychain();
    const computer = startComputer({ credentials });
    const accountId = await signIn(computer, 'microsoft');
    sandbox.control.sonar.endSessions();
    const failure = { code: 'session-expired' };
    expect(await computer.login.verbs.getDevices(accountId)).toEqual({ ok: false, failure });
    expect(sessionOf(computer)).toEqual({ status: 'signed-out', failure });
    const email = 'adam.novak@maple-clinic.example';
    expect(computer.view()).toEqual({
      kind: 'signed-out',
      failure: { ...failure, accountId, provider: 'microsoft', email },
    });
  }));

test.each([
  ['disabled', 'account-disabled'],
  ['turned off', 'sso-turned-off'],
  ['out of the pilot', 'sso-not-enabled'],
] as const)('an account that is %s loses its session at the next renewal: %s', (what, code) =>
  withOffice(async ({ sandbox, startComputer }) => {
    const computer = startComputer();
    const accountId = await signIn(computer, 'google');
    const { sonar } = sandbox.control;
    if (what === 'disabled') sonar.disableAccount(accountId);
    else if (what === 'turned off') sonar.setAccountSso(accountId, false);
    else sonar.setOrganizationSso('maple', false);
    await computer.login.verbs.retrySession(accountId);
    expect(sessionOf(computer)).toEqual({ status: 'signed-out', failure: { code } });
  }),
);

test('a session that ends beside another one is told as that of its account', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const computer = startComputer();
    const staying = await signIn(computer, 'microsoft');
    computer.browseAs('google-one-account');
    await computer.login.verbs.addAccount();
    await computer.login.verbs.startSignIn('google', { anotherAccount: true });
    const { accountId } = await computer.waitFor('signed-in');
    expect(accountId).not.toBe(staying);
    sandbox.control.sonar.setAccountSso(accountId, false);
    await computer.login.verbs.retrySession(accountId);
    expect(computer.view()).toMatchObject({
      kind: 'signed-in',
      accountId: staying,
      failure: { code: 'sso-turned-off', accountId },
    });
  }));

test('Sonar is down or answers nonsense: offline, never signed out', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const computer = startComputer();
    const accountId = await signIn(computer, 'google');
    sandbox.control.sonar.goDown(true);
    await computer.login.verbs.retrySession(accountId);
    expect(sessionOf(computer)).toMatchObject({
      status: 'offline',
      failure: { code: 'account-service-unreachable' },
    });
    sandbox.control.sonar.goDown(false);
    await computer.login.verbs.retrySession(accountId);
    expect(sessionOf(computer)).toMatchObject({ status: 'online' });
  }));

test('SV-11: a renewal whose answer was lost is repeated with the old token, and nobody is signed out', () =>
  withOffice(async ({ startComputer }) => {
    let loseNext = false;
    const computer = startComputer({
      fetch: (fetch) => async (input, init) => {
        const response = await fetch(input, init);
        if (!loseNext || !input.endsWith('/sessions/refresh')) return response;
        loseNext = false;
        throw new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } });
      },
    });
    const accountId = await signIn(computer, 'google');
    loseNext = true;
    await computer.login.verbs.retrySession(accountId);
    expect(sessionOf(computer)?.status).toBe('offline');
    await computer.login.verbs.retrySession(accountId);
    expect(sessionOf(computer)?.status).toBe('online');
    await computer.login.verbs.retrySession(accountId);
    expect(sessionOf(computer)?.status).toBe('online');
  }));

test('TK-13: fifty callers asking for a token while it needs renewal make one request', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    let renewals = 0;
    const computer = startComputer({
      fetch: (fetch) => (input, init) => {
        if (input.endsWith('/sessions/refresh')) renewals += 1;
        return fetch(input, init);
      },
    });
    sandbox.control.sonar.setTtl({ accessToken: 30_000 });
    await signIn(computer, 'google');
    renewals = 0;
    const asked = Array.from({ length: 50 }, () => computer.login.softphone.getAccessToken());
    const tokens = await Promise.all(asked);
    expect(new Set(tokens.map(({ value }) => value)).size).toBe(1);
    expect(renewals).toBe(1);
  }));

test('signing out of one account keeps the identity for the other that uses it', () =>
  withOffice(async ({ startComputer }) => {
    const { credentials, names } = createFakeKeychain();
    const computer = startComputer({ credentials });
    const { verbs } = computer.login;
    computer.login.start();
    computer.browseAs('google-three-accounts');
    const accounts: string[] = [];
    for (const position of [0, 1]) {
      await verbs.startSignIn('google', { anotherAccount: true });
      const offer = await computer.waitFor('choosing');
      const accountId = offer.accounts
        .map(({ id }) => id)
        .filter((id) => !accounts.includes(id))[0];
      accounts[position] = accountId ?? '';
      await verbs.chooseAccount(accountId ?? '', false);
      await computer.waitFor('signed-in');
    }
    await computer.login.flush();
    const people = computer.login.getState().accounts;
    expect(people).toHaveLength(2);
    const identities = () => [...names].filter((name) => name.startsWith('identity/'));
    expect(identities()).toHaveLength(1);
    await verbs.signOut(accounts[0] ?? '');
    expect(identities()).toHaveLength(1);
    await verbs.signOut(accounts[1] ?? '');
    expect([...names]).toEqual([]);
  }));

test.each(['google', 'microsoft'] as const)(
  'B-33: a computer that slept while %s was waited for still takes the answer',
  (provider) =>
    withOffice(async ({ startComputer }) => {
      const clock = { ahead: 0 };
      const computer = startComputer({ now: () => Date.now() + clock.ahead });
      computer.login.start();
      await computer.login.verbs.startSignIn(provider, { anotherAccount: false });
      await computer.waitForState(
        ({ view }) => view.kind === 'waiting-for-browser' && view.browserOpened,
        'waiting',
      );
      clock.ahead = 10 * 60_000;
      computer.login.wake();
      computer.browseAs(`${provider}-one-account`);
      await computer.login.verbs.openPageAgain();
      await computer.waitFor('signed-in');
    }),
);

test.each([25, 30])('B-24: a token that lives for %i days is renewed by no timer at once', (days) =>
  withOffice(async ({ sandbox, startComputer }) => {
    let renewals = 0;
    const computer = startComputer({
      fetch: (fetch) => (input, init) => {
        if (input.endsWith('/sessions/refresh')) renewals += 1;
        return fetch(input, init);
      },
    });
    sandbox.control.sonar.setTtl({ accessToken: days * 86_400_000 });
    computer.login.start();
    computer.browseAs('google-one-account');
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    await computer.waitFor('signed-in');
    // Node fires a timer of more than 24.8 days after a millisecond.
    await pause(500);
    expect(renewals).toBe(0);
    expect((await computer.login.softphone.getAccessToken()).value).not.toBe('');
    expect(renewals).toBe(0);
  }),
);

test('IP-07: what the window asks for while the app is leaving opens no session, no browser and no listener', () =>
  withOffice(async (office) => {
    let sent = 0;
    const computer = office.startComputer({
      fetch: (fetch) => async (input, init) => {
        if (init.signal?.aborted !== true) sent += 1;
        return fetch(input, init);
      },
    });
    const { login } = computer;
    login.start();
    computer.browseAs('google-one-account');
    login.endAttempts();
    await login.verbs.signInWithPassword('ines.gagnon', sandboxPassword);
    await login.verbs.startSignIn('google', { anotherAccount: false });
    await computer.waitFor('signed-out');
    await login.verbs.addAccount();
    await login.flush();
    expect({ sent, opened: computer.opened, accounts: login.getState().accounts }).toEqual({
      sent: 0,
      opened: [],
      accounts: [],
    });
  }));
