import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  addAccount,
  answerQuestion,
  goHome,
  heading,
  openPage,
  signOut,
  typePassword,
} from './support/account-pages.ts';
import type { App } from './support/app.ts';
import { clickProvider, type Desktop, signIn, withDesktop } from './support/desktop.ts';

const providers = ['google', 'microsoft'] as const;

describe.each(providers)('%s', (provider) => {
  test('R3 a remembered choice can be changed, made to ask each time, and forgotten', () =>
    withDesktop(async (desktop) => {
      const person = desktop.person(`${provider}-three-accounts`);
      const app = await desktop.startApp();
      const { page } = app;
      const rows = page.getByRole('list', { name: 'Sonar accounts' }).getByRole('button');
      const opens = page.getByRole('combobox', { name: `Opens, for ${person.email}` });
      await signIn(desktop, app, person.key);
      await rows.filter({ hasText: 'On call' }).click();
      await heading(app, `On call (${person.name})`).waitFor();
      await addAccount(desktop, app, person.key);
      await page.getByRole('main').getByText('is already signed in here').waitFor();
      await rows.filter({ hasText: 'Harbour Legal' }).click();
      await heading(app, person.name).waitFor();

      await openPage(app, 'Remembered choices');
      expect(await opens.locator('option:checked').textContent()).toContain('On call');
      const harbour = opens.locator('option').filter({ hasText: 'Harbour Legal' });
      await opens.selectOption((await harbour.textContent()) ?? '');
      await page.getByText(`${person.email} opens ${person.name} from now on`).waitFor();
      await goHome(app);
      await signOut(app);
      await heading(app, `On call (${person.name})`).waitFor();
      await addAccount(desktop, app, person.key);
      await heading(app, person.name).waitFor();

      await openPage(app, 'Remembered choices');
      await opens.selectOption('Always ask');
      await page.getByText(`${person.email} asks each time from now on`).waitFor();
      await goHome(app);
      await addAccount(desktop, app, person.key);
      await page
        .getByRole('main')
        .getByText('You asked to choose each time you sign in.')
        .waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();

      await openPage(app, 'Remembered choices');
      await page.getByRole('button', { name: `Forget ${person.email}` }).click();
      await page.getByRole('main').getByText('Nothing is remembered on this computer.').waitFor();
      await goHome(app);
      await addAccount(desktop, app, person.key);
      await page.getByRole('main').getByText(`${person.email} opens 3 Sonar accounts.`).waitFor();
    }));
});

test('my devices: another computer is shown and signed out from afar', () =>
  withDesktop(async (desktop) => {
    const person = desktop.person('microsoft-one-account');
    const here = await desktop.startApp();
    await signIn(desktop, here, person.key);
    await heading(here, person.name).waitFor();
    const elsewhere = { SONAR_LOGIN_USER_DATA: join(desktop.folder, 'elsewhere') };
    const there = await desktop.startApp({ env: elsewhere });
    await typePassword(desktop, there, person.key, 'Sign in');
    await heading(there, person.name).waitFor();

    await openPage(here, 'My devices');
    const devices = here.page.getByRole('list', { name: 'Devices' }).getByRole('listitem');
    await devices.nth(1).waitFor();
    expect(await devices.filter({ hasText: 'This computer' }).count()).toBe(1);
    await devices.getByRole('button', { name: /^Sign out / }).click();
    await answerQuestion(here, /^Sign out /, 'Sign out');
    await devices.nth(1).waitFor({ state: 'detached' });
    await devices.filter({ hasText: 'This computer' }).waitFor();

    await there.page.getByRole('button', { name: 'Settings', exact: true }).click();
    await there.page.getByText('You’ve been signed out').first().waitFor();
    await goHome(here);
    await here.page.getByText('Online').waitFor();
  }));

describe('several accounts', () => {
  async function signOut({ page }: App): Promise<void> {
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: /Sign in|Welcome/ }).waitFor();
  }

  function heading(app: App, name: string | RegExp) {
    return app.page.getByRole('heading', { level: 1, name });
  }

  function nameOf(desktop: Desktop, key: string): string {
    return desktop.person(key).name;
  }

  test('R1 the sign-in screen has Google, Microsoft and the Sonar password, which opens the account', () =>
    withDesktop(async (desktop) => {
      const { page } = await desktop.startApp();
      await page.getByRole('button', { name: 'Sign in with Google' }).waitFor();
      await page.getByRole('button', { name: 'Sign in with Microsoft' }).waitFor();
      const person = desktop.person('google-one-account');
      await page.getByLabel('Sonar username').fill(person.sonarUsername ?? '');
      await page.getByLabel('Password', { exact: true }).fill('wrong');
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.getByRole('alert').waitFor();
      expect(await page.getByLabel('Sonar username').inputValue()).toBe(person.sonarUsername);
      await page.getByLabel('Password', { exact: true }).fill(person.sonarPassword ?? '');
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: person.name }).waitFor();
    }));

  describe.each(providers)('%s', (provider) => {
    test('R2 one account: in, with nothing more to type', () =>
      withDesktop(async (desktop) => {
        const app = await desktop.startApp();
        await signIn(desktop, app, `${provider}-one-account`);
        await heading(app, nameOf(desktop, `${provider}-one-account`)).waitFor();
        await app.page.getByText('Online').waitFor();
      }));

    test('R3 several accounts: chosen once, and opened without asking the next time', () =>
      withDesktop(async (desktop) => {
        const key = `${provider}-three-accounts`;
        const app = await desktop.startApp();
        await signIn(desktop, app, key);
        await heading(app, 'Choose an account').waitFor();
        const rows = app.page.getByRole('list', { name: 'Sonar accounts' }).getByRole('button');
        await expect.poll(() => rows.count()).toBe(3);
        const chosen = rows.filter({ hasText: 'On call' });
        const username = /\S+\.oncall/.exec((await chosen.textContent()) ?? '')?.[0] ?? '';
        await chosen.click();
        await app.page.getByText(username).waitFor();
        await signOut(app);
        // The next time Google keeps back what it has given once, and has the person agree again.
        desktop.sandbox.control.google?.setRefreshTokensKeptBack(true);
        await signIn(desktop, app, key);
        if (provider === 'google') {
          const main = app.page.getByRole('main');
          await main.getByText('Google asks once more for your agreement.').waitFor();
          await desktop.browser.nextPage();
        }
        await app.page.getByText(username).waitFor();
        await app.page.getByText('Online').waitFor();
      }));

    test('R4 no account yet: a wrong password keeps the form, the right one links once, then straight in', () =>
      withDesktop(async (desktop) => {
        const person = desktop.person(`${provider}-no-account`);
        const app = await desktop.startApp();
        const { page } = app;
        await signIn(desktop, app, person.key);
        await page.getByText(person.email).first().waitFor();
        await page.getByLabel('Sonar username').fill(person.sonarUsername ?? '');
        await page.getByLabel('Password', { exact: true }).fill('wrong');
        await page.getByRole('button', { name: 'Link and sign in' }).click();
        await page.getByRole('alert').waitFor();
        expect(await page.getByLabel('Sonar username').inputValue()).toBe(person.sonarUsername);
        await page.getByLabel('Password', { exact: true }).fill(person.sonarPassword ?? '');
        await page.getByRole('button', { name: 'Link and sign in' }).click();
        await heading(app, person.name).waitFor();
        await signOut(app);
        await signIn(desktop, app, person.key);
        await heading(app, person.name).waitFor();
      }));

    test('R11 an organization without single sign-on: a friendly no, the pilot, and the password', () =>
      withDesktop(async (desktop) => {
        const person = desktop.person(`${provider}-no-sso`);
        const app = await desktop.startApp();
        const { page } = app;
        await signIn(desktop, app, person.key);
        const alert = page.getByRole('alert');
        await alert.waitFor();
        expect(await alert.textContent()).toContain('Single sign-on');
        await page.getByRole('button', { name: 'Ask for the pilot' }).click();
        expect(await desktop.browser.nextUrl()).toMatch(/^https:\/\/www\.net2phone\.com\//);
        await page.getByLabel('Sonar username').fill(person.sonarUsername ?? '');
        await page.getByLabel('Password', { exact: true }).fill(person.sonarPassword ?? '');
        await page.getByRole('button', { name: 'Sign in', exact: true }).click();
        await heading(app, person.name).waitFor();
      }));

    test('refused at the provider: back to the choice, in honest words', () =>
      withDesktop(async (desktop) => {
        const app = await desktop.startApp();
        await clickProvider(app.page, provider);
        const picker = await desktop.browser.nextPage();
        await picker.getByRole('button', { name: 'Cancel' }).click();
        await picker.getByRole('heading', { level: 1 }).waitFor();
        const alert = app.page.getByRole('alert');
        await alert.waitFor();
        expect(await alert.textContent()).toContain('didn’t give access');
      }));

    test('cancelled with the button and with Esc: back, a late answer changes nothing, and the next attempt works', () =>
      withDesktop(async (desktop) => {
        const app = await desktop.startApp();
        await clickProvider(app.page, provider);
        await desktop.browser.nextUrl();
        await app.page.getByRole('button', { name: 'Cancel' }).click();
        await clickProvider(app.page, provider);
        const page = await desktop.browser.nextPage();
        await app.page.getByRole('button', { name: 'Cancel' }).waitFor();
        await app.page.keyboard.press('Escape');
        await app.page.getByRole('button', { name: 'Sign in with Google' }).waitFor();
        await page
          .getByRole('button', { name: nameOf(desktop, `${provider}-one-account`) })
          .click();
        // Nobody listens any more: the late answer of an attempt that was given up reaches nothing.
        await expect.poll(() => page.url()).toMatch(/^chrome-error:/);
        await app.page.getByRole('button', { name: 'Sign in with Google' }).waitFor();
        await clickProvider(app.page, provider);
        // The browser knows the person by now, so that nothing is left to click there.
        await desktop.browser.nextPage();
        await heading(app, nameOf(desktop, `${provider}-one-account`)).waitFor();
      }));
  });

  test('two signed-in accounts: Ctrl and a number switches, with every service away and without the browser', () =>
    withDesktop(async (desktop) => {
      const app = await desktop.startApp();
      await signIn(desktop, app, 'google-one-account');
      await heading(app, 'Ana Silva').waitFor();
      await app.page.getByRole('button', { name: 'Add an account' }).click();
      await signIn(desktop, app, 'microsoft-one-account');
      await heading(app, 'Adam Novak').waitFor();
      const { google, microsoft, sonar } = desktop.sandbox.control;
      google?.setDown(true);
      microsoft?.setDown(true);
      sonar.goDown(true);
      await app.page.keyboard.press('Control+1');
      await heading(app, 'Ana Silva').waitFor();
      await app.page.keyboard.press('Control+2');
      await heading(app, 'Adam Novak').waitFor();
    }));
});
