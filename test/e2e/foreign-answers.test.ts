import { expect, test } from 'vitest';
import { startChangingProxy } from './support/changing-proxy.ts';
import { signIn, withDesktop } from './support/desktop.ts';

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
