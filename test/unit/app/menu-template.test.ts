import { expect, test } from 'vitest';
import { locales } from '../../../preload/contract.ts';
import type { MenuRow } from '../../../src-main/electron/menu.ts';
import { menuTemplate } from '../../../src-main/electron/menu.ts';
import { ana, known, reception } from '../../screens/states/people.ts';

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
