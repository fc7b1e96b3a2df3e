import type { KnownAccount, Locale, LoginState } from '../../preload/contract/state.ts';
import { isolateText } from '../../preload/foreign-text.ts';
import type { OutsideView } from '../platform.ts';
import type { MenuEntry } from '../session/softphone-sessions.ts';
import { type MenuWords, menuWords } from './menu-words.ts';

/** What the menu does. */
interface MenuActions {
  readonly switchAccount: (accountId: string) => void;
}

/** One row of a menu (Electron's `MenuItemConstructorOptions`). */
export interface MenuRow {
  readonly label?: string;
  readonly type?: 'separator' | 'normal' | 'radio';
  readonly checked?: boolean;
  readonly enabled?: boolean;
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

/** Keeps the menu of the app in step with the state. */
interface AppMenu {
  update(state: LoginState): void;
}

/** Makes the menu of the app; `show` builds it and puts it in place. */
export function createMenu(
  platform: NodeJS.Platform,
  actions: MenuActions,
  show: (rows: MenuRow[]) => void,
): AppMenu {
  let shown = '';
  return {
    update(state) {
      const template = menuTemplate(platform, state, actions);
      const wanted = JSON.stringify(template);
      // Building a menu closes the one that is open.
      if (wanted === shown) return;
      shown = wanted;
      show(template);
    },
  };
}

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
      label: escapeKeys(labelOf(account)),
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

/**
 * The menu of the icon, with a line between the kinds of entries. `after` is called when one has done its work, because
 * a click marks a row by itself, switch or no switch; without `quit` the menu has no way to end the app.
 */
export function outsideMenu(
  { entries, locale }: Pick<OutsideView, 'entries' | 'locale'>,
  { quit, after }: { readonly quit: (() => void) | null; readonly after: () => void },
): MenuRow[] {
  const rows = entries.flatMap((entry, index): MenuRow[] => {
    const isOtherKind = index > 0 && entries[index - 1]?.kind !== entry.kind;
    return [...(isOtherKind ? [{ type: 'separator' as const }] : []), entryRow(entry, after)];
  });
  return quit === null ? rows : [...rows, { label: menuWords[locale].quitApp, click: quit }];
}

function entryRow(
  { kind, label, isChecked, isEnabled, run }: MenuEntry,
  after: () => void,
): MenuRow {
  return {
    label: escapeKeys(label),
    enabled: isEnabled,
    ...(kind === 'account' ? { type: 'radio', checked: isChecked } : {}),
    click: () => void run().finally(after),
  };
}

/** An ampersand would mark the next letter as a key. */
function escapeKeys(label: string): string {
  return label.replaceAll('&', '&&');
}
