import { describe, expect, test } from 'vitest';
import type { SessionView } from '../../preload/contract/state.ts';
import { openWindow, sizes } from './open-window.ts';
import { testStates } from './state-tests.ts';
import { ana, gone, known, manyAccounts, onCall, reception, stateOf } from './states/people.ts';

describe('every state of home', () => testStates('home'));

const { announced, calls, focused, page, send, show } = openWindow(sizes.normal);

test('S2-03: an account that is offline because a policy cannot be read says so', async () => {
  await show('home-policy-unread');
  await page().getByText('Offline', { exact: true }).waitFor();
  const notice = page().getByRole('region', {
    name: 'Sonar can’t read your organization’s settings',
  });
  await notice.getByText(/you’re signed in but offline, and nobody new can sign in/).waitFor();
});

test('Ctrl with a digit switches the account at once, and the switch is said', async () => {
  await show('home-others');
  await page().keyboard.press('Control+1');
  await page().keyboard.press('Control+2');
  // Before main has said anything.
  await page().getByRole('heading', { level: 1, name: 'Reception desk' }).waitFor();
  expect(await focused()).toBe('Reception desk');
  expect(await calls()).toEqual([['switchAccount', 'reception']]);
  await send(
    stateOf(
      { kind: 'signed-in', accountId: 'reception', failure: null },
      { accounts: [known(ana), known(reception)] },
    ),
  );
  await announced('Switched to Reception desk');
  expect(await focused()).toBe('Reception desk');
});

test('Ctrl with the digit of an account that is signed out starts signing in to it, as a press on it does', async () => {
  await show('home');
  const changed = { accounts: [known(ana), gone(reception), gone(onCall, { identity: null })] };
  await send(stateOf({ kind: 'signed-in', accountId: 'ana', failure: null }, changed));
  await page().getByText('Ctrl+3').waitFor();
  await page().keyboard.press('Control+2');
  await page().keyboard.press('Control+3');
  expect(await calls()).toEqual([
    ['startSignIn', 'google', { anotherAccount: false }],
    ['addAccount'],
  ]);
});

test('the home page has one scrollbar at most, with a notice and five accounts too', async () => {
  await show('home');
  const scrolling = () =>
    page().evaluate(() => {
      const all = [document.documentElement, ...document.querySelectorAll('body *')];
      return all.filter((one) => {
        const { overflowY } = getComputedStyle(one);
        const mayScroll = one === document.documentElement || /auto|scroll/.test(overflowY);
        return mayScroll && one.scrollHeight > one.clientHeight + 1;
      }).length;
    });
  const five = manyAccounts(5).map((account) => known(account));
  const ten = manyAccounts(10).map((account) => known(account));
  const view = { kind: 'signed-in', accountId: 'ana', failure: null } as const;
  const offline = known(ana, { session: { status: 'offline', failure: { code: 'offline' } } });
  for (const accounts of [
    [offline, ...five],
    [known(ana), ...ten],
  ]) {
    await send(stateOf(view, { accounts }));
    await page()
      .locator('main li')
      .nth(accounts.length - 2)
      .waitFor();
    expect([accounts.length, await scrolling()]).toEqual([accounts.length, 1]);
  }
});

test('what is tried again stays in sight, its button in hand; once it went well the heading has the focus', async () => {
  await show('home-offline');
  const view = { kind: 'signed-in', accountId: 'ana', failure: null } as const;
  const sendSession = (session: SessionView) =>
    send(stateOf(view, { accounts: [known(ana, { session })] }));
  await page().getByRole('button', { name: 'Try now' }).press('Enter');
  await sendSession({ status: 'renewing', failure: null });
  await page().getByText('Connecting…').waitFor();
  expect(await focused()).toBe('Try now');
  await sendSession({ status: 'offline', failure: { code: 'account-service-unreachable' } });
  await page().getByText('Sonar can’t be reached right now').waitFor();
  expect(await focused()).toBe('Try now');
  await page().keyboard.press('Enter');
  await sendSession({ status: 'renewing', failure: null });
  await sendSession({ status: 'online', failure: null });
  await page().getByRole('button', { name: 'Try now' }).waitFor({ state: 'detached' });
  expect(await focused()).toBe(ana.name);
  await sendSession({ status: 'renewing', failure: null });
  await page().getByText('Connecting…').waitFor();
  expect(await page().getByRole('button', { name: 'Try now' }).count()).toBe(0);
  expect((await calls()).map(([verb]) => verb)).toEqual(['retrySession', 'retrySession']);
});

test('a locked keychain is told alone: what it holds does not end with the app', async () => {
  await show('home-keychain-locked');
  const view = { kind: 'signed-in', accountId: 'ana', failure: null } as const;
  const inMemory = 'You’ll be signed out when you quit';
  const session = { status: 'offline', failure: { code: 'keychain-locked' } } as const;
  for (const [changes, shown] of [
    [{ session }, 0],
    [{}, 1],
  ] as const) {
    await send(stateOf(view, { accounts: [known(ana, changes)], credentialStore: 'memory' }));
    await page()
      .getByText(shown === 0 ? 'Offline' : 'Online', { exact: true })
      .waitFor();
    expect(await page().getByText(inMemory).count()).toBe(shown);
  }
});

test.each([
  ['home-keychain-locked', 'Your keychain is locked'],
  ['home-keychain-gone', 'Sonar can’t reach your keychain'],
  ['home-keychain-unread', 'Sonar’s installation is damaged'],
])('%s: beside Offline the words are not those of a session that runs', async (name, title) => {
  await show(name);
  const notice = page().getByRole('region', { name: title });
  const text = (await notice.textContent()) ?? '';
  expect(text).toContain('You’re still signed in.');
  expect(text).not.toMatch(/until you quit|keep it that way|after a restart/);
  expect(await page().locator('section[aria-label]:not([aria-label="Ana Ruiz"])').count()).toBe(1);
});

test('removing an account asks first; the safe button has the focus and Escape changes nothing', async () => {
  await show('home-remove');
  const dialog = page().getByRole('alertdialog', { name: 'Remove Ana Ruiz from this computer?' });
  await dialog.waitFor();
  expect(await focused()).toBe('Cancel');
  await page().keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await calls()).toEqual([]);
});

test('the confirmed ways out run the verb that they name', async () => {
  await show('home-remove');
  await page().getByRole('button', { name: 'Remove account' }).click();
  expect(await calls()).toEqual([['removeAccount', 'ana']]);
  await show('home-everywhere');
  await page().getByRole('button', { name: 'Sign out everywhere' }).click();
  expect(await calls()).toEqual([['signOutEverywhere', 'ana']]);
  await show('home');
  await page().getByRole('button', { name: 'Sign out', exact: true }).click();
  expect(await calls()).toEqual([['signOut', 'ana']]);
});

test('B-03: what needs an administrator has their message on the home page, and no way to confirm', async () => {
  await show('home-administrator');
  const notice = page().getByRole('region', { name: 'This needs your administrator' });
  await notice.getByRole('button', { name: 'Copy details' }).click();
  expect(await calls()).toEqual([['copyDetails']]);
  expect(
    await page()
      .getByRole('button', { name: /Confirm/ })
      .count(),
  ).toBe(0);
});

test('S2-16: a view that cannot be drawn is told in words with a way on, and reloading shows what main says now', async () => {
  await show('cannot-be-shown');
  expect(await focused()).toBe('This page couldn’t be shown');
  expect(await page().locator('body').textContent()).not.toMatch(/object|React|undefined/);
  const before = (await page().evaluate(() => window.gallery.calls())).length;
  await page().getByRole('button', { name: 'Reload' }).click();
  expect(await focused()).toBe('This page couldn’t be shown');
  await send(
    stateOf({ kind: 'signed-in', accountId: 'ana', failure: null }, { accounts: [known(ana)] }),
  );
  await page().getByRole('button', { name: 'Reload' }).click();
  await page().getByRole('heading', { name: 'Ana Ruiz' }).waitFor();
  expect((await page().evaluate(() => window.gallery.calls())).length).toBeGreaterThan(before);
});
