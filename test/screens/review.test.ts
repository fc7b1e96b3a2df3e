import { expect, test } from 'vitest';
import { openWindow, sizes } from './open-window.ts';

const { announced, changes, focused, focusIsOn, page, show } = openWindow(sizes.wide);

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
