import { expect, test } from 'vitest';
import type { KnownAccount } from '../../../preload/contract.ts';
import { accountMenu } from '../../../src-main/electron/menu.ts';
import { otherAccounts } from '../../../src-renderer/login-state.ts';
import { stateOf } from '../../screens/states/people.ts';

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
