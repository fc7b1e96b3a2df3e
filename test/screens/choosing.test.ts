import { describe, expect, test } from 'vitest';
import { openWindow, sizes } from './open-window.ts';
import { testStates } from './state-tests.ts';

describe('every state of choosing', () => testStates('choosing'));
describe('every state of linking', () => testStates('linking'));

const { announced, calls, changes, focused, focusedField, page, show } = openWindow(sizes.normal);

/** The line with organization and extension below a name. */
const placeLine = 'main li span:has(> [dir=auto]) + span';

test('an account is chosen with the arrows and Enter, and remembered as the switch says', async () => {
  await show('choosing-500');
  await page().keyboard.press('ArrowDown');
  await page().waitForFunction(() => document.activeElement?.getAttribute('data-index') === '0');
  await page().keyboard.press('End');
  await page().waitForFunction(() => document.activeElement?.getAttribute('data-index') === '499');
  await page().keyboard.press('ArrowUp');
  await page().waitForFunction(() => document.activeElement?.getAttribute('data-index') === '498');
  await page().keyboard.press('Enter');
  expect(await changes()).toEqual([['chooseAccount', 'account-498', true]]);
});

test('the filter narrows 10,000 accounts, says how many are left, and Enter takes the first', async () => {
  await show('choosing-10000-filtered');
  await page().getByRole('searchbox').fill('account-none');
  await announced('No accounts');
  await page().getByRole('searchbox').fill('chloe 102');
  await page().keyboard.press('Enter');
  expect(await changes()).toEqual([['chooseAccount', 'account-2', true]]);
});

test('Escape clears the filter before it gives the attempt up', async () => {
  await show('choosing-500');
  await page().getByRole('searchbox').fill('ana');
  await page().keyboard.press('Escape');
  expect(await page().getByRole('searchbox').inputValue()).toBe('');
  expect(await changes()).toEqual([]);
  await page().keyboard.press('Escape');
  expect(await changes()).toEqual([['cancelSignIn']]);
});

test('a switch that policy locks can be reached, tells why, and does not move', async () => {
  await show('choosing-locked');
  const remember = page().getByRole('switch', { name: 'Remember this choice' });
  await remember.focus();
  await page().keyboard.press('Space');
  expect(await remember.isChecked()).toBe(false);
  const reason = await remember.getAttribute('aria-describedby');
  expect(await page().locator(`[id="${reason}"]`).textContent()).toBe(
    'Managed by your organization',
  );
});

test('linking sends username and password once, and another account asks for the picker', async () => {
  await show('linking');
  expect(await focusedField()).toBe('username');
  await page().keyboard.type('ana.ruiz');
  await page().keyboard.press('Tab');
  await page().keyboard.type('secret');
  await page().getByRole('button', { name: 'Link and sign in' }).click();
  await page().getByRole('button', { name: 'Use another account' }).click();
  expect(await calls()).toEqual([
    ['linkAccount', 'ana.ruiz', 'secret'],
    ['startSignIn', 'google', { anotherAccount: true }],
  ]);
});

test('S2-01: before a link the safe answer has the focus, and Enter and Escape give it', async () => {
  await show('confirm-link');
  await page()
    .getByRole('heading', { name: 'Link chloe.martin@gmail.com to this account?' })
    .waitFor();
  expect(await focused()).toBe('Don’t link');
  const question = await page().evaluate(() => {
    const id = document.activeElement?.getAttribute('aria-describedby') ?? '';
    return id
      .split(' ')
      .map((one) => document.getElementById(one)?.textContent)
      .join(' ');
  });
  expect(question).toContain('Link chloe.martin@gmail.com to this account?');
  expect(question).toContain('opens the Sonar account of Ana Ruiz');
  await page().keyboard.press('Enter');
  await page().keyboard.press('Escape');
  expect(await calls()).toEqual([['cancelSignIn'], ['cancelSignIn']]);
});

test('S2-01: a link is made by its own button alone, once', async () => {
  await show('confirm-link-no-email');
  await page().getByRole('heading', { name: 'Link this Microsoft account?' }).waitFor();
  await page().getByRole('button', { name: 'Link', exact: true }).click();
  expect(await calls()).toEqual([['confirmLink']]);
  await show('confirm-link-busy');
  await page().keyboard.press('Escape');
  const link = page().getByRole('button', { name: 'Link', exact: true });
  expect(await link.isDisabled()).toBe(true);
  expect(await calls()).toEqual([]);
});

test('B-36, B-37, IP-12: names that turn a line, and parts that are empty, leave the lines of the chooser whole', async () => {
  await show('choosing-foreign-text');
  const lines = await page().locator(placeLine).allInnerTexts();
  expect(lines.slice(0, 4)).toEqual([
    'Northwind Dental · Ext. 210',
    'Northwind Dental',
    '\u2068מרפאת שיניים 5\u2069 · Ext. 212',
    'Ext. 213',
  ]);
  // The extension of a name from right to left stands behind it, in the order of the sentence.
  const isAfter = await page()
    .locator(placeLine)
    .nth(2)
    .evaluate((line) => {
      const text = line.firstChild;
      const at = (from: number, to: number) => {
        const range = document.createRange();
        range.setStart(text ?? line, from);
        range.setEnd(text ?? line, to);
        return range.getBoundingClientRect();
      };
      const whole = line.textContent ?? '';
      const extension = at(whole.indexOf('Ext.'), whole.length);
      return extension.left >= at(1, whole.indexOf('\u2069')).right;
    });
  expect(isAfter).toBe(true);
  expect(await page().locator('main li [dir=auto] + [dir=auto]').count()).toBe(4);
});
