import { LoginError } from '../errors/login-error.ts';
import type { SignInPorts } from './sign-in-ports.ts';

/** Opens the provider's page of the running attempt again. Throws `browser-not-opened`, and `timed-out` without one. */
export async function openPageAgain(ports: SignInPorts): Promise<void> {
  await ports.openBrowser(requireAuthorizationUrl(ports));
  const view = ports.view.get();
  if (view.kind === 'waiting-for-browser') {
    ports.view.show({ ...view, browserOpened: true, failure: null });
  }
}

/** Copies the address of the provider's page, for a browser of the person's choice. */
export async function copyLink(ports: SignInPorts): Promise<void> {
  await ports.copyText(requireAuthorizationUrl(ports));
}

function requireAuthorizationUrl(ports: SignInPorts): string {
  const authorizationUrl = ports.attempts.current()?.authorizationUrl ?? null;
  if (authorizationUrl === null) throw new LoginError('timed-out');
  return authorizationUrl;
}
