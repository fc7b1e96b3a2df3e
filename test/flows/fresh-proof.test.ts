import { describe, expect, test } from 'vitest';
import { sandboxPassword } from '../../services/seed/default-seed.ts';
import { waitUntil } from '../support/wait-until.ts';
import { createFakeKeychain } from './support/fake-keychain.ts';
import { type Computer, type Office, withOffice } from './support/start-office.ts';

const providers = ['google', 'microsoft'] as const;
type Provider = (typeof providers)[number];

const subject = 'maple-200';
const managerName = 'ines.gagnon';

/** Signs in, and waits for the next second: a provider's times are whole seconds, and a proof has to be newer. */
async function signInAs(computer: Computer, key: string, provider: Provider): Promise<string> {
  computer.login.start();
  computer.browseAs(key);
  await computer.login.verbs.startSignIn(provider, { anotherAccount: false });
  return settle(computer);
}

async function signInWithPassword(computer: Computer, username: string): Promise<string> {
  computer.login.start();
  await computer.login.verbs.signInWithPassword(username, sandboxPassword);
  return settle(computer);
}

async function settle(computer: Computer): Promise<string> {
  const { accountId } = await computer.waitFor('signed-in');
  await computer.login.flush();
  const second = Math.floor(Date.now() / 1000);
  await waitUntil(() => Math.floor(Date.now() / 1000) > second, 'the next second');
  return accountId;
}

/** How often the service did this. */
function times({ sandbox }: Office, done: string): number {
  return sandbox.control.sonar.readAudit().filter(({ what }) => what === done).length;
}

const required = (provider?: Provider) => ({
  ok: false,
  failure: { code: 'reverify-required', ...(provider && { provider }) },
});

describe.each(providers)('%s', (provider) => {
  const manager = `${provider}-office-manager`;

  test('S2-07: what lasts is asked for a fresh proof, and goes through after one, in the same session', () =>
    withOffice(async (office) => {
      const { sandbox, startComputer } = office;
      const { credentials } = createFakeKeychain();
      const computer = startComputer({ credentials });
      const { verbs } = computer.login;
      const accountId = await signInAs(computer, manager, provider);
      const turnOff = () => verbs.setAccountSso(accountId, subject, false);
      sandbox.control.sonar.forgetProofs(accountId);
      expect(await turnOff()).toEqual(required(provider));
      expect(await verbs.exportReview(accountId)).toEqual(required(provider));
      expect(computer.saved).toEqual([]);
      expect(await verbs.proveWithProvider(accountId)).toEqual({ ok: true, value: null });
      expect(computer.view()).toEqual({ kind: 'signed-in', accountId, failure: null });
      expect(computer.opened).toHaveLength(2);
      expect(await turnOff()).toMatchObject({ ok: true });
      expect(await verbs.exportReview(accountId)).toMatchObject({ ok: true });
      expect(times(office, 'account-sso-changed')).toBe(1);
      expect(times(office, 'review-exported')).toBe(1);
      expect(times(office, 'signed-in')).toBe(1);
      expect(computer.steps.map(({ step }) => step)).toContain('proved');
      await computer.quit();
      const later = startComputer({ credentials });
      later.login.start();
      const isOnline = () => later.login.getState().accounts[0]?.session.status === 'online';
      await later.waitForState(isOnline, 'online');
    }));

  test('S2-07: somebody else at the provider proves nothing, and changes nothing', () =>
    withOffice(async ({ sandbox, startComputer }) => {
      const computer = startComputer();
      const { verbs } = computer.login;
      const accountId = await signInAs(computer, manager, provider);
      sandbox.control.sonar.forgetProofs(accountId);
      sandbox.control[provider]?.endBrowserSessions(null);
      computer.browseAs(`${provider}-one-account`);
      const answer = await verbs.proveWithProvider(accountId);
      const { email } = sandbox.description.people.find(({ key }) => key === manager) ?? {};
      expect(answer).toMatchObject({
        ok: false,
        failure: { code: 'identity-mismatch', provider, email },
      });
      expect(computer.view()).toEqual({ kind: 'signed-in', accountId, failure: null });
      expect(await verbs.setAccountSso(accountId, subject, false)).toEqual(required(provider));
      expect(computer.login.getState().accounts).toHaveLength(1);
    }));

  test('S2-07: a proof that is left, or replaced, proves nothing and leaves everything as it was', () =>
    withOffice(async ({ sandbox, startComputer }) => {
      const computer = startComputer();
      const { verbs } = computer.login;
      const accountId = await signInAs(computer, manager, provider);
      sandbox.control.sonar.forgetProofs(accountId);
      computer.browseAs('ignore');
      for (const leave of [
        () => verbs.cancelSignIn(),
        () => verbs.switchAccount(accountId),
        () => verbs.startSignIn(provider, { anotherAccount: true }),
        () => verbs.signOut(accountId),
      ]) {
        const proving = verbs.proveWithProvider(accountId);
        await computer.waitFor('waiting-for-browser');
        await leave();
        expect(await proving).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
      }
      await computer.waitFor('signed-out');
    }));

  test('S2-07: who turns a provider on after a while confirms first, and signs in there once', () =>
    withOffice(async ({ sandbox, startComputer }) => {
      let late = 0;
      const computer = startComputer({ now: () => Date.now() + late });
      const { verbs } = computer.login;
      const accountId = await signInAs(computer, manager, provider);
      const other = provider === 'google' ? 'microsoft' : 'google';
      sandbox.control.sonar.forgetProofs(accountId);
      late = 20 * 60_000;
      expect(await verbs.turnOnProvider(accountId, other)).toEqual(required(provider));
      expect(computer.opened).toHaveLength(1);
      late = 0;
      expect(await verbs.proveWithProvider(accountId)).toMatchObject({ ok: true });
      computer.browseAs(`${other}-stranger`);
      expect(await verbs.turnOnProvider(accountId, other)).toMatchObject({ ok: true });
      await computer.waitFor('confirming-link');
      await verbs.confirmLink();
      expect(await computer.waitFor('signed-in')).toMatchObject({ failure: null });
      expect(computer.opened).toHaveLength(3);
      const security = await verbs.getAccountSecurity(accountId);
      expect(security.ok && security.value.links.map((link) => link.provider)).toContain(other);
    }));

  test('S2-07: when only the service knows that the proof is old, the link goes on by itself after a new one', () =>
    withOffice(async ({ sandbox, startComputer }) => {
      const computer = startComputer();
      const { verbs } = computer.login;
      const accountId = await signInAs(computer, manager, provider);
      const other = provider === 'google' ? 'microsoft' : 'google';
      sandbox.control.sonar.forgetProofs(accountId);
      computer.browseAs(`${other}-stranger`);
      await verbs.turnOnProvider(accountId, other);
      await computer.waitFor('confirming-link');
      await verbs.confirmLink();
      await computer.waitForState(
        ({ view }) => view.kind === 'signed-in' && view.failure !== null,
        'the refusal',
      );
      expect(computer.view()).toMatchObject({ failure: { code: 'reverify-required', provider } });
      expect(await verbs.turnOnProvider(accountId, other)).toEqual(required(provider));
      computer.browseAs(manager);
      expect(await verbs.proveWithProvider(accountId)).toMatchObject({ ok: true });
      await verbs.turnOnProvider(accountId, other);
      await computer.waitForState(({ view }) => view.kind !== 'checking', 'the end');
      expect(computer.view()).toEqual({ kind: 'signed-in', accountId, failure: null });
      expect(computer.opened).toHaveLength(3);
      expect(computer.steps.filter(({ step }) => step === 'question-asked')).toHaveLength(1);
      const security = await verbs.getAccountSecurity(accountId);
      expect(security.ok && security.value.links.map((link) => link.provider)).toContain(other);
    }));
});

test('S2-07: an account that was signed in with its password is proved by it, in place', () =>
  withOffice(async (office) => {
    const { sandbox, startComputer } = office;
    const { credentials } = createFakeKeychain();
    const computer = startComputer({ credentials });
    const { verbs } = computer.login;
    const accountId = await signInWithPassword(computer, managerName);
    sandbox.control.sonar.forgetProofs(accountId);
    expect(await verbs.setAccountSso(accountId, subject, false)).toEqual(required());
    const wrong = await verbs.proveWithPassword(accountId, 'not it');
    expect(wrong).toMatchObject({ ok: false, failure: { code: 'wrong-credentials' } });
    expect(computer.view()).toEqual({ kind: 'signed-in', accountId, failure: null });
    expect(await verbs.setAccountSso(accountId, subject, false)).toEqual(required());
    expect(await verbs.proveWithPassword(accountId, sandboxPassword)).toMatchObject({ ok: true });
    expect(computer.view()).toEqual({ kind: 'signed-in', accountId, failure: null });
    expect(await verbs.setAccountSso(accountId, subject, false)).toMatchObject({ ok: true });
    await computer.login.flush();
    const devices = await verbs.getDevices(accountId);
    expect(devices.ok && devices.value).toHaveLength(1);
    expect(sandbox.control.sonar.endSessions({ accountId })).toBe(1);
  }));

test('S2-07: a proof of one account is none of another, and each account has its own way', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const computer = startComputer();
    const { verbs } = computer.login;
    const withPassword = await signInWithPassword(computer, managerName);
    await verbs.addAccount();
    computer.browseAs('google-one-account');
    await verbs.startSignIn('google', { anotherAccount: true });
    const withGoogle = await settle(computer);
    sandbox.control.sonar.forgetProofs(withPassword);
    expect(await verbs.proveWithProvider(withPassword)).toMatchObject({ ok: false });
    expect(await verbs.proveWithPassword(withGoogle, sandboxPassword)).toMatchObject({ ok: false });
    expect(await verbs.proveWithProvider(withGoogle)).toMatchObject({ ok: true });
    expect(await verbs.setAccountSso(withPassword, subject, false)).toEqual(required());
    expect(await verbs.proveWithPassword(withPassword, sandboxPassword)).toMatchObject({
      ok: true,
    });
    expect(computer.view()).toMatchObject({ kind: 'signed-in', accountId: withGoogle });
  }));

/** A person signed in with their password, with nothing linked, and what is asked of the service's links. */
async function signIn(
  office: Office,
  now: () => number = Date.now,
  answered: Promise<void> = Promise.resolve(),
) {
  const person = office.sandbox.description.people.find(({ key }) => key === 'google-no-account');
  const sent: string[] = [];
  const computer = office.startComputer({
    now,
    fetch: (fetch) => async (input, init) => {
      const response = await fetch(input, init);
      if (init?.method !== 'POST' || !input.endsWith('/me/links')) return response;
      sent.push(input);
      await answered;
      return response;
    },
  });
  computer.login.start();
  await computer.login.verbs.signInWithPassword(
    person?.sonarUsername ?? '',
    person?.sonarPassword ?? '',
  );
  const { accountId } = await computer.waitFor('signed-in');
  computer.browseAs('google-no-account');
  return { computer, accountId, sent, email: person?.email ?? '' };
}

async function linksOf({ login }: Computer, accountId: string): Promise<readonly unknown[]> {
  const security = await login.verbs.getAccountSecurity(accountId);
  return security.ok ? security.value.links : [];
}

test('S2-01: before an identity is linked the person is shown whose it is, and nothing is sent until they say so', () =>
  withOffice(async (office) => {
    const { computer, accountId, sent, email } = await signIn(office);
    const { verbs } = computer.login;
    await verbs.turnOnProvider(accountId, 'google');
    expect(await computer.waitFor('confirming-link')).toEqual({
      kind: 'confirming-link',
      identity: { provider: 'google', email },
      accountId,
      busy: false,
      failure: null,
    });
    expect(sent).toEqual([]);
    expect(await linksOf(computer, accountId)).toEqual([]);
    expect(await verbs.confirmLink()).toEqual({ ok: true, value: null });
    expect(computer.view()).toEqual({ kind: 'signed-in', accountId, failure: null });
    expect(sent).toHaveLength(1);
    expect(await linksOf(computer, accountId)).toMatchObject([{ email, linkedBy: 'settings' }]);
    expect(computer.steps.map(({ step }) => step).slice(-2)).toEqual(['question-asked', 'linked']);
  }));

test('S2-01: who does not link is back at the account, and nothing was sent', () =>
  withOffice(async (office) => {
    const { computer, accountId, sent } = await signIn(office);
    const { verbs } = computer.login;
    await verbs.turnOnProvider(accountId, 'google');
    await computer.waitFor('confirming-link');
    await verbs.cancelSignIn();
    expect(computer.view()).toMatchObject({
      kind: 'signed-in',
      accountId,
      failure: { code: 'cancelled' },
    });
    expect(await verbs.confirmLink()).toEqual({ ok: false, failure: { code: 'ticket-expired' } });
    expect(sent).toEqual([]);
    expect(await linksOf(computer, accountId)).toEqual([]);
  }));

test('S2-01: there is nothing to confirm unless the question is on the screen', () =>
  withOffice(async (office) => {
    const { computer, accountId, sent } = await signIn(office);
    const { verbs } = computer.login;
    const expired = { ok: false, failure: { code: 'ticket-expired' } };
    expect(await verbs.confirmLink()).toEqual(expired);
    computer.browseAs('ignore');
    await verbs.turnOnProvider(accountId, 'google');
    expect(await verbs.confirmLink()).toEqual(expired);
    await verbs.cancelSignIn();
    computer.browseAs('google-no-account');
    await verbs.turnOnProvider(accountId, 'google');
    await computer.waitFor('confirming-link');
    await verbs.signOut(accountId);
    expect(await verbs.confirmLink()).toEqual(expired);
    expect(sent).toEqual([]);
  }));

test('twenty fast answers link once', () =>
  withOffice(async (office) => {
    const { computer, accountId, sent } = await signIn(office);
    await computer.login.verbs.turnOnProvider(accountId, 'google');
    await computer.waitFor('confirming-link');
    await Promise.all(Array.from({ length: 20 }, () => computer.login.verbs.confirmLink()));
    expect(sent).toHaveLength(1);
    expect(computer.view()).toEqual({ kind: 'signed-in', accountId, failure: null });
  }));

test('an answer that comes when the proof has grown old asks the provider once more', () =>
  withOffice(async (office) => {
    const clock = { ahead: 0 };
    const { computer, accountId, sent } = await signIn(office, () => Date.now() + clock.ahead);
    await computer.login.verbs.turnOnProvider(accountId, 'google');
    await computer.waitFor('confirming-link');
    clock.ahead = 241_000;
    await computer.login.verbs.confirmLink();
    expect(computer.view()).toMatchObject({
      kind: 'signed-in',
      failure: { code: 'ticket-expired', provider: 'google' },
    });
    expect(sent).toEqual([]);
  }));

test('S2-14: Sonar away at the answer: going on asks again, without the browser', () =>
  withOffice(async (office) => {
    const { computer, accountId, email } = await signIn(office);
    const { verbs } = computer.login;
    await verbs.turnOnProvider(accountId, 'google');
    await computer.waitFor('confirming-link');
    office.sandbox.control.sonar.goDown(true);
    await verbs.confirmLink();
    expect(computer.view()).toMatchObject({
      kind: 'signed-in',
      failure: { code: 'account-service-unreachable' },
    });
    office.sandbox.control.sonar.goDown(false);
    await verbs.goOn();
    expect(await computer.waitFor('confirming-link')).toMatchObject({ identity: { email } });
    await verbs.confirmLink();
    expect(computer.view()).toEqual({ kind: 'signed-in', accountId, failure: null });
    expect(computer.opened).toHaveLength(1);
  }));

test('a policy that comes while the question is asked ends it', () =>
  withOffice(async (office) => {
    const { computer, accountId, sent } = await signIn(office);
    await computer.login.verbs.turnOnProvider(accountId, 'google');
    await computer.waitFor('confirming-link');
    computer.setPolicy({ allowedGoogleDomains: ['elsewhere.example'] });
    expect(computer.view()).toMatchObject({
      kind: 'signed-in',
      failure: { code: 'blocked-by-policy' },
    });
    await computer.login.verbs.confirmLink();
    expect(sent).toEqual([]);
  }));

test.each<readonly [string, (computer: Computer, accountId: string) => Promise<unknown>]>([
  ['leaves', ({ login }) => login.verbs.cancelSignIn()],
  ['goes to an account', ({ login }, accountId) => login.verbs.switchAccount(accountId)],
])(
  'S2-07, S2-28: a link that was on its way when the person %s is shown to them, and can be removed',
  (_, leave) =>
    withOffice(async (office) => {
      const answered = Promise.withResolvers<void>();
      const { computer, accountId, sent, email } = await signIn(office, Date.now, answered.promise);
      await computer.login.verbs.turnOnProvider(accountId, 'google');
      await computer.waitFor('confirming-link');
      const confirming = computer.login.verbs.confirmLink();
      await computer.waitForState(() => sent.length === 1, 'the link to be sent');
      await leave(computer, accountId);
      expect(computer.view()).toMatchObject({ kind: 'signed-in', accountId });
      answered.resolve();
      expect(await confirming).toEqual({ ok: true, value: null });
      const newLinks = () => computer.login.getState().accounts[0]?.newLinks ?? [];
      await computer.waitForState(() => newLinks().length === 1, 'the new link to be told');
      const [link] = newLinks();
      expect(link).toMatchObject({ provider: 'google', email, linkedBy: 'settings' });
      expect(computer.steps.map(({ step }) => step)).toContain('linked');
      await computer.login.verbs.removeLink(accountId, link?.id ?? '', false);
      expect(await linksOf(computer, accountId)).toEqual([]);
    }),
);

test('S2-14, S2-01: a question that nobody has answered when the screen is locked is asked no more', () =>
  withOffice(async (office) => {
    const { computer, accountId, sent } = await signIn(office);
    await computer.login.verbs.turnOnProvider(accountId, 'google');
    await computer.waitFor('confirming-link');
    computer.login.lockScreen();
    expect(computer.view()).toMatchObject({
      kind: 'signed-in',
      failure: { code: 'ticket-expired', provider: 'google' },
    });
    expect(await computer.login.verbs.confirmLink()).toMatchObject({ ok: false });
    expect(sent).toEqual([]);
  }));
