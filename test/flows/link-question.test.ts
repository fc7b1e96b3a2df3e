import { expect, test } from 'vitest';
import { type Computer, type Office, withOffice } from './support/start-office.ts';

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
