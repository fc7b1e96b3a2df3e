import { expect, test } from 'vitest';
import { sandboxPassword } from '../../services/seed/default-seed.ts';
import type { CredentialStore } from '../../src-main/credentials/credential-store.ts';
import { createFakeKeychain } from './support/fake-keychain.ts';
import {
  type BrowserHabit,
  type Computer,
  type ComputerOptions,
  type Office,
  withOffice,
} from './support/start-office.ts';

const ana = 'google-one-account';
const ben = 'google-three-accounts';

/** The prompt of each visit to the provider, in order. */
function promptsOf(computer: Computer): readonly (string | null)[] {
  return computer.authorizationUrls.map((url) => new URL(url).searchParams.get('prompt'));
}

/** What became of the agreement, as the log has it. */
function agreementOf(computer: Computer) {
  return computer.steps
    .filter(({ step }) => step.startsWith('agreement-'))
    .map(({ step, code }) => (code === null ? step : `${step}: ${code}`));
}

/** A computer with a keychain, and what lies in it of identities. */
function startWithKeychain(
  { startComputer, folder }: Office,
  name = 'computer',
  options: Pick<ComputerOptions, 'now' | 'fetch'> = {},
) {
  const { credentials, names, ...keychain } = createFakeKeychain();
  const computer = startComputer({ credentials, folder: `${folder}/${name}`, ...options });
  computer.login.start();
  const kept = () => [...names].filter((key) => key.startsWith('identity/')).length;
  return { ...keychain, computer, credentials, kept };
}

function accountOf({ index }: Computer, accountId: string) {
  const account = index.get(accountId);
  if (account === undefined) throw new Error('the account is gone');
  return account;
}

/** How often Sonar has opened a session for a sign-in. */
function timesSignedIn({ sandbox }: Office): number {
  return sandbox.control.sonar.readAudit().filter(({ what }) => what === 'signed-in').length;
}

/** Somebody agreed on another computer, which Google remembers. */
async function agreeElsewhere({ sandbox, folder, startComputer }: Office, person: string) {
  const elsewhere = startComputer({ folder: `${folder}/elsewhere` });
  elsewhere.login.start();
  elsewhere.browseAs(person);
  await elsewhere.login.verbs.startSignIn('google', { anotherAccount: false });
  await elsewhere.waitForState(({ view }) => view.kind !== 'waiting-for-browser', 'an answer');
  sandbox.control.google?.setRefreshTokensKeptBack(true);
}

async function signInAs(computer: Computer, ...habits: [BrowserHabit, ...BrowserHabit[]]) {
  computer.browseAs(...habits);
  await computer.login.verbs.startSignIn('google', { anotherAccount: true });
}

async function settle(computer: Computer): Promise<string> {
  const { accountId } = await computer.waitFor('signed-in');
  await computer.login.flush();
  return accountId;
}

test('nobody is asked again where Google gives a refresh token, where none is wanted, or while the keychain cannot tell', () =>
  withOffice(async (office) => {
    await agreeElsewhere(office, ana);
    const { google } = office.sandbox.control;
    const given = startWithKeychain(office, 'given');
    google?.setRefreshTokensKeptBack(false);
    await signInAs(given.computer, ana);
    await settle(given.computer);
    google?.setRefreshTokensKeptBack(true);
    const shared = office.startComputer({ keeps: false });
    shared.setPolicy({ keepSignedIn: false });
    shared.login.start();
    await signInAs(shared, ana);
    await settle(shared);
    const locked = startWithKeychain(office, 'locked');
    locked.lock();
    await signInAs(locked.computer, ana);
    await settle(locked.computer);
    const computers = [given.computer, shared, locked.computer];
    expect(computers.map(promptsOf)).toEqual(computers.map(() => ['select_account']));
    expect(given.kept()).toBe(1);
  }));

test('where Google gives none and none is kept the person is asked once more, signs in at Sonar once, and is confirmed silently later', () =>
  withOffice(async (office) => {
    await agreeElsewhere(office, ana);
    const { computer, credentials, kept } = startWithKeychain(office);
    const asked: (boolean | null)[] = [];
    computer.login.onStateChanged(() => {
      const view = computer.view();
      asked.push(view.kind === 'waiting-for-browser' ? view.asksToAgree : null);
    });
    await signInAs(computer, ana);
    const accountId = await settle(computer);
    expect(promptsOf(computer)).toEqual(['select_account', 'consent']);
    const [first, second] = computer.authorizationUrls.map((url) => new URL(url).searchParams);
    expect(second?.get('login_hint')).toBe('ana.silva@maple.example');
    for (const single of ['state', 'nonce', 'code_challenge']) {
      expect(second?.get(single)).not.toBe(first?.get(single));
    }
    expect(asked.slice(0, 2)).not.toContain(true);
    expect(asked).toContain(true);
    expect(agreementOf(computer)).toEqual(['agreement-asked']);
    expect(computer.pickerShown()).toBe(false);
    expect(kept()).toBe(1);
    expect(timesSignedIn(office)).toBe(2);

    await computer.quit();
    const later = office.startComputer({ credentials });
    later.index.put({ ...accountOf(later, accountId), verifiedAt: null });
    later.login.start();
    await later.waitForState(({ accounts }) => accounts[0]?.session.status === 'online', 'online');
    expect(accountOf(later, accountId).verifiedAt).not.toBeNull();
    expect(later.login.getState().accounts[0]?.confirmWith).toBeNull();
    expect(later.opened).toEqual([]);
  }));

test('what is kept for the same identity does for its other account, until a session of that identity has ended: it may be why', () =>
  withOffice(async (office) => {
    office.sandbox.control.google?.setRefreshTokensKeptBack(true);
    const { computer, kept } = startWithKeychain(office);
    const opened: string[] = [];
    for (const number of [0, 1]) {
      await signInAs(computer, ben);
      const { accounts } = await computer.waitFor('choosing');
      await computer.login.verbs.chooseAccount(accounts[number]?.id ?? '', false);
      opened.push(await settle(computer));
    }
    expect(computer.login.getState().accounts).toHaveLength(2);
    expect(promptsOf(computer)).toEqual(['select_account', 'select_account']);
    expect(agreementOf(computer)).toEqual([]);
    expect(kept()).toBe(1);

    const [ended = ''] = opened;
    const account = accountOf(computer, ended);
    computer.index.put({ ...account, signedIn: false, endedBy: 'session-expired' });
    await signInAs(computer, ben);
    await computer.waitFor('choosing');
    expect(promptsOf(computer).slice(2)).toEqual(['select_account', 'consent']);
  }));

/** Has something happen between the two pages: right before the keychain is asked for the identity's refresh token. */
function betweenThePages(credentials: CredentialStore, happen: () => void): void {
  const { read } = credentials;
  credentials.read = (key, options) => {
    if (key.startsWith('identity/')) happen();
    return read(key, options);
  };
}

test('a person who says no the second time is signed in without it, and is not asked a third time', () =>
  withOffice(async (office) => {
    await agreeElsewhere(office, ana);
    const { computer, credentials, kept } = startWithKeychain(office);
    betweenThePages(credentials, () =>
      office.sandbox.control.google?.setAnswer({ at: 'response', error: 'access_denied' }),
    );
    await signInAs(computer, ana);
    await settle(computer);
    expect(promptsOf(computer)).toEqual(['select_account', 'consent']);
    expect(agreementOf(computer)).toEqual(['agreement-asked', 'agreement-missing: access-denied']);
    expect(kept()).toBe(0);
  }));

test('a person who does not answer the second time is signed in without it when the time is over', () =>
  withOffice(async (office) => {
    await agreeElsewhere(office, ana);
    let aheadMs = 0;
    const { computer, credentials, kept } = startWithKeychain(office, 'computer', {
      now: () => Date.now() + aheadMs,
    });
    betweenThePages(credentials, () => {
      // Of the five minutes of an attempt a second is left.
      aheadMs = 299_000;
    });
    await signInAs(computer, ana, 'ignore');
    await settle(computer);
    expect(promptsOf(computer)).toEqual(['select_account', 'consent']);
    expect(agreementOf(computer)).toEqual(['agreement-asked', 'agreement-missing: timed-out']);
    expect(kept()).toBe(0);
  }));

test('somebody else who agrees opens nothing, and nothing of theirs is kept', () =>
  withOffice(async (office) => {
    await agreeElsewhere(office, ana);
    const { computer, credentials, kept } = startWithKeychain(office);
    betweenThePages(credentials, () => office.sandbox.control.google?.endBrowserSessions(null));
    await signInAs(computer, ana, ben);
    await computer.waitForState(
      ({ view }) => view.kind === 'signed-out' && view.failure?.code === 'identity-mismatch',
      'identity-mismatch',
    );
    expect(computer.login.getState().accounts).toEqual([]);
    expect(kept()).toBe(0);
    expect(timesSignedIn(office)).toBe(1);
  }));

test('an ID token of the second page that does not pass the checks ends the sign-in', () =>
  withOffice(async (office) => {
    await agreeElsewhere(office, ana);
    let codes = 0;
    const { computer, kept } = startWithKeychain(office, 'computer', {
      fetch: (fetch) => async (input, init) => {
        const answer = await fetch(input, init);
        if (!input.endsWith('/token') || ++codes < 2) return answer;
        const body = (await answer.json()) as { id_token: string };
        return Response.json({ ...body, id_token: `${body.id_token.slice(0, -8)}AAAAAAAA` });
      },
    });
    await signInAs(computer, ana);
    await computer.waitForState(
      ({ view }) => view.kind === 'signed-out' && view.failure?.code === 'identity-not-verified',
      'identity-not-verified',
    );
    expect(kept()).toBe(0);
    expect(timesSignedIn(office)).toBe(1);
  }));

test('a link from the settings keeps nothing, and asks nobody to agree', () =>
  withOffice(async (office) => {
    await agreeElsewhere(office, 'google-no-account');
    const { computer } = startWithKeychain(office);
    const { verbs } = computer.login;
    await verbs.signInWithPassword('chloe.martin', sandboxPassword);
    const accountId = await settle(computer);
    computer.browseAs('google-no-account');
    await verbs.turnOnProvider(accountId, 'google');
    await computer.waitFor('confirming-link');
    expect(promptsOf(computer)).toEqual(['select_account']);
  }));

test('who leaves while they are asked to agree has not signed in', () =>
  withOffice(async (office) => {
    await agreeElsewhere(office, ana);
    const { computer, kept } = startWithKeychain(office);
    await signInAs(computer, ana, 'ignore');
    await computer.waitForState(
      ({ view }) => view.kind === 'waiting-for-browser' && view.asksToAgree && view.browserOpened,
      'the second page',
    );
    await computer.login.verbs.cancelSignIn();
    expect(computer.view()).toMatchObject({ kind: 'signed-out', failure: { code: 'cancelled' } });
    await computer.login.flush();
    expect(computer.login.getState().accounts).toEqual([]);
    expect(kept()).toBe(0);
  }));

test('who unlocks the screen while somebody was asked to agree is not asked which account to open', () =>
  withOffice(async (office) => {
    await agreeElsewhere(office, ben);
    const { computer } = startWithKeychain(office);
    await signInAs(computer, ben, 'ignore');
    await computer.waitForState(
      ({ view }) => view.kind === 'waiting-for-browser' && view.asksToAgree && view.browserOpened,
      'the second page',
    );
    computer.login.lockScreen();
    computer.browseAs(ben);
    await computer.login.verbs.openPageAgain();
    await computer.waitForState(
      ({ view }) => view.kind === 'signed-out' && view.failure?.code === 'ticket-expired',
      'ticket-expired',
    );
  }));
