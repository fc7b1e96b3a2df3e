import type { CDPSession, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { en as inEnglish } from '../../src-renderer/copy/en.ts';
import { es as inSpanish } from '../../src-renderer/copy/es.ts';
import { frCa as inFrench } from '../../src-renderer/copy/fr-ca.ts';
import { waitUntil } from '../support/wait-until.ts';
import { heading } from './support/account-pages.ts';
import { clickProvider, signIn, signInInBrowser, withDesktop } from './support/desktop.ts';

/** Drives a page by what assistive technology is told of it, and by nothing else. */
interface AccessibilityTree {
  /** Waits until something with this role and name is there. */
  waitFor(role: string, name: string): Promise<void>;
  /** Gives it the focus and presses a key on it. */
  press(role: string, name: string, key?: string): Promise<void>;
  /** Gives it the focus and types. */
  type(role: string, name: string, text: string): Promise<void>;
  /** Role and name of what has the focus. */
  focused(): Promise<string>;
}

/** Looks at the accessibility tree of a page. */
async function openAccessibilityTree(page: Page): Promise<AccessibilityTree> {
  const client = await page.context().newCDPSession(page);
  await client.send('Accessibility.enable');
  async function focusOn(role: string, name: string): Promise<void> {
    await waitUntil(async () => {
      const backendNodeId = await find(client, role, name);
      if (backendNodeId === null) return false;
      // It may have been drawn anew meanwhile; then it is looked for again.
      return client.send('DOM.focus', { backendNodeId }).then(
        () => true,
        () => false,
      );
    }, `${role} "${name}" in the accessibility tree`);
  }
  return {
    waitFor: (role, name) =>
      waitUntil(
        async () => (await find(client, role, name)) !== null,
        `${role} "${name}" in the accessibility tree`,
      ),
    async press(role, name, key = 'Enter') {
      await focusOn(role, name);
      await page.keyboard.press(key);
    },
    async type(role, name, text) {
      await focusOn(role, name);
      await page.keyboard.insertText(text);
    },
    async focused() {
      const { nodes } = await client.send('Accessibility.getFullAXTree');
      const node = nodes.findLast(({ properties = [] }) =>
        properties.some(({ name, value }) => name === 'focused' && value.value === true),
      );
      return `${node?.role?.value} ${node?.name?.value}`;
    },
  };
}

async function find(client: CDPSession, role: string, name: string): Promise<number | null> {
  const { nodes } = await client.send('Accessibility.getFullAXTree');
  const node = nodes.find(
    (candidate) =>
      !candidate.ignored && candidate.role?.value === role && candidate.name?.value === name,
  );
  return node?.backendDOMNodeId ?? null;
}

const providers = ['google', 'microsoft'] as const;
const names = { google: 'Google', microsoft: 'Microsoft' } as const;

describe.each(providers)('%s', (provider) => {
  test('the keyboard alone signs in, cancels, chooses and opens the settings', () =>
    withDesktop(async (desktop) => {
      const person = desktop.person(`${provider}-three-accounts`);
      const app = await desktop.startApp();
      const { keyboard } = app.page;
      const tree = await openAccessibilityTree(app.page);
      /** Presses Tab until it stands there. */
      async function tabTo(name: string): Promise<void> {
        for (let presses = 0; presses < 30; presses += 1) {
          if ((await tree.focused()) === `button ${name}`) return;
          await keyboard.press('Tab');
        }
        throw new Error(`Tab does not lead to ${name}`);
      }

      await heading(app, 'Sign in to Sonar').waitFor();
      await tabTo(`Sign in with ${names[provider]}`);
      await keyboard.press('Enter');
      await desktop.browser.nextUrl();
      await heading(app, 'Finish signing in in your browser').waitFor();
      await keyboard.press('Escape');
      await heading(app, 'Sign in to Sonar').waitFor();
      await tabTo(`Sign in with ${names[provider]}`);
      await keyboard.press('Enter');
      const picker = await desktop.browser.nextPage();
      await picker.getByRole('button', { name: person.name }).first().press('Enter');

      await heading(app, 'Choose an account').waitFor();
      const rows = app.page.getByRole('list', { name: 'Sonar accounts' }).getByRole('button');
      const second = (await rows.nth(1).textContent()) ?? '';
      for (let presses = 0; presses < 30; presses += 1) {
        if (await rows.first().evaluate((row) => row === document.activeElement)) break;
        await keyboard.press('Tab');
      }
      await keyboard.press('ArrowDown');
      await expect
        .poll(() => rows.nth(1).evaluate((row) => row === document.activeElement))
        .toBe(true);
      await keyboard.press('Enter');
      await app.page.getByRole('button', { name: 'Sign out', exact: true }).waitFor();
      const username = await app.page.getByText(/^Ext\. /).textContent();
      expect(second).toContain((username ?? '').split(' · ')[1]);
      await tabTo('Settings');
      await keyboard.press('Enter');
      await heading(app, 'Change account security').waitFor();
    }));

  test('whoever only hears the window signs in: everything has a role and a name', () =>
    withDesktop(async (desktop) => {
      const person = desktop.person(`${provider}-no-account`);
      const app = await desktop.startApp();
      const tree = await openAccessibilityTree(app.page);
      await tree.waitFor('heading', 'Sign in to Sonar');
      await tree.press('button', `Sign in with ${names[provider]}`);
      await tree.waitFor('heading', 'Finish signing in in your browser');
      await tree.waitFor('button', 'Copy the link');
      await tree.waitFor('button', 'Cancel');
      await signInInBrowser(desktop, person.key);
      await tree.waitFor('heading', 'Link your Sonar account');
      await tree.type('textbox', 'Sonar username', person.sonarUsername ?? '');
      await tree.type('textbox', 'Password', person.sonarPassword ?? '');
      await tree.press('button', 'Link and sign in');
      await tree.waitFor('heading', person.name);
      await tree.press('button', 'Sign out');
      await tree.waitFor('heading', 'Sign in to Sonar');
    }));

  test('IP-07: the page is reloaded, and dies, while the browser is out: the attempt goes on', () =>
    withDesktop(async (desktop) => {
      const person = desktop.person(`${provider}-one-account`);
      const app = await desktop.startApp();
      const waiting = 'Finish signing in in your browser';
      await clickProvider(app.page, provider);
      const url = await desktop.browser.nextUrl();
      await heading(app, waiting).waitFor();
      await app.page.reload();
      await heading(app, waiting).waitFor();

      await app.crashPage();
      await heading(app, waiting).waitFor();
      const picker = await desktop.browser.visit(url);
      await picker.getByRole('button', { name: person.name }).first().click();
      await heading(app, person.name).waitFor();
      await app.page.getByText('Online').waitFor();
    }));
});

test('the window grows for the pages of an account, and goes back', () =>
  withDesktop(async (desktop) => {
    const { page, ...app } = await desktop.startApp();
    await signIn(desktop, { page, ...app }, 'google-one-account');
    const width = () => page.evaluate(() => window.outerWidth);
    const before = await width();
    await page.getByRole('button', { name: 'Settings' }).click();
    await expect.poll(width).toBeGreaterThanOrEqual(960);
    await page.getByRole('button', { name: 'Back' }).click();
    await expect.poll(width).toBe(before);
  }));

const spanish = { LANG: 'es_ES.UTF-8', LANGUAGE: 'es', LC_ALL: undefined, LC_MESSAGES: undefined };
const swedish = { LANG: 'sv_SE.UTF-8', LANGUAGE: 'sv', LC_ALL: undefined, LC_MESSAGES: undefined };

test('the system’s language is followed, until the person chooses one: at once, and after a restart', () =>
  withDesktop(async (desktop) => {
    const title = 'signed-out.title';
    const first = await desktop.startApp({ env: spanish });
    await heading(first, inSpanish[title]).waitFor();
    expect(await first.page.locator('html').getAttribute('lang')).toBe('es');
    const picker = first.page.getByRole('combobox', { name: inSpanish['language.label'] });
    await picker.selectOption('fr-CA');
    await heading(first, inFrench[title]).waitFor();
    await first.page.getByRole('button', { name: 'Se connecter avec Google' }).waitFor();
    expect(await first.page.locator('html').getAttribute('lang')).toBe('fr-CA');
    const menu = await first.inMain(({ Menu }) =>
      Menu.getApplicationMenu()?.items.flatMap(({ label, submenu }) => [
        label,
        ...(submenu?.items ?? []).map((item) => item.label),
      ]),
    );
    expect(menu).toEqual(expect.arrayContaining(['Édition', 'Tout sélectionner', 'Fenêtre']));
    expect(menu).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/Select|Undo|Zoom In/)]),
    );
    expect(await first.quit()).toBe(0);

    const second = await desktop.startApp({ env: spanish });
    await heading(second, inFrench[title]).waitFor();
  }));

test('a system language that Sonar does not speak leads to English', () =>
  withDesktop(async (desktop) => {
    const app = await desktop.startApp({ env: swedish });
    await heading(app, inEnglish['signed-out.title']).waitFor();
  }));
