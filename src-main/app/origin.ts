/**
 * The scheme of the app's own pages. In Electron it is ours alone. Chromium refuses an unknown scheme before it can be
 * intercepted, so that the Chromium host uses https with a host that can never exist (RFC 2606 section 2).
 */
export const appScheme = process.versions.electron === undefined ? 'https' : 'sonar-login';

/** The one host under that scheme. */
export const appHost = process.versions.electron === undefined ? 'sonar-login.invalid' : 'app';

/** The app's origin: the only one that its window ever shows. */
export const appOrigin = `${appScheme}://${appHost}`;

/** The first page of the window. */
export const startPage = `${appOrigin}/index.html`;

/** Whether a URL belongs to the app's origin exactly: same scheme, same host, no port, no user. */
export function isAppUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  return protocol === `${appScheme}:` && host === appHost && username === '' && password === '';
}
