import { LoginError } from '../errors/login-error.ts';
import { isLoopbackHttp } from '../network/loopback-https.ts';

/** Asks the system to show an address in the person's browser; fulfils when it took the request. */
export type OpenBrowser = (url: string) => Promise<void>;

/** Longest address that Windows opens (`shell.openExternal`). */
export const maxBrowserUrlLength = 2081;

/** A system that has not taken the address by then never will. */
const openDeadlineMs = 10_000;

/**
 * Opens an address, or fails with `browser-not-opened`: also, and then without asking the system, for anything but
 * https (or http to this machine, if `allowLoopbackHttp`), for one that is too long, or that is not written exactly as
 * a URL parser writes it. The system gets the very same bytes.
 */
export async function openInBrowser(
  open: OpenBrowser,
  url: string,
  options: { readonly allowLoopbackHttp: boolean; readonly deadlineMs?: number },
): Promise<void> {
  if (!isBrowserUrl(url, options.allowLoopbackHttp)) throw new LoginError('browser-not-opened');
  const limit = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => limit.reject(new LoginError('browser-not-opened')),
    options.deadlineMs ?? openDeadlineMs,
  );
  try {
    await Promise.race([open(url), limit.promise]);
  } catch (error) {
    if (error instanceof LoginError) throw error;
    throw new LoginError('browser-not-opened', {}, error);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether an address may be handed to the system at all. */
export function isBrowserUrl(url: string, allowLoopbackHttp: boolean): boolean {
  if (url.length > maxBrowserUrlLength || !URL.canParse(url)) return false;
  const { href, protocol, username, password } = new URL(url);
  if (href !== url || username !== '' || password !== '') return false;
  return protocol === 'https:' || (allowLoopbackHttp && isLoopbackHttp(url));
}
