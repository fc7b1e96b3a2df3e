import { expect, test } from 'vitest';
import { limits } from '../../preload/contract/verbs.ts';
import { layoutFaults } from './layout-checks.ts';
import { openWindow, sizes } from './open-window.ts';

const { announced, changes, focused, focusIsOn, page, show } = openWindow(sizes.wide);

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
          JSON.stringify(JSON.parse((await run(...args)) as string), lengthen);
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
  expect(
    await page().getByRole('button', { name: 'Support', exact: true }).getAttribute('aria-current'),
  ).toBe('page');
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
  await announced('6 things need attention.');
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
    'Managed by your organization: details can’t be copied or saved on this computer.',
  );
  await page().getByRole('button', { name: 'Save a support bundle…' }).focus();
  await page().keyboard.press('Enter');
  expect(await changes()).toEqual([['runSelfTest']]);
});

test('a support bundle is read before it is saved, with the keyboard alone', async () => {
  await show('support');
  await page().getByRole('button', { name: 'Save a support bundle…' }).focus();
  await page().keyboard.press('Enter');
  const dialog = page().getByRole('dialog', { name: 'Support bundle' });
  await dialog.waitFor();
  await page().keyboard.press('Tab');
  for (let step = 0; step < 2; step += 1) await page().keyboard.press('Tab');
  await page().keyboard.press('Enter');
  await dialog.getByText('Looked at, strongest first:').waitFor();
  await dialog.getByRole('button', { name: 'Save…' }).focus();
  await page().keyboard.press('Enter');
  expect(await changes()).toEqual([['previewSupportBundle'], ['saveSupportBundle']]);
  // The person has chosen no place: nothing is said, and it can be saved still.
  expect(await dialog.getByText('Saved as').count()).toBe(0);
  await page().keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

test('a review that is long ago is told at home until it is put away, and marked on its page', async () => {
  await show('home-review-due');
  const notice = page().getByRole('region', { name: /^Not reviewed since .*2026$/ });
  await notice.getByRole('button', { name: 'Remind me in a week' }).click();
  await notice.waitFor({ state: 'detached' });
  expect(await changes()).toEqual([['dismissReviewReminder', 'ana']]);
  await show('review');
  await page()
    .getByText(/^Last reviewed on .*2026\.$/)
    .waitFor();
  await page().getByRole('button', { name: 'Mark as reviewed' }).click();
  await announced('Marked as reviewed');
  expect(await changes()).toEqual([['markReviewed', 'ana']]);
});

test('the review filters by words and by risk, and says how many accounts are left', async () => {
  await show('review');
  const rows = page().getByRole('table', { name: 'Who can get in' }).getByRole('row');
  await page().getByRole('searchbox', { name: 'Filter accounts' }).fill('frontdesk');
  await announced('3 accounts');
  expect(await rows.count()).toBe(4);
  await page().getByRole('button', { name: 'Clear filter' }).click();
  await page().getByRole('switch', { name: 'Only risky' }).click();
  await announced('4 accounts');
});

test('a manager switches single sign-on and purposes, and removes a link after a question', async () => {
  await show('review');
  await page().getByRole('switch', { name: 'Single sign-on for Ben Abbott' }).click();
  await announced('Single sign-on is off for Ben Abbott');
  await page()
    .getByRole('switch', { name: 'Notifications only: frontdesk@northwind.example, Ana Ruiz' })
    .click();
  await announced('frontdesk@northwind.example is for notifications only');
  await page()
    .getByRole('button', { name: 'Remove hugo@northwind.example from Hugo Castillo' })
    .click();
  await page().getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await announced('hugo@northwind.example removed');
  expect(await changes()).toEqual([
    ['setAccountSso', 'ana', 'ben', false],
    ['setAddressPurpose', 'ana', 'ana-1', 'notifications-only'],
    ['removeReviewedLink', 'ana', 'hugo-l1'],
  ]);
});

test('turning off single sign-on of one’s own account asks first; the safe button has the focus', async () => {
  await show('review');
  const own = page().getByRole('switch', { name: 'Single sign-on for Ana Ruiz' });
  const question = page().getByRole('alertdialog', {
    name: 'Turn off single sign-on for your own account?',
  });
  await own.click();
  await question.getByText(/you’ll be signed out at once/).waitFor();
  await focusIsOn('[role=alertdialog] button');
  expect(await focused()).toBe('Cancel');
  await page().keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  expect(await own.isChecked()).toBe(true);
  expect(await changes()).toEqual([]);
  await own.click();
  await question.getByRole('button', { name: 'Turn off' }).click();
  await announced('Single sign-on is off for Ana Ruiz');
  expect(await changes()).toEqual([['setAccountSso', 'ana', 'ana', false]]);
});

test('an address for notifications only opens nothing "also"', async () => {
  await show('review');
  const addresses = page()
    .getByRole('row', { name: /Ben Abbott/ })
    .getByRole('listitem');
  await addresses.getByText('Opens Ana Ruiz and Reception desk').waitFor();
  expect(await addresses.getByText(/^Also opens/).count()).toBe(0);
});

test('a recycled address is refused at once, and approved after a question', async () => {
  await show('review');
  await page().getByRole('button', { name: 'Refuse hugo@northwind.example' }).click();
  await announced('hugo@northwind.example refused');
  await page().getByRole('button', { name: 'Approve hugo@northwind.example' }).click();
  await page().getByRole('alertdialog').getByRole('button', { name: 'Approve' }).click();
  await announced('hugo@northwind.example approved');
  expect(await changes()).toEqual([
    ['decideRecycledAddress', 'ana', 'r1', 'refuse'],
    ['decideRecycledAddress', 'ana', 'r1', 'approve'],
  ]);
});

test('a refused change goes back and is told in its row; trying again repeats it', async () => {
  await show('review-refused-change');
  const hugo = page().getByRole('row', { name: /Hugo Castillo/ });
  expect(await hugo.getByRole('switch', { name: /^Single sign-on/ }).isChecked()).toBe(true);
  await hugo.getByRole('button', { name: 'Try again' }).click();
  await hugo.getByRole('alert').waitFor();
  expect(await changes()).toEqual([
    ['setAccountSso', 'ana', 'hugo', false],
    ['setAccountSso', 'ana', 'hugo', false],
  ]);
});

test('somebody the service does not take for an office manager sees no review', async () => {
  await show('review-not-office-manager');
  await page().getByRole('heading', { name: 'Only office managers can do this' }).waitFor();
  expect(await page().getByRole('table').count()).toBe(0);
});

test('an employee has no way to the review', async () => {
  await show('settings');
  expect(await page().getByRole('button', { name: 'Review' }).count()).toBe(0);
});

test('ten thousand accounts are a table of a few rows that knows its length', async () => {
  await show('review-10000');
  const table = page().getByRole('table', { name: 'Who can get in' });
  expect(await table.getAttribute('aria-rowcount')).toBe('10001');
  expect(await table.getByRole('row').count()).toBeLessThan(40);
  await page().evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await page().getByRole('switch', { name: 'Single sign-on for Person 9999' }).waitFor();
});
