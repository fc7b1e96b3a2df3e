import { setTimeout as pause } from 'node:timers/promises';
import { BrowserWindow, nativeTheme, type Session, screen } from 'electron';
import { paintedChannel } from '../../preload/contract/verbs.ts';
import { startPage } from '../common/app-origin.ts';
import type { WindowPlaceStore } from '../platform.ts';
import { firstSize, restorePlace, smallestSize } from './window-place.ts';
import { walledPage } from './window-rules.ts';

/** The page's own colour (`--page` of the renderer's tokens), so that nothing flashes before the first paint. */
const background = { light: '#ffffff', dark: '#15181c' } as const;

/** A window from which nothing is to be seen yet. */
export interface MadeWindow {
  readonly window: BrowserWindow;
  /** Ends when its page is there, if only as a background of its own colour. */
  readonly committed: Promise<void>;
  /** Ends when the first view is painted; or when it is overdue, since a window that was shown. */
  readonly painted: Promise<void>;
}

/** Makes the one window: hidden until there is something to show, sandboxed, isolated, without Node. It loads nothing yet. */
export function createWindow(parts: {
  readonly session: Session;
  /** Absolute path of the preload bundle. */
  readonly preload: string;
}): MadeWindow {
  const { session, preload } = parts;
  const window = new BrowserWindow({
    ...firstSize,
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    title: 'Sonar',
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: { ...walledPage, session, preload },
  });
  const committed = new Promise<void>((resolve) =>
    window.webContents.once('did-navigate', () => resolve()),
  );
  return { window, committed, painted: waitForPaint(window) };
}

/** A page that paints nothing has something the matter with it: nobody waits for it any longer. */
const overdueMs = 1_000;

/** The page draws nothing before its first view; the preload tells when that is painted. */
async function waitForPaint(window: BrowserWindow): Promise<void> {
  const shown = new Promise<void>((resolve) => window.once('show', resolve));
  const painted = new Promise<void>((resolve) =>
    window.webContents.ipc.once(paintedChannel, () => resolve()),
  );
  await Promise.race([painted, shown.then(() => pause(overdueMs))]);
}

/**
 * Puts a hidden window where it was when it was last open, and shows it as soon as its page is there. Its view follows
 * within some frames: a hidden window draws nothing, so that to wait for the view would only put it off (and on Wayland
 * for ever, electron/electron#48859).
 */
export async function showInPlace(
  { window, committed }: MadeWindow,
  parts: {
    readonly place: WindowPlaceStore;
    /** Absolute path of the product mark. */
    readonly icon: string;
  },
): Promise<void> {
  const { place, icon } = parts;
  const remembered = place.read();
  if (remembered !== null) {
    const workAreas = screen.getAllDisplays().map((display) => display.workArea);
    const { x, y, ...size } = restorePlace(remembered, workAreas);
    window.setSize(size.width, size.height);
    if (x !== undefined && y !== undefined) window.setPosition(x, y);
  }
  const remember = () =>
    place.write({ ...window.getNormalBounds(), isMaximized: window.isMaximized() });
  window.on('resized', remember);
  window.on('moved', remember);
  window.on('close', remember);
  // A page that could not be loaded is loaded again, by `recover-renderer.ts`.
  await committed;
  if (window.isDestroyed()) return;
  if (remembered?.isMaximized) window.maximize();
  window.show();
  // Windows and macOS take it from the program; reading it takes as long as a frame.
  if (process.platform === 'linux') window.setIcon(icon);
}

/** What Chromium calls a navigation that another one has taken the place of. */
const replaced = 'ERR_ABORTED';

/** Loads the first page; a window that is closed meanwhile is no fault, nor one that is reloaded meanwhile. */
export async function loadStartPage(window: BrowserWindow): Promise<void> {
  try {
    await window.loadURL(startPage);
  } catch (error) {
    if (window.isDestroyed() || (error as { code?: unknown }).code === replaced) return;
    throw error;
  }
}

/** The one window while it is open; what has to find it takes this as an argument. */
export interface WindowHolder {
  current(): BrowserWindow | null;
  /** The window, if it was shown already. */
  shown(): BrowserWindow | null;
  /** Whether any window was shown since the app started. */
  wasShown(): boolean;
  hold(window: BrowserWindow): void;
}

/** A holder of no window yet; a closed window leaves it by itself. */
export function createWindowHolder(): WindowHolder {
  let held: BrowserWindow | null = null;
  let shown: BrowserWindow | null = null;
  let wasShown = false;
  const current = () => (held?.isDestroyed() ? null : held);
  return {
    current,
    shown: () => (shown === held ? current() : null),
    wasShown: () => wasShown,
    hold(window) {
      held = window;
      window.once('show', () => {
        shown = window;
        wasShown = true;
      });
      window.once('closed', () => {
        if (held === window) held = null;
      });
    },
  };
}

/** What is used of the window (Electron's `BrowserWindow`). */
export interface FrontWindow {
  isDestroyed(): boolean;
  isMinimized(): boolean;
  isFocused(): boolean;
  restore(): void;
  show(): void;
  focus(): void;
  moveTop(): void;
  setAlwaysOnTop(onTop: boolean): void;
  flashFrame(flash: boolean): void;
  once(event: 'focus', listener: () => void): unknown;
}

/** What depends on the system. */
interface FrontSystem {
  readonly platform: NodeJS.Platform;
  /** Takes the focus from another app, which only macOS allows (`app.focus({ steal: true })`). */
  readonly stealFocus: () => void;
}

/** How long the window stays above all others when a plain focus was refused. */
const pulseMs = 300;

/**
 * Brings the window to the front, once. Windows often refuses the focus after a step in the browser: then the window
 * is lifted above the others for a moment, and its button in the task bar flashes until the person looks.
 */
export function bringToFront(window: FrontWindow | null, system: FrontSystem): void {
  if (window === null || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  if (system.platform === 'darwin') system.stealFocus();
  window.focus();
  window.moveTop();
  if (system.platform === 'darwin' || window.isFocused()) return;
  if (system.platform === 'win32') pulse(window);
  window.flashFrame(true);
  window.once('focus', () => window.flashFrame(false));
}

function pulse(window: FrontWindow): void {
  window.setAlwaysOnTop(true);
  setTimeout(() => {
    if (!window.isDestroyed()) window.setAlwaysOnTop(false);
  }, pulseMs).unref();
}
