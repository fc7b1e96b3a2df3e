import { within } from '../common/within.ts';
import { LoginError } from '../errors/login-error.ts';
import { startPrefix } from './start-pages.ts';

/** Asks the system to show an address in the person's browser; fulfils when it took the request. */
export type OpenBrowser = (url: string) => Promise<void>;

/** Longest address that Windows opens (`shell.openExternal`). */
export const maxBrowserUrlLength = 2081;

/** A system that has not taken the address by then never will. */
const openDeadlineMs = 10_000;

/**
 * Opens an address, or fails with `browser-not-opened`: also, and then without asking the system, for anything but https
 * or a start page of our own listener, for an address that is too long, or that is not written exactly as a URL parser
 * writes it. The system gets the very same bytes.
 */
export async function openInBrowser(
  open: OpenBrowser,
  url: string,
  options: { readonly deadlineMs?: number } = {},
): Promise<void> {
  if (!isBrowserUrl(url)) throw new LoginError('browser-not-opened');
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
  return protocol === 'https:' || startPage.test(url);
}

/** A start page: plain http, for it never leaves this machine, and nothing but host, port and secret. */
const startPage = new RegExp(
  String.raw`^http://(?:127\.0\.0\.1|localhost):[1-9]\d{0,4}${startPrefix}[\w-]{43}$`,
);
