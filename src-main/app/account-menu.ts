import type { KnownAccount, Locale } from '../../preload/contract.ts';
import { isolateText } from '../../preload/foreign-text.ts';
import { menuWords } from './menu-words.ts';

/** What the menu does. */
export interface MenuActions {
  readonly switchAccount: (accountId: string) => void;
}

/** One row of a menu (Electron's `MenuItemConstructorOptions`). */
export interface MenuRow {
  readonly label?: string;
  readonly type?: 'separator' | 'normal';
  readonly role?:
    | 'about'
    | 'close'
    | 'copy'
    | 'cut'
    | 'editMenu'
    | 'hide'
    | 'hideOthers'
    | 'minimize'
    | 'paste'
    | 'quit'
    | 'redo'
    | 'resetZoom'
    | 'selectAll'
    | 'togglefullscreen'
    | 'undo'
    | 'unhide'
    | 'windowMenu'
    | 'zoomIn'
    | 'zoomOut';
  readonly accelerator?: string;
  readonly click?: () => void;
  readonly submenu?: MenuRow[];
}

/** As many accounts as there are keys from 1 to 9. */
const mostKeys = 9;

/** The menu named after the accounts: each has Ctrl+1 … Ctrl+9 (Cmd on macOS), in the order of the window. */
export function accountMenu(
  accounts: readonly KnownAccount[],
  locale: Locale,
  actions: MenuActions,
): MenuRow {
  const rows = accounts
    .filter((account) => account.session.status !== 'signed-out')
    .map((account, index): MenuRow => {
      const row = {
        // An ampersand would mark the next letter as a key.
        label: labelOf(account).replaceAll('&', '&&'),
        click: () => actions.switchAccount(account.id),
      };
      return index < mostKeys ? { ...row, accelerator: `CmdOrCtrl+${index + 1}` } : row;
    });
  return { label: menuWords[locale].accounts, submenu: rows };
}

function labelOf({ name, extension }: KnownAccount): string {
  const shown = isolateText(name);
  return extension === '' ? shown : `${shown} (${isolateText(extension)})`;
}
