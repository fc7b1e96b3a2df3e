/** What is used of Electron's `app`. */
interface WindowedApp<Window> {
  on(event: 'browser-window-created', listener: (event: unknown, window: Window) => void): unknown;
  on(event: 'window-all-closed', listener: () => void): unknown;
  listenerCount(event: 'window-all-closed'): number;
  quit(): void;
}

/** What is used of a window (Electron's `BrowserWindow`). */
interface ClosingWindow {
  once(event: 'closed', listener: () => void): unknown;
}

/** Electron's own listener, which quits where no other one is, and ours. */
const listenersWithoutHost = 2;

/**
 * Lets an app of somebody else live when the module's window was the last one that was closed. With the last of its own
 * windows all stays as it is: the app's listener decides, and where it has none Electron quits.
 */
export function keepAliveWithout<Window extends ClosingWindow>(
  app: WindowedApp<Window>,
  isOurs: (window: Window) => boolean,
): void {
  let wasOurs = false;
  app.on('browser-window-created', (_event, window) => {
    window.once('closed', () => {
      wasOurs = isOurs(window);
    });
  });
  app.on('window-all-closed', () => {
    const hostDecides = app.listenerCount('window-all-closed') > listenersWithoutHost;
    if (!wasOurs && !hostDecides) app.quit();
  });
}
