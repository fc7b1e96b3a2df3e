import { Menu } from 'electron';
import type { LoginState } from '../../preload/contract.ts';
import type { MenuActions } from './account-menu.ts';
import { menuTemplate } from './menu-template.ts';

/** Keeps the menu of the app in step with the state. */
export interface AppMenu {
  update(state: LoginState): void;
}

/** Makes the menu of the app. */
export function createMenu(platform: NodeJS.Platform, actions: MenuActions): AppMenu {
  let shown = '';
  return {
    update(state) {
      const template = menuTemplate(platform, state, actions);
      const wanted = JSON.stringify(template);
      // Building a menu closes the one that is open.
      if (wanted === shown) return;
      shown = wanted;
      Menu.setApplicationMenu(Menu.buildFromTemplate(template));
    },
  };
}
