import type { WebContents } from 'electron';

/** Refuses every navigation and redirect of any frame: the window shows one page. Electron's security guide, rule 13. */
export function denyNavigation(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
}
