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
