interface Cookie {
  readonly value: string;
  readonly path: string;
}

/** A browser's cookies for one host, as far as a sign-in needs them (RFC 6265 sections 5.1.4 and 5.3). */
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
        const isExpired = expires !== undefined && new Date(expires).getTime() <= Date.now();
        if (isExpired) cookies.delete(`${name} ${path}`);
        else cookies.set(`${name} ${path}`, { value, path });
      }
    },
    header(url) {
      const { pathname } = new URL(url);
      return [...cookies]
        .filter(([, { path }]) => pathname.startsWith(path))
        .map(([key, { value }]) => `${key.slice(0, key.indexOf(' '))}=${value}`)
        .join('; ');
    },
  };
}
