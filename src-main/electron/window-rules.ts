import { type Session, session, type WebContents, type WebPreferences } from 'electron';
import { appScheme, isAppUrl } from '../common/app-origin.ts';
import { fetchNoDictionary } from './held-session.ts';
import { type ServeRenderer, serveScheme } from './renderer-files.ts';

// All that keeps the window to its one page, in a row; the policy of that page is in `renderer-files.ts`. Rules
// are numbered as in Electron's security guide.

/** The session of the window, in memory only. */
export function windowSession(): Session {
  return session.fromPartition('sonar-login-window');
}

/** Makes the session of the window: it serves the renderer's files and lets no other request out. */
export function createWindowSession(serve: ServeRenderer): Session {
  const made = windowSession();
  fetchNoDictionary(made);
  serveScheme(made.protocol, appScheme, serve);
  made.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !isAppUrl(details.url) && !details.url.startsWith('devtools:') }),
  );
  denyPermissions(made);
  return made;
}

/** Refuses every permission and device that a page may ask for: rule 5. */
function denyPermissions(made: Session): void {
  made.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  made.setPermissionCheckHandler(() => false);
  made.setDevicePermissionHandler(() => false);
}

/** A sandboxed and isolated page without Node: rules 2, 3, 4, 6 and 8. */
export const walledPage = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const satisfies WebPreferences;

/** Keeps a window where it is: it navigates nowhere, and opens no other. */
export function keepToOnePage(contents: WebContents): void {
  denyNavigation(contents);
  denyNewWindows(contents);
}

/** Refuses every navigation and redirect of any frame: rule 13. */
function denyNavigation(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
}

/** Refuses every window that the page would open, embedded pages included: rules 11 and 14. */
function denyNewWindows(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
