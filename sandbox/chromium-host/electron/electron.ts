/**
 * What the app gets when it imports `electron` on the Chromium host: exactly the part of Electron's interface that it
 * uses. The module is loaded by `start-host.ts`, which says first what to run on.
 */
import { EventEmitter } from 'node:events';
import { HostApp } from './app.ts';
import { HostBrowserWindow, type WindowOptions } from './browser-window.ts';
import { hostDialog } from './dialog.ts';
import { hostSettings } from './host-settings.ts';
import { HostIpcMain } from './ipc-main.ts';
import { HostMenu } from './menu.ts';
import { HostSessions } from './session.ts';
import { hostShell } from './shell.ts';
import { hostUtilityProcess } from './utility-process.ts';
import type { HostWebContents } from './web-contents.ts';

const { root, chromium, debuggingPort } = hostSettings();

export const app = new HostApp(root);
export const ipcMain = new HostIpcMain();
export const session = new HostSessions();
export const shell = hostShell;
export const dialog = hostDialog;
export const utilityProcess = hostUtilityProcess;
export const Menu = HostMenu;

/** Nothing to register: the scheme is https here. */
export const protocol = { registerSchemesAsPrivileged(): void {} };

/** Chromium follows the system by itself; before it runs, nobody knows. */
export const nativeTheme = { shouldUseDarkColors: false };

/** Never tells anything: sleep and lock are not seen by this host, and nobody is ever idle. */
class NoPowerMonitor extends EventEmitter {
  getSystemIdleTime(): number {
    return 0;
  }
}
export const powerMonitor = new NoPowerMonitor();

/** The screens are not known before Chromium runs; any place counts as reachable. */
export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 16_384, height: 16_384 } }],
  getPrimaryDisplay: () => ({ workAreaSize: { width: 16_384, height: 16_384 } }),
};

let openContents: HostWebContents | null = null;

export class BrowserWindow extends HostBrowserWindow {
  constructor(options: WindowOptions) {
    super({ app, ipcMain, chromium, debuggingPort }, options);
    openContents = this.webContents;
  }
}

/** The real clipboard of the X server, through the window: Node has none. */
export const clipboard = {
  async writeText(text: string): Promise<void> {
    if (openContents === null) throw new Error('There is no window to copy from');
    await openContents.copy(text);
  },
};

Menu.setRoles({ quit: () => app.quit() });

const electron = {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
};

// biome-ignore lint/style/noDefaultExport: some packages import Electron as a whole.
export { electron as default, electron as 'module.exports' };
