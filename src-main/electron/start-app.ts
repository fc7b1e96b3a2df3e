import { join } from 'node:path';
import { app, BaseWindow, type BrowserWindow, Menu } from 'electron';
import { isAppUrl } from '../common/app-origin.ts';
import type { ShownLogin } from '../platform.ts';
import type { OutsideSettings } from '../start/start-options.ts';
import { createStateSender } from '../verbs/login-state.ts';
import { createRefusalLog, registerVerbs } from '../verbs/register-verbs.ts';
import { currentExitCode, endApp, endByQuitting } from './end-app.ts';
import { keepAliveWithout } from './last-window.ts';
import { createMenu, type MenuRow } from './menu.ts';
import { arrangeQuit, arrangeQuitOfHost } from './quit.ts';
import { keepPageLoaded } from './recover-renderer.ts';
import { bundles, type Shell } from './shell.ts';
import { onSecondStart } from './single-instance.ts';
import { bringToFront, loadStartPage, showInPlace, type WindowHolder } from './window.ts';

/** What the module does with the app around its window. */
export interface WindowManners {
  /** The app is the product itself: it ends with what its window cannot do without. */
  readonly ownsApp: boolean;
  readonly quitWithWindow: boolean;
  /** Whether the menu of the app is the module's. */
  readonly menu: boolean;
  readonly singleInstance: boolean;
  readonly outside: OutsideSettings;
}

interface WindowSettings {
  readonly windows: WindowHolder;
  readonly manners: WindowManners;
  readonly shell: Shell;
  readonly now: () => number;
  /** Whether people can see the app's icon in a tray. */
  readonly isTrayShown: () => boolean;
}

/** Opens the window again where it was closed, or shows it: in front, or without taking the keyboard. */
export interface WindowShower {
  show(): void;
  showQuietly(): void;
}

/** Opens the window and keeps to its rules until the app ends; answers what shows it again. */
export async function startApp(
  content: ShownLogin,
  settings: WindowSettings,
): Promise<WindowShower> {
  const { windows, manners, now, shell } = settings;
  await app.whenReady();
  if (manners.ownsApp) {
    arrangeQuit(app, content.beforeQuit, currentExitCode);
    endByQuitting(() =>
      windows.wasShown() ? { window: windows.shown(), locale: content.getState().locale } : null,
    );
  } else {
    arrangeQuitOfHost(app, content.beforeQuit);
  }
  registerVerbs({
    ipc: shell.openDoorway(),
    verbs: content.verbs,
    ours: () => windows.current()?.webContents ?? null,
    isAppUrl,
    refusals: createRefusalLog(content.noteRefusal, now),
  });
  const menu = keepStateShown(content, settings);

  const onClose = manners.quitWithWindow
    ? quitWithLastWindow(() => {
        const stays = settings.isTrayShown() && content.mayStayInTray();
        if (stays) content.noteStayedInTray();
        return stays;
      })
    : keepAliveWithout(app, () => BaseWindow.getAllWindows().length);

  let isBegun = false;
  /** A window that is closed before it was shown keeps nobody's session from being renewed. */
  function begin(): void {
    if (isBegun) return;
    isBegun = true;
    content.onPainted();
  }

  function openWindow(): void {
    const opened = shell.takeWindow();
    const { window } = opened;
    windows.hold(window);
    onClose(window);
    void opened.painted.then(begin);
    if (!manners.ownsApp) window.once('closed', begin);
    menu.showIn(window);
    let load = opened.loaded;
    keepPageLoaded(window.webContents, {
      load: () => {
        const loading = load();
        load = () => loadStartPage(window);
        return loading;
      },
      giveUp,
      note: content.noteRendererGone,
      now,
    });
    void opened.preloadFault.then(({ message }) =>
      end('damaged', `its preload cannot be loaded (${message}).`),
    );
    void showInPlace(opened, {
      place: content.place,
      icon: join(bundles, 'main', 'icon.png'),
    });
  }

  function giveUp(): void {
    content.notePageLost();
    // A window that nobody has seen would stay hidden for ever.
    if (windows.shown() === null) end('damaged', 'its page cannot be loaded.');
    else end('page-lost', 'its window stopped working four times within a minute.');
  }

  /** An app of somebody else goes on without the window, which can be shown again. */
  function end(why: 'damaged' | 'page-lost', cause: string): void {
    if (manners.ownsApp) endApp(why, cause);
    else {
      console.error(`The window of Sonar is closed: ${cause}`);
      windows.current()?.destroy();
    }
  }

  function showWindow(): void {
    if (windows.current() === null) openWindow();
    else showInFront(windows);
  }

  if (manners.singleInstance) onSecondStart(showWindow);
  if (manners.ownsApp) app.on('activate', showWindow);
  if (content.opensAtStart) openWindow();
  else begin();
  return {
    show: showWindow,
    showQuietly: () => (windows.current() === null ? openWindow() : showQuietly(windows)),
  };
}

/** Closing the last window ends the app, unless it can be found in the dock or in a tray. */
function quitWithLastWindow(staysInTray: () => boolean): () => void {
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin' && !staysInTray()) app.quit();
  });
  return () => {};
}

/** Where the person sees it, while what they type goes where it went. */
function showQuietly(windows: WindowHolder): void {
  const window = windows.current();
  if (window?.isMinimized()) window.restore();
  window?.showInactive();
  window?.moveTop();
}

/** Brings the held window to the front, once. */
function showInFront(windows: WindowHolder): void {
  bringToFront(windows.current(), {
    platform: process.platform,
    stealFocus: () => app.focus({ steal: true }),
  });
}

/** Keeps page and menu in step with the state; the menu is the app's, or stands in the module's own window. */
function keepStateShown(
  content: ShownLogin,
  { windows, manners }: WindowSettings,
): { showIn(window: BrowserWindow): void } {
  const { getState, onStateChanged, switchByMenu } = content;
  const sender = createStateSender(getState, () => windows.current()?.webContents ?? null);
  let rows: MenuRow[] = [];
  function showIn(window: BrowserWindow): void {
    // On macOS there is one menu for the whole app, and it is the app's.
    if (!manners.menu && process.platform !== 'darwin') {
      window.setMenu(Menu.buildFromTemplate(rows));
    }
  }
  const menu = createMenu(
    process.platform,
    { switchAccount: (accountId) => void switchByMenu(accountId) },
    (next) => {
      rows = next;
      if (manners.menu) Menu.setApplicationMenu(Menu.buildFromTemplate(rows));
      const window = windows.current();
      if (window !== null) showIn(window);
    },
  );
  let isMenuDue = false;
  function updateMenu(): void {
    isMenuDue = false;
    menu.update(getState());
  }
  updateMenu();
  onStateChanged(() => {
    sender.push();
    // After the window was told: the system may take longer for a menu than the window for a view.
    // Once for all that changes in a turn.
    if (!isMenuDue) setImmediate(updateMenu);
    isMenuDue = true;
  });
  return { showIn };
}
