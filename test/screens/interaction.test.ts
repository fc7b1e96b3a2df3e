import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type AccountSummary,
  type LoginState,
  limits,
  locales,
  type SessionView,
  type View,
} from '../../preload/contract.ts';
import { launchChromium, openGallery, sizes } from './browser.ts';
import { layoutFaults } from './layout-checks.ts';
import { showState } from './shoot.ts';
import { buildSite } from './site.ts';
import { allStates } from './states/all.ts';
import {
  ana,
  gone,
  known,
  manyAccounts,
  newLinks,
  onCall,
  reception,
  stateOf,
} from './states/people.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  await buildSite();
  browser = await launchChromium();
  const gallery = await openGallery(browser, sizes.normal);
  page = gallery.page;
});

afterAll(async () => {
  await browser.close();
});

async function show(name: string): Promise<void> {
  const state = allStates.find((one) => one.name === name);
  if (state === undefined) throw new Error(`No state is called ${name}.`);
  await showState(page, state, { locale: 'en' });
}

/** What was asked of main, without the question for the state. */
async function calls(): Promise<readonly (readonly unknown[])[]> {
  const all = await page.evaluate(() => window.gallery.calls());
  return all.filter(([verb]) => verb !== 'getState');
}

async function send(state: LoginState): Promise<void> {
  await page.evaluate((next) => window.gallery.send(next), state);
}

/** The name of what has the focus, as it is read. */
async function focused(): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
}

async function announced(text: string): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      document.querySelector('[role=status]')?.textContent?.replace('\u00a0', '') === wanted,
    text,
  );
}

test('the first provider has the focus on open, and Enter starts signing in once', async () => {
  await show('first-run');
  expect(await focused()).toBe('Sign in with Google');
  await page.keyboard.press('Enter');
  expect(await calls()).toEqual([['startSignIn', 'google', { anotherAccount: false }]]);
});

test('with Google locked the focus is on Microsoft, and the locked button is reachable but does nothing', async () => {
  await show('policy-google-locked');
  expect(await focused()).toBe('Sign in with Microsoft');
  await page.keyboard.press('Shift+Tab');
  expect(await focused()).toBe('Sign in with Google');
  await page.keyboard.press('Enter');
  expect(await calls()).toEqual([]);
  const locked = page.getByRole('button', { name: 'Sign in with Google' });
  expect(await locked.getAttribute('aria-disabled')).toBe('true');
});

test('S2-03: what is locked because a policy cannot be read is not called managed', async () => {
  await show('policy-unread');
  const button = page.getByRole('button', { name: 'Sign in with Google' });
  const reason = await button.getAttribute('aria-describedby');
  const words = 'Locked until Sonar can read the settings';
  expect(await page.locator(`[id="${reason}"]`).textContent()).toBe(words);
  expect(await page.getByText('Managed by your organization').count()).toBe(0);
});

test('S2-03: an account that is offline because a policy cannot be read says so', async () => {
  await show('home-policy-unread');
  await page.getByText('Offline', { exact: true }).waitFor();
  const notice = page.getByRole('region', {
    name: 'Sonar can’t read your organization’s settings',
  });
  await notice.getByText(/you’re signed in but offline, and nobody new can sign in/).waitFor();
});

test('Tab goes through the sign-in screen in the order of sight', async () => {
  await show('first-run');
  const order: string[] = [];
  for (let step = 0; step < 8; step += 1) {
    order.push(
      await page.evaluate(() => {
        const element = document.activeElement;
        return (
          element?.getAttribute('aria-label') ??
          element?.getAttribute('name') ??
          element?.textContent?.trim().split('\n')[0] ??
          ''
        );
      }),
    );
    await page.keyboard.press('Tab');
  }
  expect(order.slice(0, 6)).toEqual([
    'Sign in with Google',
    'Sign in with Microsoft',
    'username',
    'password',
    'Show password',
    'Sign in',
  ]);
  expect(order[7]).toBe('Help');
});

test('somebody returning continues with one key, without the account picker', async () => {
  await show('returning-one');
  expect(await focused()).toContain('Continue as Ana Ruiz');
  await page.keyboard.press('Enter');
  expect(await calls()).toEqual([['startSignIn', 'google', { anotherAccount: false }]]);
});

test('somebody returning who takes another account gets the account picker', async () => {
  await show('returning-one');
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  expect(await calls()).toEqual([['startSignIn', 'microsoft', { anotherAccount: true }]]);
});

test('a person with a Sonar password continues in the form, their username filled in', async () => {
  await show('returning-username');
  expect(await page.getByLabel('Sonar username').inputValue()).toBe('emilie.tremblay');
  await page.keyboard.type('secret');
  await page.keyboard.press('Enter');
  expect(await calls()).toEqual([['signInWithPassword', 'emilie.tremblay', 'secret']]);
});

test('Escape gives up while waiting, and the heading has the focus', async () => {
  await show('waiting');
  expect(await focused()).toBe('Finish signing in in your browser');
  await page.keyboard.press('Escape');
  expect(await calls()).toEqual([['cancelSignIn']]);
});

test('Escape on the sign-in screen of somebody with no account asks nothing', async () => {
  await show('first-run');
  await page.keyboard.press('Escape');
  expect(await calls()).toEqual([]);
});

test('a cancelled attempt is said politely and shows no alert', async () => {
  await show('waiting');
  await send(stateOf({ kind: 'signed-out', failure: { code: 'cancelled' } }));
  await announced('Sign-in cancelled');
  expect(await page.getByRole('alert').count()).toBe(0);
  expect(await focused()).toBe('Sign in with Google');
});

test('only what is new is said: not a cancellation again with each state, nor a sign-out to somebody who adds an account', async () => {
  const people = { accounts: [known(ana), known(reception)] };
  const cancelled = {
    kind: 'signed-in',
    accountId: 'ana',
    failure: { code: 'cancelled' },
  } as const;
  await show('waiting');
  await send(stateOf(cancelled, people));
  await announced('Sign-in cancelled');
  const said = await page.evaluateHandle(() => {
    const texts: string[] = [];
    const status = document.querySelector('[role=status]');
    // That it falls silent is nothing said.
    const observer = new MutationObserver(() => {
      const text = status?.textContent ?? '';
      if (text !== '') texts.push(text);
    });
    if (status) observer.observe(status, { childList: true, characterData: true, subtree: true });
    return texts;
  });
  await send(stateOf(cancelled, { ...people, locale: 'es' }));
  await page.getByRole('button', { name: 'Agregar una cuenta' }).waitFor();
  await send(stateOf({ kind: 'signed-out', failure: null }, { ...people, canReturn: true }));
  await page.getByText('Add another account to this computer.').waitFor();
  await send(
    stateOf({ kind: 'signed-in', accountId: 'ana', failure: { code: 'access-denied' } }, people),
  );
  await page.getByRole('alert').waitFor();
  await send(stateOf({ kind: 'signed-in', accountId: 'reception', failure: null }, people));
  await announced('Switched to Reception desk');
  expect(await said.jsonValue()).toEqual(['Switched to Reception desk']);
});

test('the copied link is confirmed in the button and in words', async () => {
  await show('waiting');
  await page.getByRole('button', { name: 'Copy the link' }).click();
  await page.getByRole('button', { name: 'Link copied' }).waitFor();
  await announced('Link copied');
});

test('a browser that could not be opened is told once, with one button that copies the link', async () => {
  await show('waiting-not-opened');
  expect(await page.getByRole('button', { name: 'Copy the link' }).count()).toBe(1);
  expect(
    await page
      .getByRole('main')
      .getByText(/browser (hasn’t|couldn’t) open/)
      .count(),
  ).toBe(0);
  await page.getByText('Come back here when you’ve signed in to Google.').first().waitFor();
  await page.getByRole('button', { name: 'Copy the link' }).click();
  await page.getByRole('button', { name: 'Link copied' }).waitFor();
});

test('a browser that does not come is told after a while, with what to do; each try counts anew', async () => {
  const own = await openGallery(browser, sizes.normal);
  try {
    await own.page.clock.install();
    const state = allStates.find(({ name }) => name === 'waiting-opening');
    if (state === undefined) throw new Error('No such state.');
    for (const locale of locales) {
      await showState(own.page, state, { locale });
      const text = own.page.locator('h1 + p');
      const opening = await text.textContent();
      await own.page.clock.fastForward(7_000);
      expect(await text.textContent()).toBe(opening);
      await own.page.clock.fastForward(1_500);
      await expect.poll(() => text.textContent()).not.toBe(opening);
      expect(await layoutFaults(own.page, false)).toEqual([]);
      await own.page.click('main button');
      await expect.poll(() => text.textContent()).toBe(opening);
      await own.page.clock.fastForward(8_500);
      await expect.poll(() => text.textContent()).not.toBe(opening);
    }
  } finally {
    await own.context.close();
  }
});

test('the form has the username of the account whose single sign-on was turned off', async () => {
  await show('returning-three');
  const accounts = [gone(ana), gone(onCall), gone(reception)];
  const failure = { code: 'sso-turned-off', provider: 'google', accountId: onCall.id } as const;
  await send(stateOf({ kind: 'signed-out', failure }, { accounts }));
  await page.getByRole('button', { name: 'Use Sonar username' }).click();
  const username = page.getByLabel('Sonar username');
  await username.waitFor();
  expect(await username.inputValue()).toBe(onCall.username);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('password');
});

test('what the alert says of Sonar is not said again below it', async () => {
  await show('home-offline');
  const failure = { code: 'account-service-unreachable', provider: 'google' } as const;
  const session = { status: 'offline', failure: { code: 'account-service-unreachable' } } as const;
  const title = page.getByText('Sonar can’t be reached right now');
  for (const shown of [failure, null]) {
    const view = { kind: 'signed-in', accountId: 'ana', failure: shown } as const;
    await send(stateOf(view, { accounts: [known(ana, { session })] }));
    await expect.poll(() => page.getByRole('alert').count()).toBe(shown === null ? 0 : 1);
    expect(await title.count()).toBe(1);
  }
});

test('a refused password is cleared, the username stays, the focus returns to the password', async () => {
  await show('first-run');
  await page.getByLabel('Sonar username').fill('ana.ruiz');
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  await page.keyboard.press('Enter');
  expect(await calls()).toEqual([['signInWithPassword', 'ana.ruiz', 'wrong']]);
  await send(stateOf({ kind: 'checking', provider: null }));
  await page.waitForSelector('fieldset:disabled');
  expect(await page.locator('main :is(button, input):enabled').count()).toBe(0);
  await send(stateOf({ kind: 'signed-out', failure: { code: 'wrong-credentials', triesLeft: 2 } }));
  await page.getByRole('alert').waitFor();
  expect(await page.getByLabel('Sonar username').inputValue()).toBe('ana.ruiz');
  expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('password');
  expect(await page.getByRole('alert').textContent()).toContain('You have 2 more tries.');
});

test('an empty form is not sent; the focus goes to what is missing', async () => {
  await show('first-run');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('username');
  await page.keyboard.type('ana.ruiz');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('password');
  expect(await calls()).toEqual([]);
});

test('a shown password can be read and hidden again', async () => {
  await show('first-run');
  const password = page.getByLabel('Password', { exact: true });
  await page.getByRole('button', { name: 'Show password' }).click();
  expect(await password.getAttribute('type')).toBe('text');
  await page.getByRole('button', { name: 'Hide password' }).click();
  expect(await password.getAttribute('type')).toBe('password');
});

test('an account is chosen with the arrows and Enter, and remembered as the switch says', async () => {
  await show('choosing-500');
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction(() => document.activeElement?.getAttribute('data-index') === '0');
  await page.keyboard.press('End');
  await page.waitForFunction(() => document.activeElement?.getAttribute('data-index') === '499');
  await page.keyboard.press('ArrowUp');
  await page.waitForFunction(() => document.activeElement?.getAttribute('data-index') === '498');
  await page.keyboard.press('Enter');
  expect(await calls()).toEqual([['chooseAccount', 'account-498', true]]);
});

test('the filter narrows 10,000 accounts, says how many are left, and Enter takes the first', async () => {
  await show('choosing-10000-filtered');
  await page.getByRole('searchbox').fill('account-none');
  await announced('No accounts');
  await page.getByRole('searchbox').fill('chloe 102');
  await page.keyboard.press('Enter');
  expect(await calls()).toEqual([['chooseAccount', 'account-2', true]]);
});

test('Escape clears the filter before it gives the attempt up', async () => {
  await show('choosing-500');
  await page.getByRole('searchbox').fill('ana');
  await page.keyboard.press('Escape');
  expect(await page.getByRole('searchbox').inputValue()).toBe('');
  expect(await calls()).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await calls()).toEqual([['cancelSignIn']]);
});

test('a switch that policy locks can be reached, tells why, and does not move', async () => {
  await show('choosing-locked');
  const remember = page.getByRole('switch', { name: 'Remember this choice' });
  await remember.focus();
  await page.keyboard.press('Space');
  expect(await remember.isChecked()).toBe(false);
  const reason = await remember.getAttribute('aria-describedby');
  expect(await page.locator(`[id="${reason}"]`).textContent()).toBe('Managed by your organization');
});

test('linking sends username and password once, and another account asks for the picker', async () => {
  await show('linking');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('username');
  await page.keyboard.type('ana.ruiz');
  await page.keyboard.press('Tab');
  await page.keyboard.type('secret');
  await page.getByRole('button', { name: 'Link and sign in' }).click();
  await page.getByRole('button', { name: 'Use another account' }).click();
  expect(await calls()).toEqual([
    ['linkAccount', 'ana.ruiz', 'secret'],
    ['startSignIn', 'google', { anotherAccount: true }],
  ]);
});

test('Ctrl with a digit switches the account, and the switch is said', async () => {
  await show('home-others');
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+2');
  expect(await calls()).toEqual([['switchAccount', 'reception']]);
  await send(
    stateOf(
      { kind: 'signed-in', accountId: 'reception', failure: null },
      { accounts: [known(ana), known(reception)] },
    ),
  );
  await announced('Switched to Reception desk');
  expect(await focused()).toBe('Reception desk');
});

test('Ctrl with the digit of an account that is signed out starts signing in to it, as a press on it does', async () => {
  await show('home');
  const changed = { accounts: [known(ana), gone(reception), gone(onCall, { identity: null })] };
  await send(stateOf({ kind: 'signed-in', accountId: 'ana', failure: null }, changed));
  await page.getByText('Ctrl+3').waitFor();
  await page.keyboard.press('Control+2');
  await page.keyboard.press('Control+3');
  expect(await calls()).toEqual([
    ['startSignIn', 'google', { anotherAccount: false }],
    ['addAccount'],
  ]);
});

test('what was said of one place is not there to be read in another, nor in another language', async () => {
  await show('home-others');
  const people = { accounts: [known(ana), known(reception)] };
  const there = { kind: 'signed-in', accountId: 'reception', failure: null } as const;
  await send(stateOf(there, people));
  await announced('Switched to Reception desk');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('heading', { name: 'Change account security' }).waitFor();
  await announced('');
  await show('waiting');
  await send(stateOf({ kind: 'signed-out', failure: { code: 'cancelled' } }));
  await announced('Sign-in cancelled');
  await send(stateOf({ kind: 'signed-out', failure: { code: 'cancelled' } }, { locale: 'es' }));
  await page.getByRole('button', { name: 'Iniciar sesión con Google' }).waitFor();
  await announced('');
});

test('the home page has one scrollbar at most, with a notice and five accounts too', async () => {
  await show('home');
  const scrolling = () =>
    page.evaluate(() => {
      const all = [document.documentElement, ...document.querySelectorAll('body *')];
      return all.filter((one) => {
        const { overflowY } = getComputedStyle(one);
        const mayScroll = one === document.documentElement || /auto|scroll/.test(overflowY);
        return mayScroll && one.scrollHeight > one.clientHeight + 1;
      }).length;
    });
  const five = manyAccounts(5).map((account) => known(account));
  const ten = manyAccounts(10).map((account) => known(account));
  const view = { kind: 'signed-in', accountId: 'ana', failure: null } as const;
  const offline = known(ana, { session: { status: 'offline', failure: { code: 'offline' } } });
  for (const accounts of [
    [offline, ...five],
    [known(ana), ...ten],
  ]) {
    await send(stateOf(view, { accounts }));
    await page
      .locator('main section li')
      .nth(accounts.length - 2)
      .waitFor();
    expect([accounts.length, await scrolling()]).toEqual([accounts.length, 1]);
  }
});

test('what is tried again stays in sight, its button in hand; once it went well the heading has the focus', async () => {
  await show('home-offline');
  const view = { kind: 'signed-in', accountId: 'ana', failure: null } as const;
  const sendSession = (session: SessionView) =>
    send(stateOf(view, { accounts: [known(ana, { session })] }));
  await page.getByRole('button', { name: 'Try now' }).press('Enter');
  await sendSession({ status: 'renewing', failure: null });
  await page.getByText('Connecting…').waitFor();
  expect(await focused()).toBe('Try now');
  await sendSession({ status: 'offline', failure: { code: 'account-service-unreachable' } });
  await page.getByText('Sonar can’t be reached right now').waitFor();
  expect(await focused()).toBe('Try now');
  await page.keyboard.press('Enter');
  await sendSession({ status: 'renewing', failure: null });
  await sendSession({ status: 'online', failure: null });
  await page.getByRole('button', { name: 'Try now' }).waitFor({ state: 'detached' });
  expect(await focused()).toBe(ana.name);
  await sendSession({ status: 'renewing', failure: null });
  await page.getByText('Connecting…').waitFor();
  expect(await page.getByRole('button', { name: 'Try now' }).count()).toBe(0);
  expect((await calls()).map(([verb]) => verb)).toEqual(['retrySession', 'retrySession']);
});

test('a locked keychain is told alone: what it holds does not end with the app', async () => {
  await show('home-keychain-locked');
  const view = { kind: 'signed-in', accountId: 'ana', failure: null } as const;
  const inMemory = 'You’ll be signed out when you quit';
  const session = { status: 'offline', failure: { code: 'keychain-locked' } } as const;
  for (const [changes, shown] of [
    [{ session }, 0],
    [{}, 1],
  ] as const) {
    await send(stateOf(view, { accounts: [known(ana, changes)], credentialStore: 'memory' }));
    await page.getByText(shown === 0 ? 'Offline' : 'Online', { exact: true }).waitFor();
    expect(await page.getByText(inMemory).count()).toBe(shown);
  }
});

test.each([
  ['home-keychain-locked', 'Your keychain is locked'],
  ['home-keychain-gone', 'Sonar can’t reach your keychain'],
  ['home-keychain-unread', 'Sonar’s installation is damaged'],
])('%s: beside Offline the words are not those of a session that runs', async (name, title) => {
  await show(name);
  const notice = page.getByRole('region', { name: title });
  const text = (await notice.textContent()) ?? '';
  expect(text).toContain('You’re still signed in.');
  expect(text).not.toMatch(/until you quit|keep it that way|after a restart/);
  expect(await page.locator('main > section[aria-label] > svg').count()).toBe(1);
});

test('removing an account asks first; the safe button has the focus and Escape changes nothing', async () => {
  await show('home-remove');
  const dialog = page.getByRole('alertdialog', { name: 'Remove Ana Ruiz from this computer?' });
  await dialog.waitFor();
  expect(await focused()).toBe('Cancel');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await calls()).toEqual([]);
});

test('the confirmed ways out run the verb that they name', async () => {
  await show('home-remove');
  await page.getByRole('button', { name: 'Remove account' }).click();
  expect(await calls()).toEqual([['removeAccount', 'ana']]);
  await show('home-everywhere');
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  expect(await calls()).toEqual([['signOutEverywhere', 'ana']]);
  await show('home');
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  expect(await calls()).toEqual([['signOut', 'ana']]);
});

test.each([
  ['error-timed-out', 'Try again', ['startSignIn', 'google', { anotherAccount: false }]],
  ['error-browser-not-opened', 'Copy the link', ['copyLink']],
  ['error-sso-not-enabled', 'Ask for the pilot', ['openHelpPage', 'ask-for-pilot']],
  [
    'error-blocked-by-policy',
    'Sign in with Microsoft',
    ['startSignIn', 'microsoft', { anotherAccount: false }],
  ],
  [
    'error-account-disabled',
    'Use another account',
    ['startSignIn', 'google', { anotherAccount: true }],
  ],
  ['error-reverify-required', 'Confirm with Google', ['confirmWithProvider', 'ana']],
  ['error-consent-required', 'Copy details', ['copyDetails']],
  ['error-administrator-needed', 'Copy details', ['copyDetails']],
  ['error-provider-busy', 'Try again', ['startSignIn', 'microsoft', { anotherAccount: false }]],
])('the action of %s, “%s”, does what it says', async (name, label, expected) => {
  await show(name);
  await page.getByRole('alert').getByRole('button', { name: label }).click();
  expect(await calls()).toEqual([expected]);
});

test('B-03: what needs an administrator has their message on the home page, and no way to confirm', async () => {
  await show('home-administrator');
  const notice = page.getByRole('region', { name: 'This needs your administrator' });
  await notice.getByRole('button', { name: 'Copy details' }).click();
  expect(await calls()).toEqual([['copyDetails']]);
  expect(await page.getByRole('button', { name: /Confirm/ }).count()).toBe(0);
});

test.each([
  ['waiting-not-recognized', 'Try again'],
  ['waiting', 'Open the page again'],
])('S2-01: %s opens the page again by “%s”', async (name, label) => {
  await show(name);
  await page.getByRole('button', { name: label }).click();
  expect(await calls()).toEqual([['openPageAgain']]);
});

test('S2-01: before a link the safe answer has the focus, and Enter and Escape give it', async () => {
  await show('confirm-link');
  await page
    .getByRole('heading', { name: 'Link chloe.martin@gmail.com to this account?' })
    .waitFor();
  expect(await focused()).toBe('Don’t link');
  const question = await page.evaluate(() => {
    const id = document.activeElement?.getAttribute('aria-describedby') ?? '';
    return id
      .split(' ')
      .map((one) => document.getElementById(one)?.textContent)
      .join(' ');
  });
  expect(question).toContain('Link chloe.martin@gmail.com to this account?');
  expect(question).toContain('opens the Sonar account of Ana Ruiz');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  expect(await calls()).toEqual([['cancelSignIn'], ['cancelSignIn']]);
});

test('S2-01: a link is made by its own button alone, once', async () => {
  await show('confirm-link-no-email');
  await page.getByRole('heading', { name: 'Link this Microsoft account?' }).waitFor();
  await page.getByRole('button', { name: 'Link', exact: true }).click();
  expect(await calls()).toEqual([['confirmLink']]);
  await show('confirm-link-busy');
  await page.keyboard.press('Escape');
  const link = page.getByRole('button', { name: 'Link', exact: true });
  expect(await link.isDisabled()).toBe(true);
  expect(await calls()).toEqual([]);
});

test('what came of the question is said', async () => {
  const home = { kind: 'signed-in', accountId: 'ana', failure: null } as const;
  const people = { accounts: [known(ana), known(reception)] };
  await show('confirm-link');
  await send(stateOf({ ...home, failure: { code: 'cancelled' } }, people));
  await announced('Nothing was linked');
  await show('confirm-link');
  await send(stateOf(home, people));
  await announced('Account linked');
});

test('an alert that is put away stays away', async () => {
  await show('home-on-call');
  await page.getByRole('alert').getByRole('button', { name: 'OK' }).click();
  await page.getByRole('alert').waitFor({ state: 'detached' });
  expect(await calls()).toEqual([]);
});

test('another language is asked for and shown', async () => {
  await show('first-run');
  await page.getByLabel('Language').selectOption('fr-CA');
  expect(await calls()).toEqual([['setLocale', 'fr-CA']]);
  await send(stateOf({ kind: 'signed-out', failure: null }, { locale: 'fr-CA' }));
  await page.getByRole('button', { name: 'Se connecter avec Google' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('fr-CA');
});

test('B-36, B-37, IP-12: names that turn a line, and parts that are empty, leave the lines of the chooser whole', async () => {
  await show('choosing-foreign-text');
  const lines = await page
    .locator('[data-index] > :not([aria-hidden]) > :last-child')
    .allInnerTexts();
  expect(lines.slice(0, 4)).toEqual([
    'Northwind Dental · Ext. 210',
    'Northwind Dental',
    '\u2068מרפאת שיניים 5\u2069 · Ext. 212',
    'Ext. 213',
  ]);
  // The extension of a name from right to left stands behind it, in the order of the sentence.
  const isAfter = await page
    .locator('[data-index] > :not([aria-hidden]) > :last-child')
    .nth(2)
    .evaluate((line) => {
      const text = line.firstChild;
      const at = (from: number, to: number) => {
        const range = document.createRange();
        range.setStart(text ?? line, from);
        range.setEnd(text ?? line, to);
        return range.getBoundingClientRect();
      };
      const whole = line.textContent ?? '';
      const extension = at(whole.indexOf('Ext.'), whole.length);
      return extension.left >= at(1, whole.indexOf('\u2069')).right;
    });
  expect(isAfter).toBe(true);
  expect(await page.locator('[data-index] [dir=auto] + [dir=auto]').count()).toBe(4);
});

test('IP-12: markup and the longest texts that are taken stand as text in their own place, in every view', async () => {
  await show('home');
  const words = '<img src=x onerror="document.title=1"><b>';
  const longest: AccountSummary = {
    id: 'longest',
    name: `${words}${'n'.repeat(limits.name - words.length)}`,
    organization: `${words} ${'o'.repeat(limits.name - words.length - 1)}`,
    extension: '2'.repeat(limits.extension),
    username: 'u'.repeat(limits.username),
  };
  const email = `${'e'.repeat(limits.email - 16)}@mail.example.co`;
  const identity = { provider: 'google', email } as const;
  const account = known(longest, {
    identity,
    emailRenamedFrom: email,
    newLinks: newLinks.map((link) => ({ ...link, email, device: 'd'.repeat(128) })),
  });
  const accounts = [account, known(ana), gone({ ...longest, id: 'gone' })];
  const asked = { identity, busy: false, failure: null } as const;
  const remember = { initially: true, locked: false };
  const views: readonly View[] = [
    { kind: 'signed-in', accountId: 'longest', failure: { code: 'address-recycled', email } },
    { kind: 'signed-in', accountId: 'ana', failure: null },
    { kind: 'signed-out', failure: { code: 'session-expired', email } },
    { kind: 'choosing', accounts: [longest, ana], reason: 'first-time', remember, ...asked },
    { kind: 'linking', reason: 'no-account', ...asked },
    { kind: 'confirming-link', accountId: 'longest', ...asked },
  ];
  for (const view of views) {
    const shown = view.kind === 'signed-out' ? accounts.slice(2) : accounts;
    await send(stateOf(view, { accounts: shown }));
    await page.locator(view.kind === 'choosing' ? '[data-index="0"]' : 'h1').waitFor();
    expect([view.kind, await layoutFaults(page, true)]).toEqual([view.kind, []]);
  }
  await send(stateOf({ kind: 'signed-in', accountId: 'longest', failure: null }, { accounts }));
  await page.locator('[aria-haspopup]').click();
  await page.getByRole('menuitem').nth(1).click();
  const cancel = page.getByRole('button', { name: 'Cancel' });
  await cancel.scrollIntoViewIfNeeded();
  expect(await layoutFaults(page, true)).toEqual([]);
  await cancel.click();
  expect(await page.evaluate(() => [document.images.length, document.title])).toEqual([0, 'Sonar']);
});

test('IP-12: the pages of an account hold the longest texts that are taken, and markup as text', async () => {
  await show('review');
  await page.evaluate((most) => {
    const lengths: Readonly<Record<string, number>> = {
      ...{ name: most.name, email: most.email, username: most.username },
      ...{ extension: most.extension, who: 2_400, device: 128, platform: 32, appVersion: 32 },
    };
    const lengthen = (key: string, value: unknown): unknown => {
      const length = typeof value === 'string' ? lengths[key] : undefined;
      return length === undefined
        ? value
        : '<img src=x onerror="document.title=1"><b>'.padEnd(length, 'n');
    };
    const login = Reflect.get(window, 'login') as object;
    const longer = new Proxy(login, {
      get(target, verb) {
        const run = Reflect.get(target, verb) as (...args: unknown[]) => Promise<unknown>;
        if (!String(verb).startsWith('get') || verb === 'getState') return run;
        return async (...args: unknown[]) =>
          JSON.parse(JSON.stringify(await run(...args), lengthen)) as unknown;
      },
    });
    Object.defineProperty(window, 'login', { value: longer, configurable: true });
  }, limits);
  for (const name of [
    'Activity',
    'My devices',
    'Remembered choices',
    'Account security',
    'Review',
  ]) {
    await page.getByRole('button', { name, exact: true }).click();
    await page.getByText('<img', { exact: false }).first().waitFor();
    await page.waitForFunction(() => document.querySelector('[data-pending]') === null);
    expect([name, await layoutFaults(page, true)]).toEqual([name, []]);
  }
  expect(await page.evaluate(() => [document.images.length, document.title])).toEqual([0, 'Sonar']);
});

test('S2-16: a view that cannot be drawn is told in words with a way on, and reloading shows what main says now', async () => {
  await show('cannot-be-shown');
  expect(await focused()).toBe('This page couldn’t be shown');
  expect(await page.locator('body').textContent()).not.toMatch(/object|React|undefined/);
  const before = (await page.evaluate(() => window.gallery.calls())).length;
  await page.getByRole('button', { name: 'Reload' }).click();
  expect(await focused()).toBe('This page couldn’t be shown');
  await send(
    stateOf({ kind: 'signed-in', accountId: 'ana', failure: null }, { accounts: [known(ana)] }),
  );
  await page.getByRole('button', { name: 'Reload' }).click();
  await page.getByRole('heading', { name: 'Ana Ruiz' }).waitFor();
  expect((await page.evaluate(() => window.gallery.calls())).length).toBeGreaterThan(before);
});

test('B-10: the fields for username and password hold all that an account can have, whatever it is written in', async () => {
  await show('first-run');
  for (const [label, most] of [
    ['Sonar username', 256],
    ['Password', 1_024],
  ] as const) {
    const field = page.getByLabel(label, { exact: true });
    await field.fill('😀'.repeat(most));
    expect([...(await field.inputValue())]).toHaveLength(most);
    await field.fill('');
    await field.fill('u'.repeat(5_000));
    expect(await field.inputValue()).toHaveLength(most * 2);
  }
});
