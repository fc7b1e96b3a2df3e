import { describe, expect, test } from 'vitest';
import type { AccountSummary, View } from '../../preload/contract/state.ts';
import { limits } from '../../preload/contract/verbs.ts';
import { layoutFaults } from './layout-checks.ts';
import { openWindow, sizes } from './open-window.ts';
import { testStates } from './state-tests.ts';
import { ana, gone, known, newLinks, reception, stateOf } from './states/people.ts';

describe('every state of errors', () => testStates('errors'));

const { announced, calls, page, send, show } = openWindow(sizes.normal);

test('only what is new is said: not a cancellation again with each state, nor a sign-out to somebody who adds an account', async () => {
  const people = { accounts: [known(ana), known(reception)] };
  const cancelled = {
    kind: 'signed-in',
    accountId: 'ana',
    failure: { code: 'cancelled' },
  } as const;
  await show('waiting');
  await send(stateOf(cancelled, people));
  await announced('Sign-in cancelled');
  const said = await page().evaluateHandle(() => {
    const texts: string[] = [];
    const status = document.querySelector('[role=status]');
    // That it falls silent is nothing said.
    const observer = new MutationObserver(() => {
      const text = status?.textContent ?? '';
      if (text !== '') texts.push(text);
    });
    if (status) observer.observe(status, { childList: true, characterData: true, subtree: true });
    return texts;
  });
  await send(stateOf(cancelled, { ...people, locale: 'es' }));
  await page().getByRole('button', { name: 'Agregar una cuenta' }).waitFor();
  await send(stateOf({ kind: 'signed-out', failure: null }, { ...people, canReturn: true }));
  await page().getByText('Add another account to this computer.').waitFor();
  await send(
    stateOf({ kind: 'signed-in', accountId: 'ana', failure: { code: 'access-denied' } }, people),
  );
  await page().getByRole('alert').waitFor();
  await send(stateOf({ kind: 'signed-in', accountId: 'reception', failure: null }, people));
  await announced('Switched to Reception desk');
  expect(await said.jsonValue()).toEqual(['Switched to Reception desk']);
});

test('what the alert says of Sonar is not said again below it', async () => {
  await show('home-offline');
  const failure = { code: 'account-service-unreachable', provider: 'google' } as const;
  const session = { status: 'offline', failure: { code: 'account-service-unreachable' } } as const;
  const title = page().getByText('Sonar can’t be reached right now');
  for (const shown of [failure, null]) {
    const view = { kind: 'signed-in', accountId: 'ana', failure: shown } as const;
    await send(stateOf(view, { accounts: [known(ana, { session })] }));
    await expect.poll(() => page().getByRole('alert').count()).toBe(shown === null ? 0 : 1);
    expect(await title.count()).toBe(1);
  }
});

test('what was said of one place is not there to be read in another, nor in another language', async () => {
  await show('home-others');
  const people = { accounts: [known(ana), known(reception)] };
  const there = { kind: 'signed-in', accountId: 'reception', failure: null } as const;
  await send(stateOf(there, people));
  await announced('Switched to Reception desk');
  await page().getByRole('button', { name: 'Settings' }).click();
  await page().getByRole('heading', { name: 'Change account security' }).waitFor();
  await announced('');
  await show('waiting');
  await send(stateOf({ kind: 'signed-out', failure: { code: 'cancelled' } }));
  await announced('Sign-in cancelled');
  await send(stateOf({ kind: 'signed-out', failure: { code: 'cancelled' } }, { locale: 'es' }));
  await page().getByRole('button', { name: 'Iniciar sesión con Google' }).waitFor();
  await announced('');
});

test.each([
  ['error-timed-out', 'Try again', ['startSignIn', 'google', { anotherAccount: false }]],
  ['error-browser-not-opened', 'Copy the link', ['copyLink']],
  ['error-sso-not-enabled', 'Ask for the pilot', ['openHelpPage', 'ask-for-pilot']],
  [
    'error-blocked-by-policy',
    'Sign in with Microsoft',
    ['startSignIn', 'microsoft', { anotherAccount: false }],
  ],
  [
    'error-account-disabled',
    'Use another account',
    ['startSignIn', 'google', { anotherAccount: true }],
  ],
  ['error-reverify-required', 'Confirm with Google', ['confirmWithProvider', 'ana']],
  ['error-consent-required', 'Copy details', ['copyDetails']],
  ['error-administrator-needed', 'Copy details', ['copyDetails']],
  ['error-provider-busy', 'Try again', ['startSignIn', 'microsoft', { anotherAccount: false }]],
])('the action of %s, “%s”, does what it says', async (name, label, expected) => {
  await show(name);
  await page().getByRole('alert').getByRole('button', { name: label }).click();
  expect(await calls()).toEqual([expected]);
});

test('what came of the question is said', async () => {
  const home = { kind: 'signed-in', accountId: 'ana', failure: null } as const;
  const people = { accounts: [known(ana), known(reception)] };
  await show('confirm-link');
  await send(stateOf({ ...home, failure: { code: 'cancelled' } }, people));
  await announced('Nothing was linked');
  await show('confirm-link');
  await send(stateOf(home, people));
  await announced('Account linked');
});

test('an alert that is put away stays away', async () => {
  await show('home-on-call');
  await page().getByRole('alert').getByRole('button', { name: 'OK' }).click();
  await page().getByRole('alert').waitFor({ state: 'detached' });
  expect(await calls()).toEqual([]);
});

test('IP-12: markup and the longest texts that are taken stand as text in their own place, in every view', async () => {
  await show('home');
  const words = '<img src=x onerror="document.title=1"><b>';
  const longest: AccountSummary = {
    id: 'longest',
    name: `${words}${'n'.repeat(limits.name - words.length)}`,
    organization: `${words} ${'o'.repeat(limits.name - words.length - 1)}`,
    extension: '2'.repeat(limits.extension),
    username: 'u'.repeat(limits.username),
  };
  const email = `${'e'.repeat(limits.email - 16)}@mail.example.co`;
  const identity = { provider: 'google', email } as const;
  const account = known(longest, {
    identity,
    emailRenamedFrom: email,
    newLinks: newLinks.map((link) => ({ ...link, email, device: 'd'.repeat(128) })),
  });
  const accounts = [account, known(ana), gone({ ...longest, id: 'gone' })];
  const asked = { identity, busy: false, failure: null } as const;
  const remember = { initially: true, locked: false };
  const views: readonly View[] = [
    { kind: 'signed-in', accountId: 'longest', failure: { code: 'already-linked', email } },
    { kind: 'signed-in', accountId: 'ana', failure: null },
    { kind: 'signed-out', failure: { code: 'session-expired', email } },
    {
      kind: 'choosing',
      accounts: [longest, ana],
      count: 2,
      reason: 'first-time',
      remember,
      ...asked,
    },
    { kind: 'linking', reason: 'no-account', ...asked },
    { kind: 'confirming-link', accountId: 'longest', ...asked },
  ];
  for (const view of views) {
    const shown = view.kind === 'signed-out' ? accounts.slice(2) : accounts;
    await send(stateOf(view, { accounts: shown }));
    await page()
      .locator(view.kind === 'choosing' ? 'main li' : 'h1')
      .first()
      .waitFor();
    expect([view.kind, await layoutFaults(page(), true)]).toEqual([view.kind, []]);
  }
  await send(stateOf({ kind: 'signed-in', accountId: 'longest', failure: null }, { accounts }));
  await page().locator('main [aria-haspopup]').click();
  await page().getByRole('menuitem').nth(1).click();
  const cancel = page().getByRole('button', { name: 'Cancel' });
  await cancel.scrollIntoViewIfNeeded();
  expect(await layoutFaults(page(), true)).toEqual([]);
  await cancel.click();
  expect(await page().evaluate(() => [document.images.length, document.title])).toEqual([
    0,
    'Sonar',
  ]);
});

test('what is to be known of the settings is said where it can be read, not while the app starts', async () => {
  await show('starting');
  const notices = { settingsNotices: ['unsaved'] } as const;
  await send(stateOf({ kind: 'starting' }, notices));
  await send(stateOf({ kind: 'signed-out', failure: null }, notices));
  await announced('Changes aren’t kept on this computer');
});
