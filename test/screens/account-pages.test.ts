import { expect, test } from 'vitest';
import { limits } from '../../preload/contract/state.ts';
import { layoutFaults } from './layout-checks.ts';
import { openWindow, sizes } from './open-window.ts';

const { announced, changes, focusIsOn, page, show } = openWindow(sizes.wide);

test('IP-12: the pages of an account hold the longest texts that are taken, and markup as text', async () => {
  await page().setViewportSize(sizes.normal);
  await show('review');
  await page().evaluate((most) => {
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
    await page().getByRole('button', { name, exact: true }).click();
    await page().getByText('<img', { exact: false }).first().waitFor();
    await page().waitForFunction(() => document.querySelector('[data-pending]') === null);
    expect([name, await layoutFaults(page(), true)]).toEqual([name, []]);
  }
  expect(await page().evaluate(() => [document.images.length, document.title])).toEqual([
    0,
    'Sonar',
  ]);
  await page().setViewportSize(sizes.wide);
});

test('the pages are reached by keyboard, and the focus goes to their headings', async () => {
  await show('settings');
  await focusIsOn('h1');
  await page().keyboard.press('Shift+Tab');
  await page().keyboard.press('Enter');
  await page().getByRole('heading', { name: 'Support', level: 1 }).waitFor();
  await focusIsOn('h1');
  expect(await page().getByRole('button', { name: 'Support' }).getAttribute('aria-current')).toBe(
    'page',
  );
  await page().getByRole('button', { name: 'Back' }).click();
  await page().getByRole('heading', { name: 'Ana Ruiz' }).waitFor();
});

test('a remembered choice is changed to always ask, and forgotten', async () => {
  await show('choices');
  await page().getByLabel('Opens, for ana@northwind.example').selectOption('Always ask');
  await announced('ana@northwind.example asks each time from now on');
  await page().getByRole('button', { name: 'Forget frontdesk@northwind.example' }).click();
  await announced('Choice of frontdesk@northwind.example forgotten');
  expect(await changes()).toEqual([
    ['setRememberedChoice', 'c1', null],
    ['forgetRememberedChoice', 'c2'],
  ]);
});

test('another device is signed out after a question; this one has no such button', async () => {
  await show('devices-sign-out');
  await page().getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click();
  await announced('Reception iMac is signed out');
  expect(await changes()).toEqual([['signOutDevice', 'ana', 'd2']]);
  expect(await page().getByRole('button', { name: 'Sign out NW-LAPTOP-0231' }).count()).toBe(0);
});

test('the ways to sign out stay apart: each runs its own verb, the far-reaching ones after a question', async () => {
  await show('devices');
  await page().getByRole('button', { name: 'Sign out', exact: true }).click();
  await page().getByRole('button', { name: 'Remove from this computer' }).click();
  await page().getByRole('button', { name: 'Remove account' }).click();
  await page().getByRole('button', { name: 'Sign out everywhere' }).click();
  await page()
    .getByRole('alertdialog')
    .getByRole('button', { name: 'Sign out everywhere' })
    .click();
  expect(await changes()).toEqual([
    ['signOut', 'ana'],
    ['removeAccount', 'ana'],
    ['signOutEverywhere', 'ana'],
  ]);
  await page().getByRole('button', { name: 'Go to single sign-on' }).click();
  await page().getByRole('heading', { name: 'Change account security' }).waitFor();
});

test('older events are asked for from where the list ends', async () => {
  await show('activity');
  await page().getByRole('button', { name: 'Show older' }).click();
  await announced('5 more events');
  const calls = await page().evaluate(() => window.gallery.calls());
  expect(calls.filter(([verb]) => verb === 'getAudit').at(-1)).toEqual(['getAudit', 'ana', '41']);
});

test('help before anybody has signed in leads to the self-test, and back', async () => {
  await show('support-signed-out');
  await page().getByRole('button', { name: 'Run self-test' }).click();
  await announced('5 things need attention.');
  await page().getByRole('button', { name: 'Back' }).click();
  await page().getByRole('heading', { name: 'Sign in to Sonar' }).waitFor();
});

test('details are copied where policy allows it, and the lock tells why where it does not', async () => {
  await show('support');
  await page().getByRole('button', { name: 'Copy details' }).click();
  await announced('Details copied');
  expect(await changes()).toEqual([['copyDetails']]);
  await show('support-managed');
  const copy = page().getByRole('button', { name: 'Copy details' });
  await copy.focus();
  await page().keyboard.press('Enter');
  const reason = await copy.getAttribute('aria-describedby');
  expect(await page().locator(`[id="${reason}"]`).textContent()).toBe(
    'Managed by your organization: details can’t be copied on this computer.',
  );
  expect(await changes()).toEqual([['runSelfTest']]);
});
