import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What the path of every start page begins with; the rest is its one-time secret. */
export const startPrefix = '/start/';

/** Bytes of each secret: 256 bit, 43 characters in base64url. */
const secretBytes = 32;

/** Addresses that lead anywhere at a time; a further one replaces the oldest. */
const mostPages = 16;

/** A day: longer than any attempt on any clock, so that what an attempt leaves in a browser goes by itself. */
const cookieSeconds = 86_400;

/** What a visit to a start page comes to. `again`: by the browser that has opened it before; `elsewhere`: by another. */
export type Visit =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'first' | 'again'; readonly target: string };

/**
 * The addresses that the system's browser is given, and the cookie by which it is known again. An address is seen by
 * whoever can list this machine's processes, so it holds nothing of the authorization request, and is good for one
 * browser: the first to come.
 */
export interface StartPages {
  /** The path of a fresh page that leads to `target`. */
  create(target: string): string;
  visit(path: string, cookieHeader: string | undefined): Visit;
  /** Whether a request comes from a browser that has opened a start page of this attempt. */
  isKnown(cookieHeader: string | undefined): boolean;
  /** The `Set-Cookie` that makes a browser known; and the one that takes it back. */
  readonly cookie: string;
  readonly expiredCookie: string;
}

/** Makes the start pages of one attempt; there is none yet. */
export function createStartPages(): StartPages {
  const pages = new Map<string, { readonly target: string; isOpened: boolean }>();
  // Cookies know no port: the name keeps attempts of one browser apart. Neither value is the state's.
  const name = `sonar-sign-in-${randomBytes(8).toString('hex')}`;
  const value = randomBytes(secretBytes).toString('base64url');
  const attributes = 'Path=/; HttpOnly; SameSite=Lax';

  function isKnown(cookieHeader: string | undefined): boolean {
    return valuesOf(cookieHeader, name).some((candidate) => isSame(candidate, value));
  }

  return {
    create(target) {
      const path = startPrefix + randomBytes(secretBytes).toString('base64url');
      pages.set(path, { target, isOpened: false });
      const [oldest] = pages.keys();
      if (pages.size > mostPages && oldest !== undefined) pages.delete(oldest);
      return path;
    },
    visit(path, cookieHeader) {
      const page = pages.get(path);
      if (page === undefined) return { kind: 'unknown' };
      const { target } = page;
      if (page.isOpened) {
        return isKnown(cookieHeader) ? { kind: 'again', target } : { kind: 'elsewhere' };
      }
      page.isOpened = true;
      return { kind: 'first', target };
    },
    isKnown,
    cookie: `${name}=${value}; Max-Age=${cookieSeconds}; ${attributes}`,
    expiredCookie: `${name}=; Max-Age=0; ${attributes}`,
  };
}

/** All values of a cookie in a `Cookie` header (RFC 6265 section 5.4): a name may come more than once. */
function valuesOf(header: string | undefined, name: string): readonly string[] {
  return (header ?? '').split(';').flatMap((pair) => {
    const [key, ...rest] = pair.trim().split('=');
    return key === name ? [rest.join('=')] : [];
  });
}

/** Compares without telling by the time it takes how much was right. */
function isSame(left: string, right: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(left), hash(right));
}
