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
export interface FrontSystem {
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
