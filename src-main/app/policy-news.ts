import { app, type BrowserWindow } from 'electron';

/** `WM_SETTINGCHANGE`: Windows sends it to every window after Group Policy was applied, among other changes. */
const settingChangeMessage = 0x001a;

/**
 * Calls `listener` when policies may have changed: Windows said so, or the window came to the front. Answers the
 * function that stops it.
 */
export function listenForPolicyNews(listener: () => void): () => void {
  const hear = (_event: unknown, window: BrowserWindow) => {
    if (process.platform === 'win32') window.hookWindowMessage(settingChangeMessage, listener);
  };
  app.on('browser-window-created', hear);
  app.on('browser-window-focus', listener);
  return () => {
    app.off('browser-window-created', hear);
    app.off('browser-window-focus', listener);
  };
}
