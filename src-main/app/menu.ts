import { Menu } from 'electron';
import type { LoginState } from '../../preload/contract.ts';
import { accountMenu, type MenuActions, type MenuRow } from './account-menu.ts';
import { menuWords } from './menu-words.ts';

/** Keeps the menu of the app in step with the state. */
export interface AppMenu {
  update(state: LoginState): void;
}

/** Makes the menu: what a system expects, no reload, no developer tools, and the accounts. */
export function createMenu(platform: NodeJS.Platform, actions: MenuActions): AppMenu {
  let shown = '';
  return {
    update(state) {
      const accounts = accountMenu(state.accounts, state.locale, actions);
      const wanted = JSON.stringify([state.locale, accounts]);
      // Building a menu closes the one that is open.
      if (wanted === shown) return;
      shown = wanted;
      const words = menuWords[state.locale];
      Menu.setApplicationMenu(
        Menu.buildFromTemplate([
          platform === 'darwin' ? macAppMenu() : { label: words.file, submenu: [{ role: 'quit' }] },
          { role: 'editMenu' },
          {
            label: words.view,
            submenu: [
              { role: 'resetZoom' },
              { role: 'zoomIn' },
              { role: 'zoomOut' },
              { type: 'separator' },
              { role: 'togglefullscreen' },
            ],
          },
          ...((accounts.submenu?.length ?? 0) > 0 ? [accounts] : []),
          { role: 'windowMenu' },
        ]),
      );
    },
  };
}

function macAppMenu(): MenuRow {
  return {
    label: 'Sonar',
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
}
