import type { WebContents } from 'electron';

/** Refuses every window that the page would open, embedded pages included. Electron's security guide, rules 11 and 14. */
export function denyNewWindows(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
