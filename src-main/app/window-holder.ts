import type { BrowserWindow } from 'electron';

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
