import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { mostOffered } from '../../preload/contract/verbs.ts';
import { sandboxPassword } from '../../services/seed/default-seed.ts';
import { generateSeed } from '../../services/seed/generated-seed.ts';
import { type Computer, withOffice } from './support/start-office.ts';

const providers = ['google', 'microsoft'] as const;
type Provider = (typeof providers)[number];

async function signInAs(
  computer: Computer,
  provider: Provider,
  story: string,
  anotherAccount = false,
) {
  computer.browseAs(`${provider}-${story}`);
  await computer.login.verbs.startSignIn(provider, { anotherAccount });
}

describe.each(providers)('%s', (provider) => {
  test('R2 one account: in, with nothing more to type', () =>
    withOffice(async ({ startComputer }) => {
      const computer = startComputer();
      computer.login.start();
      await signInAs(computer, provider, 'one-account');
      const { accountId } = await computer.waitFor('signed-in');
      const [account] = computer.login.getState().accounts;
      expect(account).toMatchObject({ id: accountId, session: { status: 'online' } });
      expect(account?.identity?.provider).toBe(provider);
      expect(computer.opened).toHaveLength(1);
      expect(computer.raised()).toBe(1);
    }));

  test('R3 several accounts: chosen once and remembered; "always ask" and "forget" ask again', () =>
    withOffice(async ({ startComputer }) => {
      const computer = startComputer();
      const { verbs } = computer.login;
      computer.login.start();
      await signInAs(computer, provider, 'three-accounts');
      const offer = await computer.waitFor('choosing');
      expect(offer).toMatchObject({
        reason: 'first-time',
        remember: { initially: true, locked: false },
      });
      expect(offer.accounts).toHaveLength(3);
      const chosen = offer.accounts[1];
      if (chosen === undefined) throw new Error('no second account');
      await verbs.chooseAccount(chosen.id, true);
      expect(await computer.waitFor('signed-in')).toMatchObject({ accountId: chosen.id });

      await verbs.signOut(chosen.id);
      await computer.waitFor('signed-out');
      await signInAs(computer, provider, 'three-accounts');
      expect(await computer.waitFor('signed-in')).toMatchObject({ accountId: chosen.id });

      const choices = await verbs.getRememberedChoices();
      const [choice] = choices.ok ? choices.value : [];
      expect(choice).toMatchObject({ account: { id: chosen.id } });
      await verbs.setRememberedChoice(choice?.id ?? '', null);
      await verbs.signOut(chosen.id);
      await signInAs(computer, provider, 'three-accounts');
      expect(await computer.waitFor('choosing')).toMatchObject({
        reason: 'always-ask',
        remember: { initially: false },
      });
      await verbs.cancelSignIn();
      await verbs.forgetRememberedChoice(choice?.id ?? '');
      await signInAs(computer, provider, 'three-accounts');
      expect(await computer.waitFor('choosing')).toMatchObject({ reason: 'first-time' });
    }));

  test('R3 of very many accounts the state has the first, and any of them can be chosen', () =>
    withOffice(
      async ({ startComputer }) => {
        const computer = startComputer();
        const { verbs } = computer.login;
        computer.login.start();
        expect(await verbs.getOffer()).toEqual({ ok: false, failure: { code: 'ticket-expired' } });
        await signInAs(computer, provider, provider === 'google' ? '000001' : '000002');
        const { accounts, count } = await computer.waitFor('choosing');
        expect([accounts.length, count]).toEqual([mostOffered, 250]);
        const offer = await verbs.getOffer();
        const all = offer.ok ? offer.value : [];
        expect(all).toHaveLength(250);
        expect(all.slice(0, mostOffered)).toEqual(accounts);
        const last = all.at(-1)?.id ?? '';
        await verbs.chooseAccount(last, false);
        expect(await computer.waitFor('signed-in')).toMatchObject({ accountId: last });
      },
      { seed: generateSeed({ people: 2, accounts: 250 }) },
    ));

  test('R3 whoever signs in again while their remembered account is open is asked for another one', () =>
    withOffice(async ({ startComputer }) => {
      const computer = startComputer();
      computer.login.start();
      await signInAs(computer, provider, 'three-accounts');
      const [first, second] = (await computer.waitFor('choosing')).accounts;
      await computer.login.verbs.chooseAccount(first?.id ?? '', true);
      await computer.waitFor('signed-in');
      await signInAs(computer, provider, 'three-accounts', true);
      const offer = await computer.waitFor('choosing');
      expect(offer).toMatchObject({ reason: 'remembered-open', remember: { initially: false } });
      await computer.login.verbs.chooseAccount(second?.id ?? '', false);
      await computer.waitFor('signed-in');
      const open = computer.login.getState().accounts.map(({ session }) => session.status);
      expect(open).toEqual(['online', 'online']);
      const choices = await computer.login.verbs.getRememberedChoices();
      expect(choices).toMatchObject({ ok: true, value: [{ account: { id: first?.id } }] });
    }));

  test('R3 a remembered account that vanished leads to the chooser, and says so', () =>
    withOffice(async ({ sandbox, startComputer }) => {
      const computer = startComputer();
      computer.login.start();
      await signInAs(computer, provider, 'three-accounts');
      const [first] = (await computer.waitFor('choosing')).accounts;
      await computer.login.verbs.chooseAccount(first?.id ?? '', true);
      await computer.waitFor('signed-in');
      await computer.login.verbs.signOut(first?.id ?? '');
      sandbox.control.sonar.disableAccount(first?.id ?? '');
      await signInAs(computer, provider, 'three-accounts');
      const offer = await computer.waitFor('choosing');
      expect(offer.reason).toBe('remembered-vanished');
      expect(offer.accounts).toHaveLength(2);
    }));

  test('R4 no account yet: a wrong password keeps the form, the right one links once, then straight in', () =>
    withOffice(async ({ sandbox, startComputer }) => {
      const person = sandbox.description.people.find(({ key }) => key === `${provider}-no-account`);
      const username = person?.sonarUsername ?? '';
      const computer = startComputer();
      const { verbs } = computer.login;
      computer.login.start();
      await signInAs(computer, provider, 'no-account');
      expect(await computer.waitFor('linking')).toMatchObject({ reason: 'no-account' });
      await verbs.linkAccount(username, 'wrong');
      expect(await computer.waitFor('linking')).toMatchObject({
        failure: { code: 'wrong-credentials' },
        busy: false,
      });
      await verbs.linkAccount(username, person?.sonarPassword ?? '');
      const { accountId } = await computer.waitFor('signed-in');
      await verbs.signOut(accountId);
      await signInAs(computer, provider, 'no-account');
      await computer.waitFor('signed-in');
    }));

  test('an account of this computer that is refused is named, so that its username can be offered', () =>
    withOffice(async ({ sandbox, startComputer }) => {
      const computer = startComputer();
      computer.login.start();
      await signInAs(computer, provider, 'one-account');
      const { accountId } = await computer.waitFor('signed-in');
      await computer.login.verbs.signOut(accountId);
      sandbox.control.sonar.setAccountSso(accountId, false);
      await signInAs(computer, provider, 'one-account');
      const { view } = await computer.waitForState(
        (state) => state.view.kind === 'signed-out' && state.view.failure !== null,
        'the refusal',
      );
      expect(view).toMatchObject({ failure: { code: 'sso-turned-off', accountId } });
    }));

  test('R11: the form for the pilot gets the provider and the domain, and neither an address nor a name', () =>
    withOffice(async ({ startComputer }) => {
      const computer = startComputer();
      const { verbs } = computer.login;
      computer.login.start();
      await verbs.openHelpPage('ask-for-pilot');
      expect(new URL(computer.opened.at(-1) ?? '').search).toBe('?version=0.1.0');
      await signInAs(computer, provider, 'no-sso');
      const { view } = await computer.waitForState(
        (state) => state.view.kind === 'signed-out' && state.view.failure !== null,
        'the refusal',
      );
      const email = (view.kind === 'signed-out' && view.failure?.email) || '';
      expect(email).toMatch(/@/);
      const [, domain = ''] = email.split('@');
      expect(await verbs.openHelpPage('ask-for-pilot')).toEqual({ ok: true, value: null });
      const url = new URL(computer.opened.at(-1) ?? '');
      expect([...url.searchParams]).toEqual([
        ['provider', provider],
        ['domain', domain],
        ['version', '0.1.0'],
      ]);
      // The other pages are opened as they are.
      await verbs.openHelpPage('voicemail-address');
      expect(new URL(computer.opened.at(-1) ?? '').search).toBe('');
    }));

  test.each([
    ['no-sso', 'sso-not-enabled'],
    ['blocked', 'account-disabled'],
    ['sso-turned-off', 'sso-turned-off'],
  ])('%s: told as %s, and nothing is opened', (story, code) =>
    withOffice(async ({ startComputer }) => {
      const computer = startComputer();
      computer.login.start();
      await signInAs(computer, provider, story);
      await computer.waitForState(
        ({ view }) => view.kind === 'signed-out' && view.failure?.code === code,
        code,
      );
      expect(computer.login.getState().accounts).toEqual([]);

      await signInAs(computer, provider, 'one-account', true);
      const { accountId } = await computer.waitFor('signed-in');
      await signInAs(computer, provider, story, true);
      await computer.waitForState(
        ({ view }) => view.kind === 'signed-out' && view.failure?.code === code,
        `${code} where one adds an account, not beside the one that is open`,
      );
      expect(computer.login.getState().canReturn).toBe(true);
      await computer.login.verbs.cancelSignIn();
      expect(computer.view()).toEqual({ kind: 'signed-in', accountId, failure: null });
    }),
  );

  test.each([
    ['removed-link', 'link-removed'],
    ['recycled-address', 'address-recycled'],
    ['unverified-email', 'not-authoritative'],
    ['stranger', 'not-authoritative'],
    ['voicemail-only-address', 'no-account'],
  ])('%s: the Sonar password is asked for, because: %s', (story, reason) =>
    withOffice(async ({ startComputer }) => {
      const computer = startComputer();
      computer.login.start();
      await signInAs(computer, provider, story);
      expect(await computer.waitFor('linking')).toMatchObject({ reason });
    }),
  );

  test('S2-01, ID-24: where a password is to link an identity, and later, no address is shown that nobody vouches for', () =>
    withOffice(async ({ sandbox, startComputer }) => {
      const person = sandbox.description.people.find(
        ({ key }) => key === `${provider}-unverified-email`,
      );
      const computer = startComputer();
      computer.login.start();
      await signInAs(computer, provider, 'unverified-email');
      // Microsoft's stand-in gives the same text as the name to sign in with.
      const email = provider === 'google' ? null : person?.email;
      const identity = { provider, email };
      expect((await computer.waitFor('linking')).identity).toEqual(identity);
      await computer.login.verbs.linkAccount(
        person?.sonarUsername ?? '',
        person?.sonarPassword ?? '',
      );
      const { accountId } = await computer.waitFor('signed-in');
      await computer.login.flush();
      computer.setPolicy({ reverifyHours: 0 });
      await computer.login.verbs.retrySession(accountId);
      expect(computer.login.getState().accounts[0]).toMatchObject({
        session: { status: 'online' },
        identity,
        emailRenamedFrom: null,
      });
    }));

  test('a choice that was not offered is refused, and a second answer to one offer too', () =>
    withOffice(async ({ startComputer }) => {
      const computer = startComputer();
      computer.login.start();
      await signInAs(computer, provider, 'three-accounts');
      const [first] = (await computer.waitFor('choosing')).accounts;
      const foreign = await computer.login.verbs.chooseAccount('someone-else', true);
      expect(foreign).toEqual({ ok: false, failure: { code: 'not-in-offer' } });
      await computer.login.verbs.chooseAccount(first?.id ?? '', false);
      await computer.waitFor('signed-in');
      const again = await computer.login.verbs.chooseAccount(first?.id ?? '', false);
      expect(again).toEqual({ ok: false, failure: { code: 'ticket-expired' } });
    }));
});

test('R1 the Sonar username and password open the account; policy can forbid them', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const person = sandbox.description.people.find(({ key }) => key === 'google-one-account');
    const computer = startComputer();
    computer.login.start();
    const { verbs } = computer.login;
    await verbs.signInWithPassword(person?.sonarUsername ?? '', 'wrong');
    expect(computer.view()).toMatchObject({
      kind: 'signed-out',
      failure: { code: 'wrong-credentials' },
    });
    await verbs.signInWithPassword(person?.sonarUsername ?? '', person?.sonarPassword ?? '');
    const { accountId } = await computer.waitFor('signed-in');
    await verbs.signOut(accountId);
    computer.setPolicy({ passwordAllowed: false });
    const refused = await verbs.signInWithPassword(person?.sonarUsername ?? '', 'any');
    expect(refused).toEqual({ ok: false, failure: { code: 'blocked-by-policy' } });
  }));

test('two signed-in accounts: switching needs no network and no browser', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    computer.login.start();
    await signInAs(computer, 'google', 'one-account');
    const first = (await computer.waitFor('signed-in')).accountId;
    await signInAs(computer, 'microsoft', 'one-account', true);
    await computer.waitForState(
      ({ view }) => view.kind === 'signed-in' && view.accountId !== first,
      'second account',
    );
    const opened = computer.opened.length;
    computer.setOffline(true);
    expect(await computer.login.verbs.switchAccount(first)).toEqual({ ok: true, value: null });
    expect(computer.view()).toMatchObject({ kind: 'signed-in', accountId: first });
    expect(computer.opened).toHaveLength(opened);
  }));

test('after sign-out, and for another account, the provider shows its account picker', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    computer.login.start();
    await signInAs(computer, 'google', 'one-account');
    const { accountId } = await computer.waitFor('signed-in');
    await computer.login.verbs.signOut(accountId);
    await signInAs(computer, 'google', 'one-account');
    await computer.waitFor('signed-in');
    expect(computer.pickerShown()).toBe(true);
    await signInAs(computer, 'google', 'three-accounts', true);
    await computer.waitFor('choosing');
    expect(computer.pickerShown()).toBe(true);
  }));

test('signing out keeps the account and its choice; removing the account forgets both', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    const { verbs } = computer.login;
    computer.login.start();
    await signInAs(computer, 'google', 'three-accounts');
    const [first] = (await computer.waitFor('choosing')).accounts;
    const accountId = first?.id ?? '';
    await verbs.chooseAccount(accountId, true);
    await computer.waitFor('signed-in');

    await verbs.signOut(accountId);
    expect(computer.login.getState().accounts).toHaveLength(1);
    expect(await verbs.getRememberedChoices()).toMatchObject({ value: [{}] });

    await verbs.removeAccount(accountId);
    expect(computer.login.getState().accounts).toEqual([]);
    expect(await verbs.getRememberedChoices()).toEqual({ ok: true, value: [] });
  }));

test('signing out everywhere ends the session on the other computer too', () =>
  withOffice(async ({ folder, startComputer }) => {
    const here = startComputer();
    const there = startComputer({ folder: `${folder}/there` });
    for (const computer of [here, there]) {
      computer.login.start();
      await signInAs(computer, 'google', 'one-account');
      await computer.waitFor('signed-in');
    }
    const accountId = here.login.getState().accounts[0]?.id ?? '';
    expect(await here.login.verbs.signOutEverywhere(accountId)).toEqual({ ok: true, value: null });
    await there.login.verbs.retrySession(accountId);
    expect(there.login.getState().accounts[0]?.session).toEqual({
      status: 'signed-out',
      failure: { code: 'session-expired' },
    });
  }));

test('a softphone in a call can object to a switch and to signing out', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    const { verbs, softphone } = computer.login;
    computer.login.start();
    await signInAs(computer, 'google', 'one-account');
    const { accountId } = await computer.waitFor('signed-in');
    const told: boolean[] = [];
    computer.login.onStateChanged(() => told.push(computer.login.getState().mayRefuseSwitch));
    const takeBack = softphone.mayChange(() => false);
    const refusal = { ok: false, failure: { code: 'call-in-progress' } };
    expect(await verbs.signOut(accountId)).toEqual(refusal);
    expect(softphone.getCurrentSession()).toMatchObject({ status: 'online' });
    takeBack();
    takeBack();
    await new Promise(setImmediate);
    // The window waits with a switch while somebody may refuse it.
    expect(told).toEqual([true, false]);
    expect(await verbs.signOut(accountId)).toEqual({ ok: true, value: null });
    expect(softphone.getCurrentSession()).toBeNull();
  }));

test('two calls that object with one function are two objections', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    const { verbs, softphone } = computer.login;
    computer.login.start();
    await signInAs(computer, 'google', 'one-account');
    const { accountId } = await computer.waitFor('signed-in');
    const neverDuringCalls = () => false;
    const endFirst = softphone.mayChange(neverDuringCalls);
    const endSecond = softphone.mayChange(neverDuringCalls);
    endFirst();
    endFirst();
    expect(await verbs.signOut(accountId)).toMatchObject({ ok: false });
    endSecond();
    expect(await verbs.signOut(accountId)).toEqual({ ok: true, value: null });
  }));

test.each([
  [
    'at once',
    () => {
      throw new Error('of the softphone');
    },
  ],
  ['later', () => Promise.reject(new Error('of the softphone'))],
])('an objection that throws %s keeps nobody signed in against their will', (_, objection) =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    const { verbs, softphone } = computer.login;
    computer.login.start();
    await signInAs(computer, 'google', 'one-account');
    const { accountId } = await computer.waitFor('signed-in');
    softphone.mayChange(objection);
    const warned = once(process, 'warning');
    expect(await verbs.signOut(accountId)).toEqual({ ok: true, value: null });
    expect(await warned).toMatchObject([{ message: 'of the softphone' }]);
  }),
);

test.each(['by itself', 'by the person'])(
  'once the active account has ended %s, a switch is asked about from the account that took its place',
  (how) =>
    withOffice(async ({ sandbox, startComputer }) => {
      const computer = startComputer();
      const { login } = computer;
      const { softphone } = login;
      login.start();
      await signInAs(computer, 'microsoft', 'one-account');
      const first = (await computer.waitFor('signed-in')).accountId;
      await login.verbs.signInWithPassword('ines.gagnon', sandboxPassword);
      const second = softphone.getCurrentSession()?.account.id ?? '';
      await login.verbs.signInWithPassword('ana.silva', sandboxPassword);
      const third = softphone.getCurrentSession()?.account.id ?? '';
      expect(new Set([first, second, third]).size).toBe(3);
      if (how === 'by itself') {
        sandbox.control.sonar.endSessions({ accountId: third });
        await login.verbs.retrySession(third);
      } else await softphone.signOut(third);
      expect(softphone.getCurrentSession()?.account.id).toBe(second);
      const asked: unknown[] = [];
      softphone.mayChange((change) => {
        asked.push(change);
        return change.accountId !== second;
      });
      const inCall = { code: 'call-in-progress' };
      await expect(softphone.switchAccount(first)).rejects.toMatchObject(inCall);
      expect(asked).toEqual([{ kind: 'switch', accountId: second }]);
    }),
);

test('a switch by the menu that a call does not let happen is told in the window', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    const { login } = computer;
    login.start();
    await signInAs(computer, 'google', 'one-account');
    const first = await computer.waitFor('signed-in');
    await login.verbs.signInWithPassword('ines.gagnon', sandboxPassword);
    const { accountId } = await computer.waitFor('signed-in');
    expect(accountId).not.toBe(first.accountId);
    login.softphone.mayChange(() => false);
    await login.desk.switchByMenu(first.accountId);
    expect(computer.view()).toEqual({
      kind: 'signed-in',
      accountId,
      failure: { code: 'call-in-progress' },
    });
  }));

/** Runs the entry of the menu outside the window whose label matches. */
async function choose({ login }: Computer, label: RegExp): Promise<void> {
  const entry = login.softphone.getMenuEntries().find((one) => label.test(one.label));
  if (entry === undefined) throw new Error(`no ${label}`);
  await entry.run();
}

test('a sign-in from outside the closed window leaves it closed, and opens it where there is something to ask', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    computer.login.start();
    computer.setWindowOpen(false);
    computer.browseAs('google-one-account');
    await choose(computer, /^Sign in with Google$/);
    await computer.waitFor('signed-in');
    expect([computer.raised(), computer.shown()]).toEqual([0, 0]);
    computer.browseAs('ignore');
    await choose(computer, /^Sign in with Microsoft$/);
    await computer.waitFor('waiting-for-browser');
    await choose(computer, /^Cancel the sign-in$/);
    expect([computer.raised(), computer.shown()]).toEqual([0, 0]);
    computer.browseAs('microsoft-three-accounts');
    await choose(computer, /^Sign in with Microsoft$/);
    await computer.waitFor('choosing');
    expect([computer.raised(), computer.shown()]).toEqual([0, 1]);
    await computer.login.verbs.cancelSignIn();
    computer.browseAs('refuse');
    await choose(computer, /^Sign in with Microsoft$/);
    await computer.waitForState(({ view }) => 'failure' in view && view.failure !== null, 'why');
    expect(computer.shown()).toBe(2);
    // One that was open comes to the front, as ever.
    computer.setWindowOpen(true);
    computer.browseAs('microsoft-one-account');
    await choose(computer, /^Sign in with Microsoft$/);
    await computer.waitForState(({ accounts }) => accounts.length === 2, 'both');
    expect([computer.raised(), computer.shown()]).toEqual([1, 2]);
  }));

test('a switch and a sign-out from outside the window that a call does not let happen open it, and it says why', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    const { login } = computer;
    login.start();
    await signInAs(computer, 'google', 'one-account');
    await computer.waitFor('signed-in');
    await login.verbs.signInWithPassword('ines.gagnon', sandboxPassword);
    const { accountId } = await computer.waitFor('signed-in');
    computer.setWindowOpen(false);
    const inCall = login.softphone.mayChange(() => false);
    const refused = { kind: 'signed-in', accountId, failure: { code: 'call-in-progress' } };
    for (const [number, label] of [/^Ana Silva/, /^Sign out of Ines Gagnon/].entries()) {
      await choose(computer, label);
      expect(computer.view()).toEqual(refused);
      expect(computer.shown()).toBe(number + 1);
    }
    inCall();
    let changes = 0;
    login.softphone.onMenuChanged(() => {
      changes += 1;
    });
    await choose(computer, /^Ana Silva/);
    const entries = login.softphone.getMenuEntries();
    expect(entries.find(({ isChecked }) => isChecked)?.label).toMatch(/^Ana Silva/);
    expect(changes).toBe(1);
    expect(computer.shown()).toBe(2);
  }));

test('what needs the person is told once to the softphone, and leads to the page that has it', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    const computer = startComputer();
    const { login } = computer;
    login.start();
    await signInAs(computer, 'google', 'one-account');
    const first = (await computer.waitFor('signed-in')).accountId;
    await login.verbs.signInWithPassword('ines.gagnon', sandboxPassword);
    await computer.waitFor('signed-in');
    await login.flush();
    const told: string[] = [];
    login.softphone.onAttention(({ arisen, now }) =>
      told.push(`${arisen.map(({ kind, page }) => `${kind} ${page}`)} of ${now.length}`),
    );
    sandbox.control.sonar.endSessions({ accountId: first });
    await login.verbs.retrySession(first);
    await computer.waitForState(
      ({ accounts }) => accounts.some(({ session }) => session.status === 'signed-out'),
      'the end',
    );
    const [attention] = login.softphone.getAttention();
    expect(attention).toEqual({ accountId: first, kind: 'session-ended', page: 'sign-in' });
    if (attention === undefined) return;
    await login.desk.open(attention);
    expect(computer.view()).toMatchObject({
      failure: { code: 'session-expired', accountId: first, provider: 'google' },
    });
    expect(computer.shown()).toBe(1);
    computer.browseAs('google-one-account');
    await choose(computer, /^Sign in again: Ana Silva/);
    await computer.waitForState(
      ({ accounts }) => accounts.every(({ session }) => session.status === 'online'),
      'in again',
    );
    const other = login.getState().accounts.find(({ id }) => id !== first)?.id ?? '';
    await login.desk.open({ accountId: other, kind: 'confirm', page: 'home' });
    expect(computer.view()).toEqual({ kind: 'signed-in', accountId: other, failure: null });
    await login.verbs.signOut(first);
    expect(told).toEqual(['session-ended sign-in of 1', ' of 0']);
  }));

test('the softphone hears of changes of its sessions, and of nothing else', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    const { softphone, verbs } = computer.login;
    computer.login.start();
    await signInAs(computer, 'google', 'one-account');
    await computer.waitFor('signed-in');
    await computer.login.flush();
    let heard = 0;
    softphone.onSessionsChanged(() => {
      heard += 1;
    });
    await verbs.addAccount();
    await computer.waitFor('signed-out');
    expect(heard).toBe(0);
    await verbs.cancelSignIn();
    await verbs.signOut(softphone.getCurrentSession()?.account.id ?? '');
    expect(heard).toBe(1);
  }));

test('the softphone gets a token and provisioning of the current session', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    const { softphone } = computer.login;
    computer.login.start();
    await expect(softphone.getAccessToken()).rejects.toMatchObject({ code: 'session-expired' });
    await signInAs(computer, 'google', 'one-account');
    await computer.waitFor('signed-in');
    expect((await softphone.getAccessToken()).value).toMatch(/^[\w.-]{20,}$/);
    expect(await softphone.getProvisioning()).toMatchObject({
      sipAddress: expect.stringMatching(/^sip:/),
    });
  }));

test('after one of two accounts is signed out, window and softphone are in the other one', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    const { verbs, softphone } = computer.login;
    computer.login.start();
    await signInAs(computer, 'google', 'one-account');
    const first = (await computer.waitFor('signed-in')).accountId;
    await signInAs(computer, 'microsoft', 'one-account', true);
    await computer.waitForState(
      ({ view }) => view.kind === 'signed-in' && view.accountId !== first,
      'second account',
    );
    const second = softphone.getCurrentSession()?.account.id ?? '';
    expect(second).not.toBe(first);
    await verbs.signOut(second);
    expect(computer.view()).toMatchObject({ kind: 'signed-in', accountId: first });
    expect(softphone.getCurrentSession()?.account.id).toBe(first);
  }));
