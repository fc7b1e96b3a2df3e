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
    | 'delete'
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
    | 'window'
    | 'zoomIn'
    | 'zoomOut';
  readonly accelerator?: string;
  readonly click?: () => void;
  readonly submenu?: MenuRow[];
}

/** As many accounts as there are keys from 1 to 9. */
const mostKeys = 9;

/**
 * The menu named after the accounts that are signed in: each has the key that it has in the window, Ctrl+1 … Ctrl+9 (Cmd
 * on macOS). An account that is signed out keeps its own there.
 */
export function accountMenu(
  accounts: readonly KnownAccount[],
  locale: Locale,
  actions: MenuActions,
): MenuRow {
  const rows = accounts.flatMap((account, index): MenuRow[] => {
    if (account.session.status === 'signed-out') return [];
    const row = {
      // An ampersand would mark the next letter as a key.
      label: labelOf(account).replaceAll('&', '&&'),
      click: () => actions.switchAccount(account.id),
    };
    return [index < mostKeys ? { ...row, accelerator: `CmdOrCtrl+${index + 1}` } : row];
  });
  return { label: menuWords[locale].accounts, submenu: rows };
}

function labelOf({ name, extension }: KnownAccount): string {
  const shown = isolateText(name);
  return extension === '' ? shown : `${shown} (${isolateText(extension)})`;
}
