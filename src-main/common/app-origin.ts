/** The scheme of the app's own pages. It is known inside the app only and registered with no system. */
export const appScheme = 'sonar-login';

/** The one host under that scheme. */
const appHost = 'app';

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
