import { expect, test } from 'vitest';
import type { KnownAccount } from '../../../preload/contract/state.ts';
import { locales } from '../../../preload/contract/state.ts';
import type { MenuRow } from '../../../src-main/electron/menu.ts';
import { accountMenu, menuTemplate } from '../../../src-main/electron/menu.ts';
import { otherAccounts } from '../../../src-renderer/login-state.ts';
import { ana, known, reception, stateOf } from '../../screens/states/people.ts';

function account(number: number, status: 'online' | 'signed-out' = 'online'): KnownAccount {
  return {
    id: `id-${number}`,
    name: `Ana & ${number}`,
    organization: 'Org',
    extension: String(100 + number),
    username: `ana${number}`,
    identity: null,
    isOfficeManager: false,
    session: { status, failure: null },
    confirmWith: null,
    needsAdministrator: null,
    emailRenamedFrom: null,
    newLinks: [],
  };
}

test('each signed-in account has the key that the window shows beside it, and switches to its own', () => {
  const switched: string[] = [];
  const accounts = Array.from({ length: 12 }, (_, index) =>
    account(index, index === 1 ? 'signed-out' : 'online'),
  );
  const { submenu = [] } = accountMenu(accounts, 'en', {
    switchAccount: (id) => switched.push(id),
  });
  for (const row of submenu) row.click?.();
  expect(switched).toEqual(accounts.filter((_, index) => index !== 1).map(({ id }) => id));

  const state = stateOf({ kind: 'signed-out', failure: null }, { accounts });
  const shown = otherAccounts(state, 'nobody').filter(({ account: { id } }) => id !== 'id-1');
  expect(submenu.map((row) => row.accelerator ?? null)).toEqual(
    shown.map(({ digit }) => (digit === null ? null : `CmdOrCtrl+${digit}`)),
  );
});

test('an ampersand in a name is shown, not taken for a key', () => {
  const { submenu = [] } = accountMenu([account(1)], 'es', { switchAccount: () => undefined });
  expect(submenu[0]?.label).toBe('Ana && 1 (101)');
});

test('B-36, B-37: a name turns no label round, and an account without an extension has no empty brackets', () => {
  const turned = { ...account(1), name: '\u202eAna\u2066', extension: '\u202e101' };
  const hebrew = { ...account(2), name: 'נועה', extension: '' };
  const { submenu = [] } = accountMenu([turned, hebrew], 'en', { switchAccount: () => undefined });
  expect(submenu.map(({ label }) => label)).toEqual(['Ana (101)', '\u2068נועה\u2069']);
});

const platforms = ['linux', 'win32', 'darwin'] as const;
const accounts = [known(ana), known(reception)];
const actions = { switchAccount: () => undefined };

function allRows(rows: readonly MenuRow[]): readonly MenuRow[] {
  return rows.flatMap((row) => [row, ...allRows(row.submenu ?? [])]);
}

const rowsOf = (platform: NodeJS.Platform, locale: (typeof locales)[number]) =>
  allRows(menuTemplate(platform, { accounts, locale }, actions));

// A role without words of ours would have Electron's, which are English.
test.each(platforms)(
  'every row of the menu of %s has words of its own in each language',
  (platform) => {
    const english = rowsOf(platform, 'en').map(({ label }) => label);
    for (const locale of locales) {
      const rows = rowsOf(platform, locale);
      const wordless = rows.filter(({ type, label }) => type !== 'separator' && !label);
      expect(wordless).toEqual([]);
      if (locale === 'en') continue;
      const names = ['Sonar', 'Ana Ruiz (204)', 'Reception desk (100)'];
      const untranslated = rows.filter(
        ({ label }, index) =>
          label !== undefined && label === english[index] && !names.includes(label),
      );
      expect(untranslated).toEqual([]);
    }
  },
);

test.each(platforms)('the menu of %s has neither reload nor developer tools', (platform) => {
  const roles = rowsOf(platform, 'en').flatMap(({ role }) => role ?? []);
  expect(roles).not.toEqual(expect.arrayContaining([expect.stringMatching(/reload|tools/i)]));
  expect(roles).toEqual(expect.arrayContaining(['quit', 'copy', 'paste', 'selectAll', 'minimize']));
});
