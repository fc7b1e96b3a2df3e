import { describe, expect, test } from 'vitest';
import { type Locale, locales } from '../../preload/contract/state.ts';
import { showState } from './images.ts';
import { layoutFaults } from './layout-checks.ts';
import { openGallery, openWindow, sizes, stateNamed } from './open-window.ts';
import { testStates } from './state-tests.ts';
import { ana, gone, onCall, reception, stateOf } from './states/people.ts';

describe('every state of sign-in', () => testStates('sign-in'));

const { announced, browser, calls, focused, focusedField, page, send, show } = openWindow(
  sizes.normal,
);

test('the first provider has the focus on open, and Enter starts signing in once', async () => {
  await show('first-run');
  expect(await focused()).toBe('Sign in with Google');
  await page().keyboard.press('Enter');
  expect(await calls()).toEqual([['startSignIn', 'google', { anotherAccount: false }]]);
});

test('with Google locked the focus is on Microsoft, and the locked button is reachable but does nothing', async () => {
  await show('policy-google-locked');
  expect(await focused()).toBe('Sign in with Microsoft');
  await page().keyboard.press('Shift+Tab');
  expect(await focused()).toBe('Sign in with Google');
  await page().keyboard.press('Enter');
  expect(await calls()).toEqual([]);
  const locked = page().getByRole('button', { name: 'Sign in with Google' });
  expect(await locked.getAttribute('aria-disabled')).toBe('true');
});

test('S2-03: what is locked because a policy cannot be read is not called managed', async () => {
  await show('policy-unread');
  const button = page().getByRole('button', { name: 'Sign in with Google' });
  const reason = await button.getAttribute('aria-describedby');
  const words = 'Locked until Sonar can read the settings';
  expect(await page().locator(`[id="${reason}"]`).textContent()).toBe(words);
  expect(await page().getByText('Managed by your organization').count()).toBe(0);
});

test('Tab goes through the sign-in screen in the order of sight', async () => {
  await show('first-run');
  const order: string[] = [];
  for (let step = 0; step < 8; step += 1) {
    order.push(
      await page().evaluate(() => {
        const element = document.activeElement;
        return (
          element?.getAttribute('aria-label') ??
          element?.getAttribute('name') ??
          element?.textContent?.trim().split('\n')[0] ??
          ''
        );
      }),
    );
    await page().keyboard.press('Tab');
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
  await page().keyboard.press('Enter');
  expect(await calls()).toEqual([['startSignIn', 'google', { anotherAccount: false }]]);
});

test('somebody returning who takes another account gets the account picker', async () => {
  await show('returning-one');
  await page().getByRole('button', { name: 'Sign in with Microsoft' }).click();
  expect(await calls()).toEqual([['startSignIn', 'microsoft', { anotherAccount: true }]]);
});

test('a person with a Sonar password continues in the form, their username filled in', async () => {
  await show('returning-username');
  expect(await page().getByLabel('Sonar username').inputValue()).toBe('emilie.tremblay');
  await page().keyboard.type('secret');
  await page().keyboard.press('Enter');
  expect(await calls()).toEqual([['signInWithPassword', 'emilie.tremblay', 'secret']]);
});

test('Escape gives up while waiting, and the heading has the focus', async () => {
  await show('waiting');
  expect(await focused()).toBe('Finish signing in in your browser');
  await page().keyboard.press('Escape');
  expect(await calls()).toEqual([['cancelSignIn']]);
});

test('Escape on the sign-in screen of somebody with no account asks nothing', async () => {
  await show('first-run');
  await page().keyboard.press('Escape');
  expect(await calls()).toEqual([]);
});

test('a cancelled attempt is said politely and shows no alert', async () => {
  await show('waiting');
  await send(stateOf({ kind: 'signed-out', failure: { code: 'cancelled' } }));
  await announced('Sign-in cancelled');
  expect(await page().getByRole('alert').count()).toBe(0);
  expect(await focused()).toBe('Sign in with Google');
});

test('the copied link is confirmed in the button and in words', async () => {
  await show('waiting');
  await page().getByRole('button', { name: 'Copy the link' }).click();
  await page().getByRole('button', { name: 'Link copied' }).waitFor();
  await announced('Link copied');
});

test('a browser that could not be opened is told once, with one button that copies the link', async () => {
  await show('waiting-not-opened');
  expect(await page().getByRole('button', { name: 'Copy the link' }).count()).toBe(1);
  expect(
    await page()
      .getByRole('main')
      .getByText(/browser (hasn’t|couldn’t) open/)
      .count(),
  ).toBe(0);
  await page().getByText('Come back here when you’ve signed in to Google.').first().waitFor();
  await page().getByRole('button', { name: 'Copy the link' }).click();
  await page().getByRole('button', { name: 'Link copied' }).waitFor();
});

test('a browser that does not come is told after a while, with what to do; each try counts anew', async () => {
  const own = await openGallery(browser(), sizes.normal);
  try {
    await own.page.clock.install();
    const state = stateNamed('waiting-opening');
    const text = own.page.locator('main h1 + p');
    /** Shows it for a minute; nothing passes by itself from then on, however slow the machine is. */
    async function showLong(locale: Locale): Promise<void> {
      await own.page.clock.resume();
      await showState(own.page, state, { locale });
      await own.page.clock.pauseAt((await own.page.evaluate(() => Date.now())) + 60_000);
    }
    for (const locale of locales) {
      await showLong(locale);
      const openAgain = own.page.getByRole('main').getByRole('button').first();
      await openAgain.click();
      const opening = await text.textContent();
      for (const _ of ['second try', 'third try']) {
        await own.page.clock.fastForward(7_900);
        expect(await text.textContent()).toBe(opening);
        await own.page.clock.fastForward(200);
        await expect.poll(() => text.textContent()).not.toBe(opening);
        expect(await layoutFaults(own.page, false)).toEqual([]);
        await openAgain.click();
        await expect.poll(() => text.textContent()).toBe(opening);
      }
      await showLong(locale);
      // Of the first try too.
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
  await page().getByRole('button', { name: 'Use Sonar username' }).click();
  const username = page().getByLabel('Sonar username');
  await username.waitFor();
  expect(await username.inputValue()).toBe(onCall.username);
  expect(await focusedField()).toBe('password');
});

test('a refused password is cleared, the username stays, the focus returns to the password', async () => {
  await show('first-run');
  await page().getByLabel('Sonar username').fill('ana.ruiz');
  await page().getByLabel('Password', { exact: true }).fill('wrong');
  await page().keyboard.press('Enter');
  expect(await calls()).toEqual([['signInWithPassword', 'ana.ruiz', 'wrong']]);
  await send(stateOf({ kind: 'checking', provider: null }));
  await page().waitForSelector('fieldset:disabled');
  expect(await page().locator('main :is(button, input):enabled').count()).toBe(0);
  await send(stateOf({ kind: 'signed-out', failure: { code: 'wrong-credentials', triesLeft: 2 } }));
  await page().getByRole('alert').waitFor();
  expect(await page().getByLabel('Sonar username').inputValue()).toBe('ana.ruiz');
  expect(await page().getByLabel('Password', { exact: true }).inputValue()).toBe('');
  expect(await focusedField()).toBe('password');
  expect(await page().getByRole('alert').textContent()).toContain('You have 2 more tries.');
});

test('an empty form is not sent; the focus goes to what is missing', async () => {
  await show('first-run');
  await page().getByRole('button', { name: 'Sign in', exact: true }).click();
  expect(await focusedField()).toBe('username');
  await page().keyboard.type('ana.ruiz');
  await page().keyboard.press('Enter');
  expect(await focusedField()).toBe('password');
  expect(await calls()).toEqual([]);
});

test('a shown password can be read and hidden again', async () => {
  await show('first-run');
  const password = page().getByLabel('Password', { exact: true });
  await page().getByRole('button', { name: 'Show password' }).click();
  expect(await password.getAttribute('type')).toBe('text');
  await page().getByRole('button', { name: 'Hide password' }).click();
  expect(await password.getAttribute('type')).toBe('password');
});

test.each([
  ['waiting-not-recognized', 'Try again'],
  ['waiting', 'Open the page again'],
])('S2-01: %s opens the page again by “%s”', async (name, label) => {
  await show(name);
  await page().getByRole('button', { name: label }).click();
  expect(await calls()).toEqual([['openPageAgain']]);
});

test('another language is asked for and shown', async () => {
  await show('first-run');
  await page().getByLabel('Language').selectOption('fr-CA');
  expect(await calls()).toEqual([['setLocale', 'fr-CA']]);
  await send(stateOf({ kind: 'signed-out', failure: null }, { locale: 'fr-CA' }));
  await page().getByRole('button', { name: 'Se connecter avec Google' }).waitFor();
  expect(await page().evaluate(() => document.documentElement.lang)).toBe('fr-CA');
});

test('B-10: the fields for username and password hold all that an account can have, whatever it is written in', async () => {
  await show('first-run');
  for (const [label, most] of [
    ['Sonar username', 256],
    ['Password', 1_024],
  ] as const) {
    const field = page().getByLabel(label, { exact: true });
    await field.fill('😀'.repeat(most));
    expect([...(await field.inputValue())]).toHaveLength(most);
    await field.fill('');
    await field.fill('u'.repeat(5_000));
    expect(await field.inputValue()).toHaveLength(most * 2);
  }
});
