import { LoginError } from '../errors/login-error.ts';
import type { Attempt } from './attempt.ts';
import { openPage, showWaiting } from './open-page.ts';
import type { SignInPorts } from './sign-in-ports.ts';

/** Opens the provider's page of the running attempt again; how that goes is told by the view. Throws `timed-out` without one. */
export async function openPageAgain(ports: SignInPorts): Promise<void> {
  const { attempt } = requireWaiting(ports);
  const { provider } = attempt;
  if (provider === null) throw new LoginError('timed-out');
  showWaiting(ports, attempt, provider, false);
  await openPage(ports, attempt, provider);
}

/** Copies the address of the provider's page, for a browser of the person's choice. */
export async function copyLink(ports: SignInPorts): Promise<void> {
  await ports.copyText(requireWaiting(ports).authorizationUrl);
}

function requireWaiting(ports: SignInPorts): { attempt: Attempt; authorizationUrl: string } {
  const attempt = ports.attempts.current();
  const authorizationUrl = attempt?.authorizationUrl ?? null;
  if (attempt === null || authorizationUrl === null) throw new LoginError('timed-out');
  return { attempt, authorizationUrl };
}
