import { expect, test } from 'vitest';
import type { KnownAccount } from '../../../preload/contract.ts';
import { accountMenu } from '../../../src-main/app/account-menu.ts';

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

test('the first nine signed-in accounts have the keys 1 to 9, and each switches to its own', () => {
  const switched: string[] = [];
  const accounts = [
    account(0, 'signed-out'),
    ...Array.from({ length: 11 }, (_, i) => account(i + 1)),
  ];
  const { submenu = [] } = accountMenu(accounts, 'en', {
    switchAccount: (id) => switched.push(id),
  });
  expect(submenu.map((row) => row.accelerator)).toEqual([
    ...Array.from({ length: 9 }, (_, index) => `CmdOrCtrl+${index + 1}`),
    undefined,
    undefined,
  ]);
  for (const row of submenu) row.click?.();
  expect(switched).toEqual(accounts.slice(1).map(({ id }) => id));
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
