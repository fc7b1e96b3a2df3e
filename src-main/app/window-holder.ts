import type { BrowserWindow } from 'electron';

/** The one window while it is open; what has to find it takes this as an argument. */
export interface WindowHolder {
  current(): BrowserWindow | null;
  hold(window: BrowserWindow): void;
}

/** A holder of no window yet; a closed window leaves it by itself. */
export function createWindowHolder(): WindowHolder {
  let held: BrowserWindow | null = null;
  return {
    current: () => (held?.isDestroyed() ? null : held),
    hold(window) {
      held = window;
      window.once('closed', () => {
        if (held === window) held = null;
      });
    },
  };
}
