import { randomBytes } from 'node:crypto';
import { within } from '../common/within.ts';
import { LoginError } from '../errors/login-error.ts';
import { isSameSecret } from './authorization.ts';

/** Asks the system to show an address in the person's browser; fulfils when it took the request. */
export type OpenBrowser = (url: string) => Promise<void>;

/** Longest address that Windows opens (`shell.openExternal`). */
export const maxBrowserUrlLength = 2081;

/** A system that has not taken the address by then never will. */
const openDeadlineMs = 10_000;

/**
 * Opens an address, or fails with `browser-not-opened`: also, and then without asking the system, for anything but https
 * or a start page of our own listener, for an address that is too long, or that is not written exactly as a URL parser
 * writes it. The system gets the very same bytes. `known`: addresses of the configuration, which a provider on this
 * machine has without https.
 */
export async function openInBrowser(
  open: OpenBrowser,
  url: string,
  options: { readonly deadlineMs?: number; readonly known?: readonly string[] } = {},
): Promise<void> {
  if (!isBrowserUrl(url) && !options.known?.includes(url))
    throw new LoginError('browser-not-opened');
  try {
    await within(options.deadlineMs ?? openDeadlineMs, open(url), () => {
      throw new LoginError('browser-not-opened');
    });
  } catch (error) {
    if (error instanceof LoginError) throw error;
    throw new LoginError('browser-not-opened', {}, error);
  }
}

/** Whether an address may be handed to the system at all. */
export function isBrowserUrl(url: string): boolean {
  if (url.length > maxBrowserUrlLength || !URL.canParse(url)) return false;
  const { href, protocol, username, password } = new URL(url);
  if (href !== url || username !== '' || password !== '') return false;
  return protocol === 'https:' || isStartPage(url);
}

/** Whether it is a start page of our own listener, by which somebody signs in. */
export function isStartPage(url: string): boolean {
  return startPage.test(url);
}

/** What the path of every start page begins with; the rest is its one-time secret. */
export const startPrefix = '/start/';

/** A start page: plain http, for it never leaves this machine, and nothing but host, port and secret. */
const startPage = new RegExp(
  String.raw`^http://(?:127\.0\.0\.1|localhost):[1-9]\d{0,4}${startPrefix}[\w-]{43}$`,
);

/** Bytes of each secret: 256 bit, 43 characters in base64url. */
const secretBytes = 32;

/** Addresses that lead anywhere at a time; a further one replaces the oldest. */
const mostPages = 16;

/** A day: longer than any attempt on any clock, so that what an attempt leaves in a browser goes by itself. */
const cookieSeconds = 86_400;

/**
 * Cookies of other attempts that may stay in a browser: those of attempts beside this one, which may still need theirs.
 * What was given up leaves one each, and they go to whatever else this computer serves, with every request.
 */
const mostOthers = 8;

const ofSomeAttempt = /^sonar-sign-in-[\da-f]{16}$/;

/** What a visit to a start page comes to. `again`: by the browser that has opened it before; `elsewhere`: by another. */
type Visit =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'first' | 'again'; readonly target: string };

/**
 * The addresses that the system's browser is given, and the cookie by which it is known again. Everybody who can list
 * this machine's processes sees such an address, so it holds nothing of the authorization request, and is good for one
 * browser: the first to come.
 */
export interface StartPages {
  /** The path of a fresh page that leads to `target`. */
  create(target: string): string;
  visit(path: string, cookieHeader: string | undefined): Visit;
  /** Whether a request comes from a browser that has opened a start page of this attempt. */
  isKnown(cookieHeader: string | undefined): boolean;
  /** The `Set-Cookie` lines that make a browser known, and take back what attempts of long ago have left in it. */
  cookies(cookieHeader: string | undefined): readonly string[];
  /** The one that takes the cookie back. */
  readonly expiredCookie: string;
}

/** Makes the start pages of one attempt; there is none yet. */
export function createStartPages(): StartPages {
  const pages = new Map<string, { readonly target: string; isOpened: boolean }>();
  // Cookies know no port: the name keeps attempts of one browser apart. Neither value is the state's.
  const name = `sonar-sign-in-${randomBytes(8).toString('hex')}`;
  const value = randomBytes(secretBytes).toString('base64url');
  const attributes = 'Path=/; HttpOnly; SameSite=Lax';
  const expired = (of: string) => `${of}=; Max-Age=0; ${attributes}`;

  function isKnown(cookieHeader: string | undefined): boolean {
    return valuesOf(cookieHeader, name).some((candidate) => isSameSecret(candidate, value));
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
    cookies(cookieHeader) {
      // Browsers list what came first first (RFC 6265 section 5.4).
      const others = namesIn(cookieHeader).filter((other) => other !== name);
      const old = others.slice(0, Math.max(others.length - mostOthers, 0));
      return [`${name}=${value}; Max-Age=${cookieSeconds}; ${attributes}`, ...old.map(expired)];
    },
    expiredCookie: expired(name),
  };
}

/** All values of a cookie in a `Cookie` header (RFC 6265 section 5.4): a name may come more than once. */
function valuesOf(header: string | undefined, name: string): readonly string[] {
  return (header ?? '').split(';').flatMap((pair) => {
    const [key, ...rest] = pair.trim().split('=');
    return key === name ? [rest.join('=')] : [];
  });
}

/** The names of attempts' cookies in a `Cookie` header, each once. */
function namesIn(header: string | undefined): readonly string[] {
  const names = (header ?? '').split(';').map((pair) => pair.trim().split('=')[0] ?? '');
  return [...new Set(names.filter((name) => ofSomeAttempt.test(name)))];
}
