import { LoginError } from '../errors/login-error.ts';
import { openPage, showWaiting } from './open-page.ts';
import type { SignInPorts } from './sign-in-ports.ts';

/** Opens the provider's page of the running attempt again; how that goes is told by the view. Throws `timed-out` without one. */
export async function openPageAgain(ports: SignInPorts): Promise<void> {
  const attempt = ports.attempts.current();
  if (!attempt?.newStartPage || attempt.provider === null) throw new LoginError('timed-out');
  const { provider } = attempt;
  showWaiting(ports, attempt, provider, false);
  await openPage(ports, attempt, provider);
}

/**
 * Copies an address that waits for a browser of the person's choice: a fresh one for the provider's page, or while no
 * attempt runs, of a help page that did not open.
 */
export async function copyLink(ports: SignInPorts, unopened: string | null): Promise<void> {
  const waiting = ports.attempts.current()?.newStartPage?.() ?? unopened;
  if (waiting === null) throw new LoginError('timed-out');
  await ports.copyText(waiting);
}
