import type { CookieJar } from './cookie-jar.ts';

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
  return landing === null ? response : visit(jar, landing.href);
}
