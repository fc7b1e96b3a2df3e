import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Failure, LoginState } from '../../preload/contract.ts';
import { launchChromium, openGallery, sizes } from './browser.ts';
import { showState } from './shoot.ts';
import { buildSite } from './site.ts';
import { security } from './states/account-answers.ts';
import { allStates } from './states/all.ts';
import { ana, known, openPolicy, reception, stateOf } from './states/people.ts';
import type { Answers } from './states/screen-state.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  await buildSite();
  browser = await launchChromium();
  const gallery = await openGallery(browser, sizes.wide);
  page = gallery.page;
});

afterAll(async () => {
  await browser.close();
});

async function show(name: string, answers: Answers = {}): Promise<void> {
  const state = allStates.find((one) => one.name === name);
  if (state === undefined) throw new Error(`No state is called ${name}.`);
  await showState(page, state, { locale: 'en', answers });
}

/** What was asked of main that changes something. */
async function changes(): Promise<readonly (readonly unknown[])[]> {
  const all = await page.evaluate(() => window.gallery.calls());
  return all.filter(([verb]) => !String(verb).startsWith('get') && verb !== 'fitWindow');
}

async function send(state: LoginState): Promise<void> {
  await page.evaluate((next) => window.gallery.send(next), state);
}

function home(failure: Failure | null = null): LoginState {
  return stateOf(
    { kind: 'signed-in', accountId: 'ana', failure },
    { accounts: [known(ana), known(reception)] },
  );
}

const waiting = stateOf(
  {
    kind: 'waiting-for-browser',
    provider: 'google',
    deadline: Date.UTC(2026, 10, 2, 9, 17),
    browserOpened: true,
    failure: null,
  },
  { canReturn: true, accounts: [known(ana), known(reception)] },
);

async function announced(text: string): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      document.querySelector('[role=status]')?.textContent?.replace('\u00a0', '') === wanted,
    text,
  );
}

/** Waits until the focus is on what is matched. */
async function focusIsOn(selector: string): Promise<void> {
  await page.waitForFunction((wanted) => document.activeElement?.matches(wanted), selector);
}

test('the pages are reached by keyboard, and the focus goes to their headings', async () => {
  await show('settings');
  await focusIsOn('h1');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Support', level: 1 }).waitFor();
  await focusIsOn('h1');
  expect(await page.getByRole('button', { name: 'Support' }).getAttribute('aria-current')).toBe(
    'page',
  );
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('heading', { name: 'Ana Ruiz' }).waitFor();
});

test('turning a provider off asks first, and the safe button changes nothing', async () => {
  await show('settings-turn-off');
  const dialog = page.getByRole('alertdialog', { name: 'Turn off Google for Ana Ruiz?' });
  expect(await dialog.textContent()).toContain(
    'ana@northwind.example and ana.ruiz.castellanos.home@gmail.com will no longer open',
  );
  expect(await dialog.textContent()).toContain(
    'What still opens the account: ana@northwind.example (Microsoft) and your Sonar password.',
  );
  await focusIsOn('[role$=dialog] button:first-child');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await focusIsOn('[data-provider="google"] [role="switch"]');
  expect(await changes()).toEqual([]);
});

test.each([
  ['2026-07-03T12:00:00Z', 'Jul 3, 2026', 'Jun 1, 2026'],
  ['2026-06-01T18:30:00Z', /Jun 1, 2026, \d+:30/, /Jun 1, 2026, \d+:00/],
])(
  'of two links with one address, linked %s the second, the question says which goes and which stays',
  async (linkedAt, removedOn, leftOn) => {
    const links = ['2026-06-01T12:00:00Z', linkedAt].map((at) => ({
      id: at,
      provider: 'google' as const,
      email: 'ana@northwind.example',
      linkedBy: 'settings' as const,
      linkedAt: at,
      lastUsedAt: null,
      current: false,
    }));
    await show('settings', { getAccountSecurity: { ok: true, value: { ...security, links } } });
    const remove = page.getByRole('button', { name: /^Remove .*ana@northwind\.example/ });
    const [staying, going] = await remove.evaluateAll((all) => all.map((one) => one.ariaLabel));
    expect(going).toMatch(removedOn);
    expect(staying).toMatch(leftOn);
    await remove.nth(1).click();
    const [goes, stays] = ((await page.getByRole('alertdialog').textContent()) ?? '').split(
      'What still',
    );
    expect(goes).toMatch(removedOn);
    expect(stays).toMatch(leftOn);
  },
);

test('a confirmed turning off is done without force, and said', async () => {
  await show('settings-turn-off');
  await page.getByRole('button', { name: 'Turn off Google' }).click();
  await announced('Google is off for this account');
  expect(await changes()).toEqual([['turnOffProvider', 'ana', 'google', false]]);
});

test('before the last way in goes, the person is warned once more, and only then it is forced', async () => {
  await show('settings-last-way-in');
  const dialog = page.getByRole('alertdialog', { name: 'This is the last way into Ana Ruiz' });
  await dialog.waitFor();
  await focusIsOn('[role$=dialog] button:first-child');
  expect(await page.getByRole('alert').count()).toBe(0);
  await page.getByRole('button', { name: 'Remove anyway' }).click();
  await page.getByRole('alert').waitFor();
  expect(await changes()).toEqual([
    ['turnOffProvider', 'ana', 'google', false],
    ['turnOffProvider', 'ana', 'google', true],
  ]);
});

test('one identity is removed after a question', async () => {
  await show('settings');
  await page
    .getByRole('region', { name: 'Microsoft' })
    .getByRole('button', { name: 'Remove ana@northwind.example' })
    .click();
  await page
    .getByRole('alertdialog', { name: 'Remove ana@northwind.example?' })
    .getByRole('button', { name: 'Remove' })
    .click();
  await announced('ana@northwind.example removed');
  expect(await changes()).toEqual([['removeLink', 'ana', 'l3', false]]);
});

test('turning a provider on runs its sign-in, and the settings are there again afterwards', async () => {
  await show('settings-nothing-linked');
  const google = page.getByRole('switch', { name: 'Google' });
  await google.focus();
  await page.keyboard.press('Space');
  expect(await changes()).toEqual([['turnOnProvider', 'ana', 'google']]);
  await send(waiting);
  await page.getByRole('heading', { name: 'Finish signing in in your browser' }).waitFor();
  await send(home());
  await page.getByRole('heading', { name: 'Change account security' }).waitFor();
  await focusIsOn('[data-provider="google"] [role="switch"]');
  await announced('Google opens this account now');
});

test('a sign-in for the settings that ends badly is told beside its provider', async () => {
  await show('settings-nothing-linked');
  await page.getByRole('switch', { name: 'Google' }).click();
  await send(waiting);
  await page.getByRole('heading', { name: 'Finish signing in in your browser' }).waitFor();
  await send(home({ code: 'already-linked', provider: 'google', email: 'ana@northwind.example' }));
  const alert = page.getByRole('region', { name: 'Google' }).getByRole('alert');
  await alert.waitFor();
  expect(await alert.textContent()).toContain('already linked to another account');
});

test('a failure that the settings did not cause is not shown in them', async () => {
  await show('settings-nothing-linked');
  await send(home({ code: 'access-denied', provider: 'google' }));
  await page.getByRole('switch', { name: 'Google' }).waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
});

test('a provider that policy locks tells why and does not move', async () => {
  await show('settings-locked');
  const microsoft = page.getByRole('switch', { name: 'Microsoft' });
  await microsoft.focus();
  await page.keyboard.press('Space');
  expect(await microsoft.isChecked()).toBe(false);
  expect(await microsoft.getAttribute('aria-disabled')).toBe('true');
  const reason = await microsoft.getAttribute('aria-describedby');
  expect(await page.locator(`[id="${reason}"]`).textContent()).toBe(
    'Managed by your organization: Microsoft isn’t allowed on this computer.',
  );
  expect(await changes()).toEqual([]);
});

test('S2-03: a provider that is locked because a policy cannot be read is not called managed', async () => {
  await show('settings-nothing-linked');
  const locked = openPolicy.providers.map((choice) => ({ ...choice, allowed: false }));
  const trouble = { kind: 'unread', place: 'file' } as const;
  await send({ ...home(), policy: { ...openPolicy, providers: locked, trouble } });
  const section = page.getByRole('region', { name: 'Google' });
  await section.getByText('Locked until Sonar can read the settings').waitFor();
  expect(await page.getByText(/Managed by your organization/).count()).toBe(0);
});

test('an organization outside the pilot is told so, with the way to ask for it', async () => {
  await show('settings-pilot');
  await page.getByRole('button', { name: 'Ask for the pilot' }).click();
  expect(await changes()).toEqual([['openHelpPage', 'ask-for-pilot']]);
});

test('what is not loaded is told with the way to try again', async () => {
  await show('settings-unreachable');
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click();
  await page.waitForFunction(
    () => window.gallery.calls().filter(([verb]) => verb === 'getAccountSecurity').length === 3,
  );
});

test('a remembered choice is changed to always ask, and forgotten', async () => {
  await show('choices');
  await page.getByLabel('Opens, for ana@northwind.example').selectOption('Always ask');
  await announced('ana@northwind.example asks each time from now on');
  await page.getByRole('button', { name: 'Forget frontdesk@northwind.example' }).click();
  await announced('Choice of frontdesk@northwind.example forgotten');
  expect(await changes()).toEqual([
    ['setRememberedChoice', 'c1', null],
    ['forgetRememberedChoice', 'c2'],
  ]);
});

test('another device is signed out after a question; this one has no such button', async () => {
  await show('devices-sign-out');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click();
  await announced('Reception iMac is signed out');
  expect(await changes()).toEqual([['signOutDevice', 'ana', 'd2']]);
  expect(await page.getByRole('button', { name: 'Sign out NW-LAPTOP-0231' }).count()).toBe(0);
});

test('the ways to sign out stay apart: each runs its own verb, the far-reaching ones after a question', async () => {
  await show('devices');
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByRole('button', { name: 'Remove from this computer' }).click();
  await page.getByRole('button', { name: 'Remove account' }).click();
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out everywhere' }).click();
  expect(await changes()).toEqual([
    ['signOut', 'ana'],
    ['removeAccount', 'ana'],
    ['signOutEverywhere', 'ana'],
  ]);
  await page.getByRole('button', { name: 'Go to single sign-on' }).click();
  await page.getByRole('heading', { name: 'Change account security' }).waitFor();
});

test('the review filters by words and by risk, and says how many accounts are left', async () => {
  await show('review');
  const rows = page.getByRole('table', { name: 'Who can get in' }).getByRole('row');
  await page.getByRole('searchbox', { name: 'Filter accounts' }).fill('frontdesk');
  await announced('3 accounts');
  expect(await rows.count()).toBe(4);
  await page.getByRole('button', { name: 'Clear filter' }).click();
  await page.getByRole('switch', { name: 'Only risky' }).click();
  await announced('4 accounts');
});

test('a manager switches single sign-on and purposes, and removes a link after a question', async () => {
  await show('review');
  await page.getByRole('switch', { name: 'Single sign-on for Ben Abbott' }).click();
  await announced('Single sign-on is off for Ben Abbott');
  await page
    .getByRole('switch', { name: 'Notifications only: frontdesk@northwind.example, Ana Ruiz' })
    .click();
  await announced('frontdesk@northwind.example is for notifications only');
  await page
    .getByRole('button', { name: 'Remove hugo@northwind.example from Hugo Castillo' })
    .click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await announced('hugo@northwind.example removed');
  expect(await changes()).toEqual([
    ['setAccountSso', 'ana', 'ben', false],
    ['setAddressPurpose', 'ana', 'ana-1', 'notifications-only'],
    ['removeReviewedLink', 'ana', 'hugo-l1'],
  ]);
});

test('turning off single sign-on of one’s own account asks first; the safe button has the focus', async () => {
  await show('review');
  const own = page.getByRole('switch', { name: 'Single sign-on for Ana Ruiz' });
  const question = page.getByRole('alertdialog', {
    name: 'Turn off single sign-on for your own account?',
  });
  await own.click();
  await question.getByText(/you’ll be signed out at once/).waitFor();
  await focusIsOn('[role$=dialog] button:first-child');
  await page.keyboard.press('Escape');
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
  const addresses = page.getByRole('row', { name: /Ben Abbott/ }).getByRole('listitem');
  await addresses.getByText('Opens Ana Ruiz and Reception desk').waitFor();
  expect(await addresses.getByText(/^Also opens/).count()).toBe(0);
});

test('a recycled address is refused at once, and approved after a question', async () => {
  await show('review');
  await page.getByRole('button', { name: 'Refuse hugo@northwind.example' }).click();
  await announced('hugo@northwind.example refused');
  await page.getByRole('button', { name: 'Approve hugo@northwind.example' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Approve' }).click();
  await announced('hugo@northwind.example approved');
  expect(await changes()).toEqual([
    ['decideRecycledAddress', 'ana', 'r1', 'refuse'],
    ['decideRecycledAddress', 'ana', 'r1', 'approve'],
  ]);
});

test('a refused change goes back and is told in its row; trying again repeats it', async () => {
  await show('review-refused-change');
  const hugo = page.getByRole('row', { name: /Hugo Castillo/ });
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
  await page.getByRole('heading', { name: 'Only office managers can do this' }).waitFor();
  expect(await page.getByRole('table').count()).toBe(0);
});

test('an employee has no way to the review', async () => {
  await show('settings');
  expect(await page.getByRole('button', { name: 'Review' }).count()).toBe(0);
});

test('older events are asked for from where the list ends', async () => {
  await show('activity');
  await page.getByRole('button', { name: 'Show older' }).click();
  await announced('5 more events');
  const calls = await page.evaluate(() => window.gallery.calls());
  expect(calls.filter(([verb]) => verb === 'getAudit').at(-1)).toEqual(['getAudit', 'ana', '41']);
});

test('help before anybody has signed in leads to the self-test, and back', async () => {
  await show('support-signed-out');
  await page.getByRole('button', { name: 'Run self-test' }).click();
  await announced('5 things need attention.');
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('heading', { name: 'Sign in to Sonar' }).waitFor();
});

test('details are copied where policy allows it, and the lock tells why where it does not', async () => {
  await show('support');
  await page.getByRole('button', { name: 'Copy details' }).click();
  await announced('Details copied');
  expect(await changes()).toEqual([['copyDetails']]);
  await show('support-managed');
  const copy = page.getByRole('button', { name: 'Copy details' });
  await copy.focus();
  await page.keyboard.press('Enter');
  const reason = await copy.getAttribute('aria-describedby');
  expect(await page.locator(`[id="${reason}"]`).textContent()).toBe(
    'Managed by your organization: details can’t be copied on this computer.',
  );
  expect(await changes()).toEqual([['runSelfTest']]);
});

test('ten thousand accounts are a table of a few rows that knows its length', async () => {
  await show('review-10000');
  const table = page.getByRole('table', { name: 'Who can get in' });
  expect(await table.getAttribute('aria-rowcount')).toBe('10001');
  expect(await table.getByRole('row').count()).toBeLessThan(40);
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await page.getByRole('switch', { name: 'Single sign-on for Person 9999' }).waitFor();
});
