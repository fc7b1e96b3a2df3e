import { readdirSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type KnownAccount, locales } from '../../../preload/contract/state.ts';
import { createLinuxBrowser } from '../../../src-main/electron/browser.ts';
import { accountMenu, type MenuRow, menuTemplate } from '../../../src-main/electron/menu.ts';
import type { TakeActivationToken } from '../../../src-main/electron/wayland.ts';
import { otherAccounts } from '../../../src-renderer/login-state.ts';
import { ana, known, reception, stateOf } from '../../screens/states/people.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

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
    endsAt: null,
    newCodes: [],
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

const url = 'https://example.com/a?b=c';
const noToken: TakeActivationToken = async () => ({ kind: 'token', token: '' });

/** Opens an address by an `xdg-open` that does these commands, with `$out` for a file of its own; answers that file. */
function open(
  commands: string | null,
  options: {
    readonly address?: string;
    readonly takeActivationToken?: TakeActivationToken;
    readonly settledMs?: number;
  } = {},
): Promise<string> {
  return withTempFolder(async (folder) => {
    const out = join(folder, 'out');
    const bin = join(folder, 'bin');
    await mkdir(bin);
    if (commands !== null) {
      const program = join(bin, 'xdg-open');
      await writeFile(program, `#!/bin/sh\nPATH=/usr/bin:/bin\nout='${out}'\n${commands}\n`);
      await chmod(program, 0o755);
    }
    const browser = createLinuxBrowser(
      { PATH: bin, OWN: 'mine' },
      options.takeActivationToken ?? noToken,
      options.settledMs,
    );
    await browser(options.address ?? url, false);
    return readFile(out, 'utf8');
  });
}

test('an address arrives byte for byte, as one argument that no shell has read', async () => {
  const address = 'https://example.com/$(id)/`id`;a&&b|c*?~\'!{x}(y)=$HOME&%20\\"é';
  const script = 'printf "%s %s" "$#" "$1" > "$out"';
  expect(await open(script, { address })).toBe(`1 ${address}`);
});

test('it has the given environment and no terminal, and leads a session of its own', async () => {
  const script = 'printf "%s " "$OWN" "$MM_NOTTTY" "$XDG_ACTIVATION_TOKEN" > "$out"';
  expect(await open(script)).toBe('mine 1  ');
  const session = 'read -r _ _ _ _ _ sid _ < /proc/$$/stat; [ "$sid" = $$ ] && echo own > "$out"';
  expect(await open(session)).toBe('own\n');
});

test('an activation token is passed on', async () => {
  const takeActivationToken: TakeActivationToken = async () => ({ kind: 'token', token: 'abc' });
  const script = 'printf %s "$XDG_ACTIVATION_TOKEN" > "$out"';
  expect(await open(script, { takeActivationToken })).toBe('abc');
});

test('what the system has opened on the way to the token is not opened again', async () => {
  const opened = open(': > "$out"', { takeActivationToken: async () => ({ kind: 'opened' }) });
  await expect(opened).rejects.toThrow('ENOENT');
});

test.each([
  ['code 3', 'exit 3', 'xdg-open ended with 3'],
  ['code 1', 'exit 1', 'xdg-open ended with 1'],
  ['a signal', 'kill -KILL $$', 'xdg-open ended with SIGKILL'],
  ['no program', null, 'xdg-open cannot be started: ENOENT'],
])('an end by %s is a failure, whose words have no address', async (_, commands, message) => {
  await expect(open(commands)).rejects.toThrow(new Error(message));
});

test('one that runs on is no failure, and is left alone', async () => {
  const script = 'echo $$ > "$out"; exec sleep 60';
  const pid = Number(await open(script, { settledMs: 500 }));
  expect(process.kill(pid, 0)).toBe(true);
  process.kill(pid);
});

test('one that fails too late is no failure any more', async () => {
  expect(await open('echo late > "$out"; sleep 1; exit 3', { settledMs: 300 })).toBe('late\n');
});

test('one that cannot even be tried leaves nothing open', async () => {
  const openFiles = () => readdirSync('/proc/self/fd').length;
  const before = openFiles();
  const address = `https://example.com/${'a'.repeat(200_000)}`;
  await expect(open('exit 0', { address })).rejects.toThrow('E2BIG');
  expect(openFiles()).toBe(before);
});
