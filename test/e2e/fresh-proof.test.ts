import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../preload/contract/errors.ts';
import type { LoginState } from '../../preload/contract/state.ts';
import { waitUntil } from '../support/wait-until.ts';
import {
  answerQuestion,
  goHome,
  heading,
  openPage,
  typePassword,
} from './support/account-pages.ts';
import type { App } from './support/app.ts';
import { type Desktop, signIn, signInInBrowser, withDesktop } from './support/desktop.ts';
import { withOwnScreen } from './support/own-screen.ts';

const providers = ['google', 'microsoft'] as const;
type Provider = (typeof providers)[number];
const providerNames = { google: 'Google', microsoft: 'Microsoft' } as const;

/** An office manager with the review open, who signed in long ago; the browser knows nobody any more. */
async function startOffice(
  desktop: Desktop,
  provider: Provider,
  env: Readonly<Record<string, string>> = {},
): Promise<App> {
  const app = await desktop.startApp({ env });
  const { key, name } = desktop.person(`${provider}-office-manager`);
  await signIn(desktop, app, key);
  await heading(app, name).waitFor();
  await forgetProof(desktop, app);
  await desktop.browser.forget();
  await openPage(app, 'Review');
  return app;
}

/** As if the account that is shown had been signed in to long ago. */
async function forgetProof(desktop: Desktop, app: App): Promise<void> {
  const answer = await app.page.evaluate(() => Reflect.get(window, 'login').getState());
  const state = JSON.parse(answer) as Result<LoginState>;
  if (!state.ok || state.value.view.kind !== 'signed-in') throw new Error('nobody is signed in');
  desktop.sandbox.control.sonar.forgetProofs(state.value.view.accountId);
}

function times({ sandbox }: Desktop, done: string): number {
  return sandbox.control.sonar.readAudit().filter(({ what }) => what === done).length;
}

describe.each(providers)('%s', (provider) => {
  test('S2-07: a manager’s switch asks who it is, and is set after the confirmation, on the same page', () =>
    withDesktop(async (desktop) => {
      const office = await startOffice(desktop, provider);
      const { page } = office;
      const manager = desktop.person(`${provider}-office-manager`);
      const person = desktop.person(`${provider}-one-account`);
      const filter = page.getByRole('searchbox', { name: 'Filter accounts' });
      await filter.fill(person.name);
      const sso = page.getByRole('switch', { name: `Single sign-on for ${person.name}` });
      const question = page.getByRole('dialog', { name: 'Confirm it’s you' });

      await sso.click();
      await question.waitFor();
      await page.keyboard.press('Escape');
      await question.waitFor({ state: 'detached' });
      expect(await sso.isChecked()).toBe(true);

      await sso.click();
      const confirm = { name: `Confirm with ${providerNames[provider]}` };
      await question.getByRole('button', confirm).click();
      await heading(office, 'Finish signing in in your browser').waitFor();
      await page.keyboard.press('Escape');
      await heading(office, 'Review').waitFor();
      expect(await sso.isChecked()).toBe(true);
      expect(times(desktop, 'account-sso-changed')).toBe(0);
      await desktop.browser.nextPage();

      await sso.click();
      await question.getByRole('button', confirm).click();
      await signInInBrowser(desktop, person.key);
      await question.getByText(`Use ${manager.email}`).waitFor();
      await desktop.browser.forget();
      await question.getByRole('button', { name: 'Try again' }).click();
      await signInInBrowser(desktop, manager.key);
      await page.getByText(`Single sign-on is off for ${person.name}`).waitFor();
      await heading(office, 'Review').waitFor();
      expect(await filter.inputValue()).toBe(person.name);
      await expect.poll(() => sso.isChecked()).toBe(false);
      expect(times(desktop, 'account-sso-changed')).toBe(1);
    }));

  test('S2-07: the export asks who it is, then where to save', () =>
    withOwnScreen((screen) =>
      withDesktop(async (desktop) => {
        const env = { HOME: desktop.folder, ...screen.env };
        const office = await startOffice(desktop, provider, env);
        await office.page.getByRole('button', { name: 'Export' }).click();
        const question = office.page.getByRole('dialog', { name: 'Confirm it’s you' });
        await question.getByRole('button', { name: 'Confirm with' }).click();
        expect(times(desktop, 'review-exported')).toBe(0);
        await signInInBrowser(desktop, desktop.person(`${provider}-office-manager`).key);
        const isAsked = async () => (await screen.frontTitle()) === 'Save File';
        await waitUntil(isAsked, 'the question of the system where to save');
        await screen.press('Escape');
        await waitUntil(async () => (await screen.frontTitle()) === 'Sonar', 'the window again');
        expect(times(desktop, 'review-exported')).toBe(1);
      }),
    ));

  test('S2-07: a new way in is told on the owner’s other computer until it is read, and not where it was made', () =>
    withDesktop(async (desktop) => {
      const person = desktop.person(`${provider}-one-account`);
      const other = provider === 'google' ? 'microsoft' : 'google';
      const env = { SONAR_LOGIN_USER_DATA: join(desktop.folder, 'second') };
      const first = await desktop.startApp();
      await signIn(desktop, first, person.key);
      await heading(first, person.name).waitFor();
      await desktop.browser.forget();
      const second = await desktop.startApp({ env });
      await signIn(desktop, second, person.key);
      await heading(second, person.name).waitFor();
      await second.quit();
      await desktop.browser.forget();

      const news = 'There’s a new way into this account';
      await openPage(first, 'Account security');
      const added = desktop.person(`${other}-stranger`);
      await first.page.getByRole('switch', { name: providerNames[other] }).click();
      await signInInBrowser(desktop, added.key);
      await first.page.getByRole('button', { name: 'Link', exact: true }).click();
      await first.page.getByRole('button', { name: `Remove ${added.email}` }).waitFor();
      expect(await first.page.getByText(news).count()).toBe(0);
      await goHome(first);
      expect(await first.page.getByText(news).count()).toBe(0);

      const again = await desktop.startApp({ env });
      const notice = again.page.getByRole('region', { name: news });
      await notice.getByText(`${providerNames[other]}) can now open this account`).waitFor();
      expect(await notice.textContent()).toContain(added.email);
      await notice.getByRole('button', { name: 'Review sign-in options' }).click();
      await again.page.getByRole('button', { name: `Remove ${added.email}` }).waitFor();
      await waitUntil(() => times(desktop, 'new-links-told') === 2, 'the service to hear of it');
      await again.page.getByRole('button', { name: `Remove ${added.email}` }).click();
      await answerQuestion(again, `Remove ${added.email}?`, 'Remove');
      await notice.waitFor({ state: 'detached' });
      await goHome(again);
      expect(await notice.count()).toBe(0);
      await again.quit();
      const last = await desktop.startApp({ env });
      await last.page.getByText('Online', { exact: true }).waitFor();
      expect(await last.page.getByText(news).count()).toBe(0);
    }));
});

test('S2-07: a link that the service refuses for its old proof is made after the confirmation, without a second sign-in or question', () =>
  withDesktop(async (desktop) => {
    const app = await desktop.startApp();
    const person = desktop.person('google-one-account');
    const added = desktop.person('microsoft-stranger');
    await signIn(desktop, app, person.key);
    await heading(app, person.name).waitFor();
    await forgetProof(desktop, app);
    await desktop.browser.forget();
    await openPage(app, 'Account security');
    await app.page.getByRole('switch', { name: 'Microsoft' }).click();
    await signInInBrowser(desktop, added.key);
    await app.page.getByRole('button', { name: 'Link', exact: true }).click();
    const question = app.page.getByRole('dialog', { name: 'Confirm it’s you' });
    await question.getByRole('button', { name: 'Confirm with Google' }).click();
    await signInInBrowser(desktop, person.key);
    await app.page.getByRole('button', { name: `Remove ${added.email}` }).waitFor();
    expect(times(desktop, 'linked')).toBe(2);
  }));

test('S2-07: who signed in with the Sonar password confirms with it, in place', () =>
  withDesktop(async (desktop) => {
    const app = await desktop.startApp();
    const { page } = app;
    const manager = desktop.person('google-office-manager');
    const person = desktop.person('google-one-account');
    await typePassword(desktop, app, manager.key, 'Sign in');
    await heading(app, manager.name).waitFor();
    await forgetProof(desktop, app);
    await openPage(app, 'Review');
    await page.getByRole('searchbox', { name: 'Filter accounts' }).fill(person.name);
    const sso = page.getByRole('switch', { name: `Single sign-on for ${person.name}` });
    await sso.click();
    const question = page.getByRole('dialog', { name: 'Confirm it’s you' });
    await question.getByLabel('Password', { exact: true }).waitFor();
    await page.keyboard.type('not it');
    await page.keyboard.press('Enter');
    await question.getByRole('alert').waitFor();
    expect(times(desktop, 'account-sso-changed')).toBe(0);
    await page.keyboard.type(manager.sonarPassword ?? '');
    await page.keyboard.press('Enter');
    await page.getByText(`Single sign-on is off for ${person.name}`).waitFor();
    await expect.poll(() => sso.isChecked()).toBe(false);
    expect(times(desktop, 'account-sso-changed')).toBe(1);
  }));
