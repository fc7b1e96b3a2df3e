import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorCodes, type Result } from '../../preload/contract/errors.ts';
import type { LoginVerbs } from '../../preload/contract/verbs.ts';
import { sandboxPassword } from '../../services/seed/default-seed.ts';
import type { Fetch } from '../../src-main/network/bounded-fetch.ts';
import { findSecrets, recordSecrets } from '../e2e/support/secret-search.ts';
import { createFakeKeychain } from './support/fake-keychain.ts';
import { type Computer, type Office, withOffice } from './support/start-office.ts';

/** Keeps all that the window is sent: every state, and the answer of every verb that is called through it. */
function listen(computer: Computer) {
  const received: string[] = [];
  const { login } = computer;
  login.onStateChanged(() => received.push(JSON.stringify(login.getState())));
  async function call<Verb extends keyof LoginVerbs>(
    verb: Verb,
    ...args: Parameters<LoginVerbs[Verb]>
  ): Promise<Awaited<ReturnType<LoginVerbs[Verb]>>> {
    const run = login.verbs[verb] as (...args: unknown[]) => Promise<Result<unknown>>;
    const answer = await run(...args);
    received.push(JSON.stringify(answer));
    return answer as Awaited<ReturnType<LoginVerbs[Verb]>>;
  }
  return { received, call };
}

test('IP-04: of all that the window receives in a run with errors nothing is a token, a code, a verifier or a password', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const record = recordSecrets();
    try {
      const computer = startComputer();
      const { received, call } = listen(computer);
      const { sonar } = sandbox.control;
      const person = sandbox.description.people.find(({ key }) => key === 'microsoft-no-account');
      const failsWith = (code: string) =>
        computer.waitForState(
          ({ view }) => view.kind === 'signed-out' && view.failure?.code === code,
          code,
        );
      computer.login.start();

      computer.browseAs('refuse');
      await call('startSignIn', 'google', { anotherAccount: false });
      await failsWith('access-denied');
      computer.browseAs('google-office-manager');
      sonar.goDown(true);
      await call('startSignIn', 'google', { anotherAccount: false });
      await failsWith('account-service-unreachable');
      sonar.goDown(false);
      await call('startSignIn', 'google', { anotherAccount: false });
      const { accountId } = await computer.waitFor('signed-in');
      await call('getAccountSecurity', accountId);
      await call('getDevices', accountId);
      await call('getReview', accountId);
      await call('getAudit', accountId, null);
      computer.setPolicy({ reverifyHours: 0 });
      await call('retrySession', accountId);

      await call('addAccount');
      computer.browseAs('microsoft-no-account');
      await call('startSignIn', 'microsoft', { anotherAccount: false });
      await computer.waitFor('linking');
      await call('linkAccount', person?.sonarUsername ?? '', 'canary-of-a-wrong-password');
      await call('linkAccount', person?.sonarUsername ?? '', person?.sonarPassword ?? '');
      const second = await computer.waitFor('signed-in');
      expect(second.accountId).not.toBe(accountId);
      sonar.endSessions();
      await call('getDevices', second.accountId);
      await call('signInWithPassword', person?.sonarUsername ?? '', person?.sonarPassword ?? '');
      await call('signOut', second.accountId);
      await call('removeAccount', accountId);

      const fields = new Set(record.secrets.values());
      for (const field of [
        ...['code', 'code_verifier', 'access_token', 'refresh_token', 'idToken', 'nonceSecret'],
        ...['accessToken', 'refreshToken', 'ticket', 'password'],
      ]) {
        expect(fields, 'what was recorded').toContain(field);
      }
      // A field of the service's refusals is called `code` as well.
      const codes: readonly string[] = errorCodes;
      const secrets = new Map([...record.secrets].filter(([value]) => !codes.includes(value)));
      expect(received.length).toBeGreaterThan(20);
      expect(received.join('\n')).toContain('wrong-credentials');
      const place = { name: 'what the window receives', text: received.join('\n') };
      expect(findSecrets(secrets, [place])).toEqual([]);
    } finally {
      record.stop();
    }
  }));

/** Counts uses of refresh tokens, at Sonar and at the provider, and how many were under way at a time. */
function createRenewalWatch() {
  const count = { sonar: 0, provider: 0, running: 0, most: 0 };
  const fetch =
    (next: Fetch): Fetch =>
    async (input, init) => {
      const isSonar = input.endsWith('/sessions/refresh');
      const isProvider = new URL(input).pathname.endsWith('/token');
      if (!isSonar && !isProvider) return next(input, init);
      count[isSonar ? 'sonar' : 'provider'] += 1;
      count.running += 1;
      count.most = Math.max(count.most, count.running);
      try {
        return await next(input, init);
      } finally {
        count.running -= 1;
      }
    };
  return { count, fetch };
}

function statusOf(computer: Computer) {
  return computer.login.getState().accounts[0]?.session.status;
}

test.each(['google', 'microsoft'] as const)(
  'TK-14 %s: two processes of one profile that renew at once use no token twice, and nobody is signed out',
  (provider) =>
    withOffice(async ({ startComputer }) => {
      const { credentials } = createFakeKeychain();
      const { count, fetch } = createRenewalWatch();
      const first = startComputer({ credentials, fetch });
      first.login.start();
      first.browseAs(`${provider}-one-account`);
      await first.login.verbs.startSignIn(provider, { anotherAccount: false });
      const { accountId } = await first.waitFor('signed-in');
      await first.login.flush();
      const second = startComputer({ credentials, fetch });
      second.login.start();
      await second.login.flush();
      const before = { ...count };
      const both = [first, second];
      for (const computer of both) computer.setPolicy({ reverifyHours: 0 });
      for (let round = 1; round <= 3; round += 1) {
        await Promise.all(both.map(({ login }) => login.verbs.retrySession(accountId)));
        expect(both.map(statusOf)).toEqual(['online', 'online']);
      }
      expect(count.sonar - before.sonar).toBe(6);
      expect(count.provider - before.provider).toBe(6);
      expect(count.most).toBe(1);
    }),
);

const username = 'ines.gagnon';

async function open(computer: Computer): Promise<string> {
  computer.login.start();
  await computer.login.verbs.signInWithPassword(username, sandboxPassword);
  const { accountId } = await computer.waitFor('signed-in');
  await computer.login.flush();
  return accountId;
}

/** Two computers on which the account is open. */
async function twoComputers(office: Office) {
  const { credentials } = createFakeKeychain();
  const folder = join(office.folder, 'second');
  const startSecond = () => office.startComputer({ folder, credentials });
  const first = office.startComputer();
  const second = startSecond();
  const accountId = await open(first);
  await open(second);
  return { first, second, startSecond, accountId };
}

async function addGoogle(computer: Computer, accountId: string): Promise<void> {
  computer.browseAs('google-stranger');
  await computer.login.verbs.turnOnProvider(accountId, 'google');
  await computer.waitFor('confirming-link');
  await computer.login.verbs.confirmLink();
  expect(await computer.waitFor('signed-in')).toMatchObject({ failure: null });
  await computer.login.flush();
}

function newLinks(computer: Computer) {
  return computer.login.getState().accounts.flatMap((account) => account.newLinks);
}

test('S2-07: a new link is told on the other computer until it is read, and not where it was made', () =>
  withOffice(async (office) => {
    const { first, second, startSecond, accountId } = await twoComputers(office);
    await addGoogle(first, accountId);
    await first.login.verbs.retrySession(accountId);
    expect(newLinks(first)).toEqual([]);

    await second.login.verbs.retrySession(accountId);
    const [link] = newLinks(second);
    expect(link).toMatchObject({ provider: 'google', linkedBy: 'settings', device: 'Test' });
    await second.quit();
    const later = startSecond();
    later.login.start();
    await later.waitForState(() => newLinks(later).length === 1, 'the same news');
    const told = await later.login.verbs.dismissNewLinks(accountId, [link?.id ?? '']);
    expect(told).toMatchObject({ ok: true });
    expect(newLinks(later)).toEqual([]);
    await later.quit();
    const last = startSecond();
    last.login.start();
    const isOnline = () => last.login.getState().accounts[0]?.session.status === 'online';
    await last.waitForState(isOnline, 'online');
    expect(newLinks(last)).toEqual([]);
  }));

test('S2-07: what was read while the service was away is not told again, and the service hears of it later', () =>
  withOffice(async (office) => {
    const { first, second, startSecond, accountId } = await twoComputers(office);
    const { verbs } = second.login;
    await addGoogle(first, accountId);
    await verbs.retrySession(accountId);
    const ids = newLinks(second).map(({ id }) => id);
    second.setOffline(true);
    expect(await verbs.dismissNewLinks(accountId, ids)).toMatchObject({ ok: true });
    expect(newLinks(second)).toEqual([]);
    second.setOffline(false);
    await verbs.retrySession(accountId);
    expect(newLinks(second)).toEqual([]);
    const isTold = () =>
      office.sandbox.control.sonar.readAudit().some(({ what }) => what === 'new-links-told');
    await second.waitForState(isTold, 'the service to hear of it');
    await second.quit();
    const later = startSecond();
    later.login.start();
    const isOnline = () => later.login.getState().accounts[0]?.session.status === 'online';
    await later.waitForState(isOnline, 'online');
    expect(newLinks(later)).toEqual([]);
  }));

test('IP-03: a window that names links or accounts which nobody was told of has nothing kept and nothing sent', () =>
  withOffice(async (office) => {
    const computer = office.startComputer();
    const accountId = await open(computer);
    const { verbs, getState } = computer.login;
    const before = getState();
    computer.setOffline(true);
    expect(await verbs.dismissNewLinks('nobody', ['x'])).toEqual({
      ok: false,
      failure: { code: 'not-found' },
    });
    expect(await verbs.dismissNewLinks(accountId, ['x'])).toEqual({ ok: true, value: null });
    expect(getState()).toEqual(before);
  }));

test('S2-07: a link that was read of, removed and made again is told again', () =>
  withOffice(async (office) => {
    const { first, second, accountId } = await twoComputers(office);
    const { verbs } = second.login;
    await addGoogle(first, accountId);
    await verbs.retrySession(accountId);
    await verbs.dismissNewLinks(
      accountId,
      newLinks(second).map(({ id }) => id),
    );
    expect(newLinks(second)).toEqual([]);
    const off = await first.login.verbs.turnOffProvider(accountId, 'google', false);
    expect(off).toMatchObject({ ok: true });
    await addGoogle(first, accountId);
    await verbs.retrySession(accountId);
    expect(newLinks(second)).toHaveLength(1);
  }));
