import { describe, expect, test } from 'vitest';
import type { Failure } from '../../preload/contract/errors.ts';
import type { AskablePage, LoginState } from '../../preload/contract/state.ts';
import { openWindow, sizes } from './open-window.ts';
import { testStates } from './state-tests.ts';
import { security } from './states/account-answers.ts';
import { ana, known, openPolicy, reception, stateOf } from './states/people.ts';

describe('every state of account', () => testStates('account'));

const { announced, changes, focused, focusIsOn, page, send, show } = openWindow(sizes.wide);

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
    asksToAgree: false,
    browserOpened: true,
    failure: null,
  },
  { canReturn: true, accounts: [known(ana), known(reception)] },
);

test('turning a provider off asks first, and the safe button changes nothing', async () => {
  await show('settings-turn-off');
  const dialog = page().getByRole('alertdialog', { name: 'Turn off Google for Ana Ruiz?' });
  expect(await dialog.textContent()).toContain(
    'ana@northwind.example and ana.ruiz.castellanos.home@gmail.com will no longer open',
  );
  expect(await dialog.textContent()).toContain(
    'What still opens the account: ana@northwind.example (Microsoft) and your Sonar password.',
  );
  await focusIsOn('[role=alertdialog] button');
  expect(await focused()).toBe('Cancel');
  await page().keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await focusIsOn('[data-provider="google"] [role="switch"]');
  expect(await changes()).toEqual([]);
});

test.each([
  ['2026-07-03T12:00:00Z', 'Jul 3, 2026', 'Jun 1, 2026'],
  ['2026-06-01T18:30:00Z', /Jun\s1, 2026, \d+:30/, /Jun\s1, 2026, \d+:00/],
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
    const remove = page().getByRole('button', { name: /^Remove .*ana@northwind\.example/ });
    const [staying, going] = await remove.evaluateAll((all) => all.map((one) => one.ariaLabel));
    expect(going).toMatch(removedOn);
    expect(staying).toMatch(leftOn);
    await remove.nth(1).click();
    const [goes, stays] = ((await page().getByRole('alertdialog').textContent()) ?? '').split(
      'What still',
    );
    expect(goes).toMatch(removedOn);
    expect(stays).toMatch(leftOn);
  },
);

test('a confirmed turning off is done without force, and said', async () => {
  await show('settings-turn-off');
  await page().getByRole('button', { name: 'Turn off Google' }).click();
  await announced('Google is off for this account');
  expect(await changes()).toEqual([['turnOffProvider', 'ana', 'google', false]]);
});

test('before the last way in goes, the person is warned once more, and only then it is forced', async () => {
  await show('settings-last-way-in');
  const dialog = page().getByRole('alertdialog', { name: 'This is the last way into Ana Ruiz' });
  await dialog.waitFor();
  await focusIsOn('[role=alertdialog] button');
  expect(await focused()).toBe('Cancel');
  expect(await page().getByRole('alert').count()).toBe(0);
  await page().getByRole('button', { name: 'Remove anyway' }).click();
  await page().getByRole('alert').waitFor();
  expect(await changes()).toEqual([
    ['turnOffProvider', 'ana', 'google', false],
    ['turnOffProvider', 'ana', 'google', true],
  ]);
});

test('one identity is removed after a question', async () => {
  await show('settings');
  await page()
    .getByRole('region', { name: 'Microsoft' })
    .getByRole('button', { name: 'Remove ana@northwind.example' })
    .click();
  await page()
    .getByRole('alertdialog', { name: 'Remove ana@northwind.example?' })
    .getByRole('button', { name: 'Remove' })
    .click();
  await announced('ana@northwind.example removed');
  expect(await changes()).toEqual([['removeLink', 'ana', 'l3', false]]);
});

test('turning a provider on runs its sign-in, and the settings are there again afterwards', async () => {
  await show('settings-nothing-linked');
  const google = page().getByRole('switch', { name: 'Google' });
  await google.focus();
  await page().keyboard.press('Space');
  expect(await changes()).toEqual([['turnOnProvider', 'ana', 'google']]);
  await send(waiting);
  await page().getByRole('heading', { name: 'Finish signing in in your browser' }).waitFor();
  await send(home());
  await page().getByRole('heading', { name: 'Change account security' }).waitFor();
  await focusIsOn('[data-provider="google"] [role="switch"]');
  await announced('Google opens this account now');
});

test('a sign-in for the settings that ends badly is told beside its provider', async () => {
  await show('settings-nothing-linked');
  await page().getByRole('switch', { name: 'Google' }).click();
  await send(waiting);
  await page().getByRole('heading', { name: 'Finish signing in in your browser' }).waitFor();
  await send(home({ code: 'already-linked', provider: 'google', email: 'ana@northwind.example' }));
  const alert = page().getByRole('region', { name: 'Google' }).getByRole('alert');
  await alert.waitFor();
  expect(await alert.textContent()).toContain('already linked to another account');
});

test('a failure that the settings did not cause is not shown in them', async () => {
  await show('settings-nothing-linked');
  await send(home({ code: 'access-denied', provider: 'google' }));
  await page().getByRole('switch', { name: 'Google' }).waitFor();
  expect(await page().getByRole('alert').count()).toBe(0);
});

test('a provider that policy locks tells why and does not move', async () => {
  await show('settings-locked');
  const microsoft = page().getByRole('switch', { name: 'Microsoft' });
  await microsoft.focus();
  await page().keyboard.press('Space');
  expect(await microsoft.isChecked()).toBe(false);
  expect(await microsoft.getAttribute('aria-disabled')).toBe('true');
  const reason = await microsoft.getAttribute('aria-describedby');
  expect(await page().locator(`[id="${reason}"]`).textContent()).toBe(
    'Managed by your organization: Microsoft isn’t allowed on this computer.',
  );
  expect(await changes()).toEqual([]);
});

test('S2-03: a provider that is locked because a policy cannot be read is not called managed', async () => {
  await show('settings-nothing-linked');
  const locked = openPolicy.providers.map((choice) => ({ ...choice, allowed: false }));
  const trouble = { kind: 'unread', place: 'file' } as const;
  await send({ ...home(), policy: { ...openPolicy, providers: locked, trouble } });
  const section = page().getByRole('region', { name: 'Google' });
  await section.getByText('Locked until Sonar can read the settings').waitFor();
  expect(
    await page()
      .getByText(/Managed by your organization/)
      .count(),
  ).toBe(0);
});

test('an organization outside the pilot is told so, with the way to ask for it', async () => {
  await show('settings-pilot');
  await page().getByRole('button', { name: 'Ask for the pilot' }).click();
  expect(await changes()).toEqual([['openHelpPage', 'ask-for-pilot']]);
});

test('what is not loaded is told with the way to try again', async () => {
  await show('settings-unreachable');
  await page().getByRole('alert').getByRole('button', { name: 'Try again' }).click();
  await page().waitForFunction(
    () => window.gallery.calls().filter(([verb]) => verb === 'getAccountSecurity').length === 3,
  );
});

describe('a page that the softphone asks for', () => {
  const heading = () => page().getByRole('heading', { level: 1 });
  const nav = () => page().getByRole('navigation');
  const shown = async () => (await changes()).filter(([verb]) => verb === 'noteShownPage');
  let number = 0;
  /** Answers the state, so that it can be sent again. */
  async function ask(asked: AskablePage, state = home()): Promise<LoginState> {
    number += 1;
    const next = { ...state, asked: { page: asked, number } };
    await send(next);
    return next;
  }

  test('is shown in the place of home, from home and from another page, and main is told of each', async () => {
    await show('settings-turn-off');
    await page().getByRole('alertdialog').waitFor();
    await send(home());
    for (const [asked, title] of [
      ['devices', 'My devices'],
      ['choices', 'Remembered choices'],
      ['security', 'Change account security'],
      ['support', 'Support'],
    ] as const) {
      await ask(asked);
      await heading().filter({ hasText: title }).waitFor();
      expect((await shown()).at(-1)).toEqual(['noteShownPage', number]);
    }
    await ask('home');
    await nav().waitFor({ state: 'detached' });
    expect(await shown()).toHaveLength(5);
  });

  test('is shown once: who has left it stays away until it is asked for again', async () => {
    await show('home');
    const asked = await ask('devices', home());
    await nav().waitFor();
    await page().getByRole('banner').getByRole('button').last().click();
    await nav().waitFor({ state: 'detached' });
    await send({ ...asked, settingsNotices: ['unsaved'] });
    await page().getByRole('heading', { name: ana.name }).waitFor();
    expect([await nav().count(), (await shown()).length]).toEqual([0, 1]);
    await ask('devices');
    await nav().waitFor();
  });

  test('is home where only an office manager may see it, and for a manager it is the page', async () => {
    await show('home');
    await ask('devices');
    await nav().waitFor();
    await ask('review');
    await nav().waitFor({ state: 'detached' });
    await ask('activity', { ...home(), accounts: [known(ana, { isOfficeManager: true })] });
    await page().locator('nav [aria-current=page]', { hasText: 'Activity' }).waitFor();
  });

  test('waits until it is known who is signed in', async () => {
    await show('home');
    const starting = await ask('devices', stateOf({ kind: 'starting' }));
    expect(await shown()).toEqual([]);
    await send({ ...home(), asked: starting.asked });
    await nav().waitFor();
  });

  test('leaves a sign-in that is going on where it is, and the sign-in screen to who is signed out', async () => {
    await show('home');
    await ask('security', waiting);
    await page().getByRole('button', { name: 'Cancel' }).waitFor();
    expect(await nav().count()).toBe(0);
    await ask('security', stateOf({ kind: 'signed-out', failure: null }));
    await page()
      .getByRole('button', { name: /Google/ })
      .waitFor();
    expect(await shown()).toHaveLength(2);
  });

  test('leaves the page alone that started the sign-in, and the one that waits for a proof', async () => {
    await show('settings-nothing-linked');
    await page().getByRole('switch', { name: 'Google' }).click();
    await send(waiting);
    await page().getByRole('heading', { name: 'Finish signing in in your browser' }).waitFor();
    await ask('home', waiting);
    await expect.poll(shown).toHaveLength(1);
    await send(home());
    await page().getByRole('heading', { name: 'Change account security' }).waitFor();

    const needsProof = { ok: false, failure: { code: 'reverify-required', provider: 'google' } };
    await show('settings-nothing-linked', { turnOnProvider: needsProof as never });
    // The browser is out until the window is closed.
    await page().evaluate(() => {
      Object.assign(window.login, { proveWithProvider: () => new Promise(() => {}) });
    });
    await page().getByRole('switch', { name: 'Google' }).click();
    await page().getByRole('dialog').getByRole('button', { name: 'Confirm with Google' }).click();
    await send(waiting);
    await page().getByRole('heading', { name: 'Finish signing in in your browser' }).waitFor();
    await ask('support', waiting);
    await expect.poll(shown).toHaveLength(1);
    await page().getByRole('heading', { name: 'Finish signing in in your browser' }).waitFor();
    await send(home());
    await page().getByRole('heading', { name: 'Change account security' }).waitFor();
  });
});
