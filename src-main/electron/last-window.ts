/** What is used of Electron's `app`. */
interface WindowedApp {
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
 * windows all stays as it is: the app's listener decides, and where it has none Electron quits. `countWindows`: how many
 * are open in the app. Answers what has to be told of each window of the module.
 */
export function keepAliveWithout(
  app: WindowedApp,
  countWindows: () => number,
): (ours: ClosingWindow) => void {
  let wasOurs = false;
  const forget = () => {
    wasOurs = false;
  };
  app.on('window-all-closed', () => {
    const isOurs = wasOurs;
    forget();
    const hostDecides = app.listenerCount('window-all-closed') > listenersWithoutHost;
    if (!isOurs && !hostDecides) app.quit();
  });
  return (ours) =>
    ours.once('closed', () => {
      wasOurs = countWindows() === 0;
      // Electron tells of it now or, when the app is about to quit, never: it says nothing about windows of later.
      setImmediate(forget);
    });
}
