import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { en as inEnglish } from '../../src-renderer/copy/en.ts';
import { es as inSpanish } from '../../src-renderer/copy/es.ts';
import { frCa as inFrench } from '../../src-renderer/copy/fr-ca.ts';
import { heading } from './support/account-pages.ts';
import { signIn, withDesktop } from './support/desktop.ts';
import { startChangingProxy } from './support/proxies.ts';

interface Offer {
  readonly accounts: readonly Record<string, unknown>[];
}

test('B-36, B-37: with a turned organization and no extension the chooser reads as it should', () =>
  withDesktop(async (desktop) => {
    const proxy = await startChangingProxy(desktop, (path, body) => {
      if (!path.endsWith('/sign-ins')) return body;
      const { accounts } = body as Offer;
      const changed = accounts.map((account, index) => ({
        ...account,
        extension: index === 0 ? '210' : '',
        organization: { id: 'org', name: index === 0 ? '\u202eOrg' : 'Maple Dental' },
      }));
      return { ...(body as object), accounts: changed };
    });
    try {
      const app = await desktop.startApp({ env: proxy.env });
      await signIn(desktop, app, 'google-three-accounts');
      await app.page.getByRole('heading', { level: 1, name: 'Choose an account' }).waitFor();
      const lines = app.page.locator('[data-index] > :not([aria-hidden]) > :last-child');
      await expect.poll(() => lines.count()).toBe(3);
      const texts = await lines.allTextContents();
      expect(texts.toSorted()).toEqual(['Maple Dental', 'Maple Dental', 'Org · Ext. 210']);
    } finally {
      await proxy.close();
    }
  }));

test('S2-16: devices of another shape are told as an answer that cannot be read, and the page stays', () =>
  withDesktop(async (desktop) => {
    const proxy = await startChangingProxy(desktop, (path, body) =>
      path.endsWith('/me/devices') ? { devices: [{ name: {} }] } : body,
    );
    try {
      const app = await desktop.startApp({ env: proxy.env });
      await signIn(desktop, app, 'google-one-account');
      await app.page.getByRole('button', { name: 'Settings' }).click();
      await app.page.getByRole('button', { name: 'My devices' }).click();
      await app.page.getByText('Sonar sent an answer this version can’t read').waitFor();
      expect(await app.page.getByRole('button', { name: 'Account security' }).count()).toBe(1);
    } finally {
      await proxy.close();
    }
  }));

test('B-31: settings in a folder with odd characters are written and found again', () =>
  withDesktop(async (desktop) => {
    const profile = join(desktop.folder, 'Büro 📞 דוד', '100% #1 %20 a+b');
    const env = { SONAR_LOGIN_USER_DATA: profile };
    const first = await desktop.startApp({ env });
    await signIn(desktop, first, 'google-one-account');
    await heading(first, 'Ana Silva').waitFor();
    expect(await first.quit()).toBe(0);
    expect(await readdir(profile)).toContain('preferences.json');
    const second = await desktop.startApp({ env });
    await heading(second, 'Ana Silva').waitFor();
    expect(await second.quit()).toBe(0);
  }));

const none = { LANG: undefined, LANGUAGE: undefined, LC_ALL: undefined, LC_MESSAGES: undefined };

test.each([
  ['LANG=C', { LANG: 'C' }, inEnglish],
  ['a language that does not exist', { LANG: 'xx_YY.UTF-8', LANGUAGE: 'xx' }, inEnglish],
  ['Spanish of a region', { LANG: 'es_419.UTF-8', LANGUAGE: 'es_419' }, inSpanish],
  ['French alone', { LANG: 'fr', LANGUAGE: 'fr' }, inFrench],
  ['an unknown time zone', { LANG: 'en_US.UTF-8', TZ: 'Mars/Olympus' }, inEnglish],
])('B-32: with %s the app starts in the right language', (_, surroundings, words) =>
  withDesktop(async (desktop) => {
    const app = await desktop.startApp({ env: { ...none, ...surroundings } });
    await heading(app, words['signed-out.title']).waitFor();
    expect(await app.quit()).toBe(0);
  }),
);
