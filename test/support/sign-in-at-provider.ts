import { redirectOf, visit } from './browse.ts';
import { type CookieJar, createCookieJar } from './cookie-jar.ts';

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
