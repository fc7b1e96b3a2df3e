import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { waitUntil } from '../support/wait-until.ts';
import { answerQuestion, heading, openPage, typePassword } from './support/account-pages.ts';
import type { App } from './support/app.ts';
import { type Desktop, signIn, withDesktop } from './support/desktop.ts';
import { withOwnScreen } from './support/own-screen.ts';

const providers = ['google', 'microsoft'] as const;
type Provider = (typeof providers)[number];

/** What is said about a risky account, worst first. */
const risksInOrder = [
  'An address has a new owner',
  'Shared address',
  'addresses can open it',
  'outside your domains can open it',
  'Nothing risky',
];

/** The accounts of the review that are in sight. */
function accounts({ page }: App): Locator {
  return page.getByRole('table', { name: 'Who can get in' }).getByRole('rowheader');
}

async function filterBy({ page }: App, text: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Filter accounts' }).fill(text);
}

/** An office manager's computer, with the review open, and afterwards a browser that knows nobody. */
async function startOffice(
  desktop: Desktop,
  provider: Provider,
  env: Readonly<Record<string, string>> = {},
): Promise<App> {
  const office = { SONAR_LOGIN_USER_DATA: join(desktop.folder, 'office'), ...env };
  const app = await desktop.startApp({ env: office });
  const { key, name } = desktop.person(`${provider}-office-manager`);
  await signIn(desktop, app, key);
  await heading(app, name).waitFor();
  await desktop.browser.forget();
  await openPage(app, 'Review');
  return app;
}

/** Signs somebody in who is asked for their Sonar password, and leaves it at that. */
async function tryToSignIn(desktop: Desktop, app: App, key: string, reason: string): Promise<void> {
  await signIn(desktop, app, key);
  await heading(app, 'Link your Sonar account').waitFor();
  await app.page.getByRole('main').getByText(reason).waitFor();
  await app.page.getByRole('button', { name: 'Cancel' }).click();
  await heading(app, 'Sign in to Sonar').waitFor();
}

async function signOut(app: App): Promise<void> {
  await app.page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await heading(app, 'Sign in to Sonar').waitFor();
}

describe.each(providers)('%s', (provider) => {
  test('R10 the review shows conflicts first, the own organization only, and office managers only', () =>
    withDesktop(async (desktop) => {
      const plain = desktop.person(`${provider}-one-account`);
      const desk = await desktop.startApp();
      await tryToSignIn(
        desktop,
        desk,
        `${provider}-recycled-address`,
        'This address belonged to somebody else before',
      );
      await desktop.browser.forget();
      await signIn(desktop, desk, plain.key);
      await heading(desk, plain.name).waitFor();
      await openPage(desk, 'Account security');
      const pages = desk.page.getByRole('navigation').getByRole('button');
      expect(await pages.allTextContents()).not.toContain('Review');
      await desktop.browser.forget();

      const office = await startOffice(desktop, provider);
      await accounts(office).first().waitFor();
      const words = await accounts(office).allTextContents();
      const ranks = words.map((text) => risksInOrder.findIndex((risk) => text.includes(risk)));
      expect(ranks).toEqual([...ranks].sort((one, other) => one - other));
      expect(words[0]).toContain(desktop.person(`${provider}-recycled-address`).name);

      const several = desktop.person(`${provider}-three-accounts`);
      await filterBy(office, several.name);
      await accounts(office).nth(2).waitFor({ state: 'detached' });
      expect(await accounts(office).count()).toBe(2);
      const elsewhere = office.page.getByText('Also opens an account elsewhere');
      expect(await elsewhere.count()).toBe(2);
      await filterBy(office, 'harbour');
      await office.page.getByText('No account matches.').waitFor();

      await filterBy(office, plain.name);
      const remove = { name: `Remove ${plain.email} from ${plain.name}` };
      await office.page.getByRole('button', remove).click();
      await answerQuestion(office, `Remove ${plain.email} from ${plain.name}?`, 'Remove');
      await office.page.getByRole('button', remove).waitFor({ state: 'detached' });
      await desk.page.getByRole('button', { name: 'My devices' }).click();
      await desk.page.getByText('You’ve been signed out').first().waitFor();
    }));

  test('R10 the export is written where the person says, for the manager’s eyes, and is safe to open in a spreadsheet', () =>
    withOwnScreen((screen) =>
      withDesktop(async (desktop) => {
        desktop.sandbox.control.sonar.addAddress('maple-200', '=cmd+1@maple.example');
        const office = await startOffice(desktop, provider, {
          HOME: desktop.folder,
          ...screen.env,
        });
        const path = join(desktop.folder, 'who can get in.csv');
        const saved = office.page.getByText('Saved as ', { exact: false }).last();
        const askWhere = async () => {
          await office.page.getByRole('button', { name: 'Export' }).click();
          const isAsked = async () => (await screen.frontTitle()) === 'Save File';
          await waitUntil(isAsked, 'the question of the system where to save');
        };
        await askWhere();
        await screen.press('Escape');
        await waitUntil(async () => (await screen.frontTitle()) === 'Sonar', 'the window again');
        expect(await saved.count()).toBe(0);
        await askWhere();
        await screen.press('ctrl+a');
        await screen.type(path);
        await screen.press('Return');

        await saved.waitFor();
        expect(await saved.textContent()).toContain(`Saved as ${path}`);
        const text = await readFile(path, 'utf8');
        const cells = [...text.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell);
        expect(cells).toContain(desktop.person(`${provider}-one-account`).email);
        expect(cells).toContain("'=cmd+1@maple.example");
        expect(cells.filter((cell) => /^[=+\-@\t\r\n]/.test(cell))).toEqual([]);
        expect(text.replaceAll(/"(?:[^"]|"")*"|[,\r\n\uFEFF]/g, '')).toBe('');
        expect((await stat(path)).mode & 0o777).toBe(0o600);
      }),
    ));

  test('R10 an approved new owner of an address gets in, a refused one only with the password', () =>
    withDesktop(async (desktop) => {
      const other = provider === 'google' ? 'microsoft' : 'google';
      const approved = desktop.person(`${provider}-recycled-address`);
      const refused = desktop.person(`${other}-recycled-address`);
      const desk = await desktop.startApp();
      const reason = 'This address belonged to somebody else before';
      for (const { key } of [approved, refused]) await tryToSignIn(desktop, desk, key, reason);
      await desktop.browser.forget();

      const office = await startOffice(desktop, provider);
      const { page } = office;
      await page.getByRole('button', { name: `Approve ${approved.email}` }).click();
      const question = `Let the new owner of ${approved.email} in?`;
      await answerQuestion(office, question, 'Approve');
      await page.getByText(`${approved.email} approved`).waitFor();
      await page.getByRole('button', { name: `Refuse ${refused.email}` }).click();
      await page.getByText('Addresses with a new owner').waitFor({ state: 'detached' });

      await signIn(desktop, desk, approved.key);
      await heading(desk, approved.name).waitFor();
      await signOut(desk);
      await signIn(desktop, desk, refused.key);
      await typePassword(desktop, desk, refused.key, 'Link and sign in');
      await heading(desk, refused.name).waitFor();
    }));

  test('R5 R12 the office manager takes an address, and single sign-on, away from an account and gives it back', () =>
    withDesktop(async (desktop) => {
      const other = provider === 'google' ? 'microsoft' : 'google';
      const person = desktop.person(`${provider}-one-account`);
      const reader = desktop.person(`${provider}-voicemail-address`);
      const manager = { google: 'Marc Gagnon', microsoft: 'Maria Keller' }[provider];
      const office = await startOffice(desktop, other);
      const desk = await desktop.startApp();
      const told = desk.page.getByText('Single sign-on is turned off for this account').first();
      await signIn(desktop, desk, person.key);
      await heading(desk, person.name).waitFor();

      await filterBy(office, person.name);
      const sso = office.page.getByRole('switch', { name: `Single sign-on for ${person.name}` });
      await sso.click();
      await office.page.getByText(`Single sign-on is off for ${person.name}`).waitFor();
      await desk.page.getByRole('button', { name: 'Settings', exact: true }).click();
      await heading(desk, 'Sign in to Sonar').waitFor();
      await signIn(desktop, desk, person.key);
      await told.waitFor();
      await heading(desk, 'Sign in to Sonar').waitFor();
      await sso.click();
      await office.page.getByText(`Single sign-on is on for ${person.name}`).waitFor();
      await signIn(desktop, desk, person.key);
      await heading(desk, person.name).waitFor();
      await signOut(desk);

      await signIn(desktop, desk, reader.key);
      await heading(desk, manager).waitFor();
      await filterBy(office, manager);
      const quiet = office.page.getByRole('switch', {
        name: `Notifications only: ${reader.email}, ${manager}`,
      });
      await quiet.click();
      await office.page.getByText(`${reader.email} is for notifications only`).waitFor();
      await desk.page.getByRole('button', { name: 'Settings', exact: true }).click();
      await heading(desk, 'Sign in to Sonar').waitFor();
      await signIn(desktop, desk, reader.key);
      await desk.page
        .getByRole('main')
        .getByText('It isn’t linked to a Sonar account yet.')
        .waitFor();
    }));
});
