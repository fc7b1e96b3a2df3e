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
import { signIn, withDesktop } from './support/desktop.ts';

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
      await page.getByText('is already signed in here').waitFor();
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
      await page.getByText('You asked to choose each time you sign in.').waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();

      await openPage(app, 'Remembered choices');
      await page.getByRole('button', { name: `Forget ${person.email}` }).click();
      await page.getByText('Nothing is remembered on this computer.').waitFor();
      await goHome(app);
      await addAccount(desktop, app, person.key);
      await page.getByText(`${person.email} opens 3 Sonar accounts.`).waitFor();
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
