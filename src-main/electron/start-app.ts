import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, ipcMain, Menu } from 'electron';
import { isAppUrl } from '../common/app-origin.ts';
import type { ShownLogin } from '../platform.ts';
import { createRefusalLog } from '../verbs/call-limits.ts';
import { createStateSender } from '../verbs/login-state.ts';
import { registerVerbs } from '../verbs/register-verbs.ts';
import { currentExitCode, endApp, endByQuitting } from './end-app.ts';
import { createMenu } from './menu.ts';
import { arrangeQuit } from './quit.ts';
import { keepPageLoaded } from './recover-renderer.ts';
import { createRendererFiles } from './renderer-files.ts';
import { onSecondStart } from './single-instance.ts';
import { bringToFront, createWindow, loadStartPage, type WindowHolder } from './window.ts';
import { createWindowSession, keepToOnePage } from './window-rules.ts';

/** Opens the window and keeps to its rules until the app ends. False when there can be no window, and the app ends. */
export async function startApp(
  content: ShownLogin,
  settings: {
    readonly windows: WindowHolder;
    /** See `wayland.ts`. */
    readonly mayBeWayland: boolean;
    /** Absolute path of the folder with `main/`, `preload/` and `renderer/`. */
    readonly bundles: string;
    readonly now: () => number;
  },
): Promise<boolean> {
  const { windows, bundles, now } = settings;
  await app.whenReady();
  arrangeQuit(app, content.beforeQuit, currentExitCode);
  endByQuitting(() =>
    windows.wasShown() ? { window: windows.shown(), locale: content.getState().locale } : null,
  );
  registerVerbs({
    ipc: ipcMain,
    verbs: content.verbs,
    ours: () => windows.current()?.webContents ?? null,
    isAppUrl,
    refusals: createRefusalLog(content.noteRefusal, now),
  });
  keepStateShown(content, windows);
  const preload = join(bundles, 'preload', 'index.cjs');
  const renderer = join(bundles, 'renderer');
  if (!isThere(preload) || !isThere(join(renderer, 'index.html'))) return false;
  const session = createWindowSession(createRendererFiles(renderer));

  function openWindow(): void {
    const icon = join(bundles, 'main', 'icon.png');
    const window = createWindow({
      session,
      preload,
      icon,
      place: content.place,
      mayBeWayland: settings.mayBeWayland,
    });
    windows.hold(window);
    keepToOnePage(window.webContents);
    keepPageLoaded(window.webContents, {
      load: () => loadStartPage(window),
      giveUp,
      note: content.noteRendererGone,
      now,
    });
    // Without it the page would be of no use.
    window.webContents.on('preload-error', (_event, _path, error) =>
      endApp('damaged', `its preload cannot be loaded (${error.message}).`),
    );
  }

  function giveUp(): void {
    content.notePageLost();
    // A window that nobody has seen would stay hidden for ever.
    if (windows.shown() === null) endApp('damaged', 'its page cannot be loaded.');
    else endApp('page-lost', 'its window stopped working four times within a minute.');
  }

  function showWindow(): void {
    if (windows.current() === null) openWindow();
    else showInFront(windows);
  }

  onSecondStart(showWindow);
  app.on('activate', showWindow);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  openWindow();
  windows.current()?.once('show', content.onShown);
  return true;
}

/** Without its files the window would stay hidden for ever, or be of no use: then the app says so and ends. */
function isThere(file: string): boolean {
  const isFound = existsSync(file);
  if (!isFound) endApp('damaged', `${file} is missing.`);
  return isFound;
}

/** Brings the held window to the front, once. */
export function showInFront(windows: WindowHolder): void {
  bringToFront(windows.current(), {
    platform: process.platform,
    stealFocus: () => app.focus({ steal: true }),
  });
}

function keepStateShown(content: ShownLogin, windows: WindowHolder): void {
  const { getState, onStateChanged, switchByMenu } = content;
  const sender = createStateSender(getState, () => windows.current()?.webContents ?? null);
  const menu = createMenu(
    process.platform,
    { switchAccount: (accountId) => void switchByMenu(accountId) },
    (rows) => Menu.setApplicationMenu(Menu.buildFromTemplate(rows)),
  );
  menu.update(getState());
  onStateChanged(() => {
    sender.push();
    menu.update(getState());
  });
}
