import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, ipcMain } from 'electron';
import type { LoginState, LoginVerbs } from '../../preload/contract.ts';
import { createRefusalLog, type Refusal } from '../verbs/call-limits.ts';
import { createStateSender } from '../verbs/login-state.ts';
import { registerVerbs } from '../verbs/register-verbs.ts';
import { bringToFront } from './bring-to-front.ts';
import { createWindow, loadStartPage } from './create-window.ts';
import { denyNavigation } from './deny-navigation.ts';
import { denyNewWindows } from './deny-new-windows.ts';
import { denyPermissions } from './deny-permissions.ts';
import { currentExitCode, endApp, endByQuitting } from './end-app.ts';
import { createMenu } from './menu.ts';
import { isAppUrl } from './origin.ts';
import { arrangeQuit, type BeforeQuit } from './quit.ts';
import { keepPageLoaded } from './recover-renderer.ts';
import { createRendererFiles } from './renderer-files.ts';
import { onSecondStart } from './single-instance.ts';
import type { WindowHolder } from './window-holder.ts';
import type { WindowPlaceStore } from './window-place.ts';
import { createWindowSession } from './window-session.ts';

/** What the app around the sign-in is made of. */
export interface AppParts {
  readonly verbs: LoginVerbs;
  readonly getState: () => LoginState;
  readonly switchByMenu: (accountId: string) => Promise<void>;
  /** Calls `listener` after every change of the state. */
  readonly onStateChanged: (listener: () => void) => unknown;
  /** Holds the window; made by the caller, whose `bringToFront` and `saveFile` need it too. */
  readonly windows: WindowHolder;
  readonly place: WindowPlaceStore;
  /** See `wayland.ts`. */
  readonly mayBeWayland: boolean;
  /** Absolute path of the folder with `main/`, `preload/` and `renderer/`. */
  readonly bundles: string;
  /** Run before the app ends, in at most 3 s together. */
  readonly beforeQuit: readonly BeforeQuit[];
  /** Called once, when the window is shown: the time to touch keychain and network. */
  readonly onShown: () => void;
  readonly noteRefusal: (refusal: Refusal & { readonly suppressed: number }) => void;
  readonly noteRendererGone: (reason: string) => void;
  /** Called once, before the app ends for it. */
  readonly notePageLost: () => void;
  readonly now: () => number;
}

/**
 * Opens the window and keeps to its rules until the app ends; one rule per file, in a row. False when there can be no
 * window, and the app ends.
 */
export async function startApp(parts: AppParts): Promise<boolean> {
  const { windows } = parts;
  await app.whenReady();
  arrangeQuit(app, parts.beforeQuit, currentExitCode);
  endByQuitting(() =>
    windows.wasShown() ? { window: windows.shown(), locale: parts.getState().locale } : null,
  );
  registerVerbs({
    ipc: ipcMain,
    login: parts.verbs,
    ours: () => windows.current()?.webContents ?? null,
    isAppUrl,
    refusals: createRefusalLog(parts.noteRefusal, parts.now),
  });
  keepStateShown(parts);
  const preload = join(parts.bundles, 'preload', 'index.cjs');
  const renderer = join(parts.bundles, 'renderer');
  if (!isThere(preload) || !isThere(join(renderer, 'index.html'))) return false;
  const session = createWindowSession(createRendererFiles(renderer));
  denyPermissions(session);

  function openWindow(): void {
    const icon = join(parts.bundles, 'main', 'icon.png');
    const window = createWindow({
      session,
      preload,
      icon,
      place: parts.place,
      mayBeWayland: parts.mayBeWayland,
    });
    windows.hold(window);
    denyNavigation(window.webContents);
    denyNewWindows(window.webContents);
    keepPageLoaded(window.webContents, {
      load: () => loadStartPage(window),
      giveUp,
      note: parts.noteRendererGone,
      now: parts.now,
    });
    // Without it the page would be of no use.
    window.webContents.on('preload-error', (_event, _path, error) =>
      endApp('damaged', `its preload cannot be loaded (${error.message}).`),
    );
  }

  function giveUp(): void {
    parts.notePageLost();
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
  windows.current()?.once('show', parts.onShown);
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

function keepStateShown({ getState, onStateChanged, switchByMenu, windows }: AppParts): void {
  const sender = createStateSender(getState, () => windows.current()?.webContents ?? null);
  const menu = createMenu(process.platform, {
    switchAccount: (accountId) => void switchByMenu(accountId),
  });
  menu.update(getState());
  onStateChanged(() => {
    sender.push();
    menu.update(getState());
  });
}
