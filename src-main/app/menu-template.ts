import type { LoginState } from '../../preload/contract.ts';
import { accountMenu, type MenuActions, type MenuRow } from './account-menu.ts';
import { type MenuWords, menuWords } from './menu-words.ts';

/** The rows of the menu: what a system expects, no reload, no developer tools, and the accounts; all in our own words. */
export function menuTemplate(
  platform: NodeJS.Platform,
  { accounts, locale }: Pick<LoginState, 'accounts' | 'locale'>,
  actions: MenuActions,
): MenuRow[] {
  const words = menuWords[locale];
  const rows = (...roles: readonly RowName[]) => roles.map((role) => row(role, words));
  const own = accountMenu(accounts, locale, actions);
  return [
    platform === 'darwin'
      ? {
          label: 'Sonar',
          submenu: [
            ...rows('about', 'separator', 'hide', 'hideOthers', 'unhide', 'separator'),
            { role: 'quit', label: words.quitApp },
          ],
        }
      : { label: words.file, submenu: rows('quit') },
    {
      label: words.edit,
      submenu: rows(
        ...(['undo', 'redo', 'separator', 'cut', 'copy', 'paste'] as const),
        ...(['delete', 'separator', 'selectAll'] as const),
      ),
    },
    {
      label: words.view,
      submenu: rows('resetZoom', 'zoomIn', 'zoomOut', 'separator', 'togglefullscreen'),
    },
    ...((own.submenu?.length ?? 0) > 0 ? [own] : []),
    // macOS adds its open windows to the menu of this role.
    { role: 'window', label: words.window, submenu: rows('minimize', 'close') },
  ];
}

type RowName = (NonNullable<MenuRow['role']> & keyof MenuWords) | 'separator';

function row(role: RowName, words: MenuWords): MenuRow {
  return role === 'separator' ? { type: 'separator' } : { role, label: words[role] };
}
