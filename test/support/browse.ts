interface Cookie {
  readonly host: string;
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

/**
 * A browser's cookies as far as a sign-in needs them (RFC 6265 sections 5.1.4 and 5.3): of the host that set them,
 * whatever its port.
 */
export interface CookieJar {
  /** Takes over what an answer sets or expires. */
  store(response: Response): void;
  /** The `cookie` header for a request to `url`. */
  header(url: string): string;
}

/** An empty cookie jar: a fresh browser profile. */
export function createCookieJar(): CookieJar {
  const cookies = new Map<string, Cookie>();
  return {
    store(response) {
      const host = new URL(response.url).hostname;
      for (const line of response.headers.getSetCookie()) {
        const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
        const name = pair.slice(0, pair.indexOf('='));
        const value = pair.slice(pair.indexOf('=') + 1);
        const attribute = (key: string) =>
          attributes
            .find((part) => part.toLowerCase().startsWith(`${key}=`))
            ?.slice(key.length + 1);
        const path = attribute('path') ?? '/';
        const expires = attribute('expires');
        const isExpired =
          attribute('max-age') === '0' ||
          (expires !== undefined && new Date(expires).getTime() <= Date.now());
        const key = `${host} ${name} ${path}`;
        if (isExpired) cookies.delete(key);
        else cookies.set(key, { host, name, value, path });
      }
    },
    header(url) {
      const { hostname, pathname } = new URL(url);
      return [...cookies.values()]
        .filter(({ host, path }) => host === hostname && pathname.startsWith(path))
        .map(({ name, value }) => `${name}=${value}`)
        .join('; ');
    },
  };
}

/** What came of an authorization request in a browser without a screen. */
export interface ProviderSignIn {
  /** Where the provider sends the browser: the app's redirect URI with the authorization response. */
  readonly redirectUrl: string;
  /** Whether the account picker was shown on the way. */
  readonly pickerShown: boolean;
}

/** How the browser is. */
export interface SignInOptions {
  /** Keeps the provider's session between calls; without it each call is a fresh browser. */
  readonly cookieJar?: CookieJar;
}

const maxSteps = 12;

/**
 * Goes through a stand-in's sign-in by plain HTTP: opens `authorizationUrl`, clicks the person's button (`'refuse'`:
 * the cancel button) if the picker is shown, and follows redirects until one leaves the provider.
 * Rejects if the provider shows any other page.
 */
export async function signInAtProvider(
  authorizationUrl: string,
  personKey: string | 'refuse',
  options: SignInOptions = {},
): Promise<ProviderSignIn> {
  const jar = options.cookieJar ?? createCookieJar();
  const { origin } = new URL(authorizationUrl);
  let url = authorizationUrl;
  let pickerShown = false;
  let response = await visit(jar, url);
  for (let count = 0; count < maxSteps; count += 1) {
    const target = redirectOf(response, url);
    if (target && target.origin !== origin) return { redirectUrl: target.href, pickerShown };
    if (target) {
      url = target.href;
      response = await visit(jar, url);
      continue;
    }
    const page = await response.text();
    if (response.status !== 200 || !page.includes('name="refuse"')) {
      throw new Error(`the provider shows ${response.status}: ${page.replaceAll(/\s+/g, ' ')}`);
    }
    pickerShown = true;
    const fields = personKey === 'refuse' ? { refuse: 'yes' } : { person: personKey };
    response = await visit(jar, url, { method: 'POST', body: new URLSearchParams(fields) });
  }
  throw new Error(`no end after ${maxSteps} steps at ${origin}`);
}

/** Requests one page as a browser with these cookies does, and follows no redirect. */
export async function visit(
  jar: CookieJar,
  url: string,
  init: RequestInit = {},
): Promise<Response> {
  const headers = new Headers(init.headers);
  const cookie = jar.header(url);
  if (cookie !== '') headers.set('cookie', cookie);
  const response = await fetch(url, { ...init, headers, redirect: 'manual' });
  jar.store(response);
  return response;
}

/** The address an answer redirects to, or null. */
export function redirectOf(response: Response, base: string): URL | null {
  const location = response.headers.get('location');
  return response.status >= 300 && response.status < 400 && location !== null
    ? new URL(location, base)
    : null;
}

/** Opens the address that the app gave the browser; answers the authorization URL that it leads to. */
export async function openStartPage(jar: CookieJar, url: string): Promise<string> {
  const response = await visit(jar, url);
  const target = redirectOf(response, url);
  if (target === null) throw new Error(`the start page answers ${response.status}`);
  return target.href;
}

/** Brings the authorization response to the app and stays on the page where that ends. */
export async function bringResponse(jar: CookieJar, redirectUrl: string): Promise<Response> {
  const response = await visit(jar, redirectUrl);
  const landing = redirectOf(response, redirectUrl);
  if (landing === null) return response;
  // A browser goes on over the same connection, which `fetch` takes a turn to have free.
  await response.arrayBuffer();
  await new Promise(setImmediate);
  return visit(jar, landing.href);
}
