import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
  addAccount,
  answerQuestion,
  goHome,
  heading,
  openPage,
  typePassword,
} from './support/account-pages.ts';
import type { App } from './support/app.ts';
import { signIn, signInInBrowser, withDesktop } from './support/desktop.ts';

const providers = ['google', 'microsoft'] as const;
const providerNames = { google: 'Google', microsoft: 'Microsoft' } as const;

/** The addresses of the account, with what is said about each. */
function addresses({ page }: App): Locator {
  return page.getByRole('list', { name: 'Addresses on this account' }).getByRole('listitem');
}

/** The part of the page that is about one provider. */
function section({ page }: App, provider: (typeof providers)[number]): Locator {
  return page.getByRole('region', { name: providerNames[provider], exact: true });
}

describe.each(providers)('%s', (provider) => {
  test('R5 a voicemail address opens the account, and the account’s settings warn of it', () =>
    withDesktop(async (desktop) => {
      const person = desktop.person(`${provider}-voicemail-address`);
      const manager = { google: 'Marc Gagnon', microsoft: 'Maria Keller' }[provider];
      const app = await desktop.startApp();
      await signIn(desktop, app, person.key);
      await heading(app, manager).waitFor();
      await openPage(app, 'Account security');
      await addresses(app).first().waitFor();
      await expect.poll(() => addresses(app).count()).toBe(2);
      const own = addresses(app).filter({ hasText: person.email });
      expect(await own.textContent()).toContain('One of 2 addresses that can open this account');
      expect(await own.textContent()).toContain('voicemail addresses included');
    }));

  test('R6 a shared mailbox is flagged in the settings of every account that it opens', () =>
    withDesktop(async (desktop) => {
      const person = desktop.person(`${provider}-shared-mailbox`);
      const app = await desktop.startApp();
      await signIn(desktop, app, person.key);
      for (const shift of ['mornings', 'evenings']) {
        const name = `${person.name}, ${shift}`;
        const rows = app.page.getByRole('list', { name: 'Sonar accounts' });
        await rows.getByRole('button', { name }).click();
        await heading(app, name).waitFor();
        await openPage(app, 'Account security');
        const words = await addresses(app).filter({ hasText: person.email }).textContent();
        expect(words).toContain('Also opens 2 other accounts');
        expect(words).toContain('distribution group');
        await goHome(app);
        if (shift === 'mornings') await addAccount(desktop, app, person.key);
      }
    }));

  test('R8 a removed identity no longer gets in by its address; the password links it again', () =>
    withDesktop(async (desktop) => {
      const person = desktop.person(`${provider}-one-account`);
      const app = await desktop.startApp();
      const { page } = app;
      await signIn(desktop, app, person.key);
      await heading(app, person.name).waitFor();
      await openPage(app, 'Account security');
      const links = section(app, provider).getByRole('listitem');
      expect(await links.textContent()).toContain('Linked by its address');
      await page.getByRole('button', { name: `Remove ${person.email}` }).click();
      const asked = await answerQuestion(app, `Remove ${person.email}?`, 'Remove');
      expect(asked).toContain('you’ll be asked to sign in again');
      expect(asked).toContain('What still opens the account: your Sonar password');

      await page.getByRole('alert').getByText('You’ve been signed out').waitFor();
      await signIn(desktop, app, person.key);
      await heading(app, 'Link your Sonar account').waitFor();
      await page.getByRole('main').getByText('Its link to Sonar was removed').waitFor();
      await typePassword(desktop, app, person.key, 'Link and sign in');
      await heading(app, person.name).waitFor();
      await openPage(app, 'Account security');
      expect(await links.textContent()).toContain('Linked with the Sonar password');
    }));

  test('the last way into an account is removed only by somebody who was asked twice', () =>
    withDesktop(async (desktop) => {
      const person = desktop.person(`${provider}-no-password`);
      const app = await desktop.startApp();
      const { page } = app;
      await signIn(desktop, app, person.key);
      await heading(app, person.name).waitFor();
      await openPage(app, 'Account security');
      const remove = page.getByRole('button', { name: `Remove ${person.email}` });
      const lastQuestion = `This is the last way into ${person.name}`;

      await remove.click();
      const first = await answerQuestion(app, `Remove ${person.email}?`, 'Remove');
      expect(first).toContain('Nothing else opens this account.');
      await answerQuestion(app, lastQuestion, 'Cancel');
      await remove.waitFor();

      await remove.click();
      await answerQuestion(app, `Remove ${person.email}?`, 'Remove');
      await answerQuestion(app, lastQuestion, 'Remove anyway');
      await heading(app, 'Sign in to Sonar').waitFor();
      await signIn(desktop, app, person.key);
      await heading(app, 'Link your Sonar account').waitFor();
    }));
});

test('S2-01: R7 who does not link what was proved in the browser finds the settings as they were', () =>
  withDesktop(async (desktop) => {
    const owner = desktop.person('google-no-account');
    const app = await desktop.startApp();
    const { page } = app;
    await typePassword(desktop, app, owner.key, 'Sign in');
    await heading(app, owner.name).waitFor();
    await openPage(app, 'Account security');
    await section(app, 'google').getByRole('switch').click();
    await signInInBrowser(desktop, 'google-one-account');
    const { email } = desktop.person('google-one-account');
    await heading(app, `Link ${email} to this account?`).waitFor();
    await page.keyboard.press('Escape');
    await heading(app, 'Change account security').waitFor();
    expect(await section(app, 'google').getByRole('switch').isChecked()).toBe(false);
    expect(await section(app, 'google').getByRole('listitem').count()).toBe(0);
  }));

test('R7 R9 the switch of each provider links and unlinks, and linking adds no address to the account', () =>
  withDesktop(async (desktop) => {
    const owner = desktop.person('google-no-account');
    const app = await desktop.startApp();
    const { page } = app;
    const isOn = (provider: (typeof providers)[number]) =>
      section(app, provider).getByRole('switch').isChecked();
    await typePassword(desktop, app, owner.key, 'Sign in');
    await heading(app, owner.name).waitFor();
    await openPage(app, 'Account security');
    await page.getByText('There is no address on this account.').waitFor();

    for (const provider of providers) {
      const { key, email } = desktop.person(`${provider}-no-account`);
      expect(await isOn(provider)).toBe(false);
      await section(app, provider).getByRole('switch').click();
      await signInInBrowser(desktop, key);
      await heading(app, `Link ${email} to this account?`).waitFor();
      await page.getByRole('button', { name: 'Link', exact: true }).click();
      const link = section(app, provider).getByRole('listitem').filter({ hasText: email });
      expect(await link.textContent()).toContain('Linked from settings');
      await expect.poll(() => isOn(provider)).toBe(true);
      await page.getByText('There is no address on this account.').waitFor();
    }
    for (const provider of providers) {
      const name = providerNames[provider];
      await section(app, provider).getByRole('switch').click();
      await answerQuestion(app, `Turn off ${name} for ${owner.name}?`, `Turn off ${name}`);
      await section(app, provider)
        .getByText(`Turn on to link a ${name} account.`, { exact: false })
        .waitFor();
      await expect.poll(() => section(app, provider).getByRole('listitem').count()).toBe(0);
      await expect.poll(() => isOn('microsoft')).toBe(provider === 'google');
    }

    await goHome(app);
    for (const provider of providers) {
      await page.getByRole('button', { name: 'Add an account' }).click();
      await signIn(desktop, app, `${provider}-no-account`);
      await page.getByRole('main').getByText('It isn’t linked to a Sonar account yet.').waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();
    }
  }));
