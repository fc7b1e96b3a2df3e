import type { Failure, Provider } from '../../preload/contract.ts';
import { LoginError } from '../errors/login-error.ts';
import type { Attempt } from './attempt.ts';
import type { SignInPorts } from './sign-in-ports.ts';

/**
 * Opens the provider's page of an attempt; when no browser can be started the attempt goes on with the address to copy.
 * The system may take seconds to say how it went: only what it says of the last try counts, and nothing once the
 * answer is here.
 */
export async function openPage(
  ports: SignInPorts,
  attempt: Attempt,
  provider: Provider,
): Promise<void> {
  const { authorizationUrl } = attempt;
  if (authorizationUrl === null) throw new LoginError('timed-out');
  const opening = Symbol('opening');
  attempt.opening = opening;
  const isOver = () =>
    attempt.authorizationUrl === null ||
    attempt.opening !== opening ||
    !ports.attempts.isCurrent(attempt);
  try {
    await ports.openBrowser(authorizationUrl);
    ports.log({ attempt: attempt.id, provider, step: 'browser-opened', code: null });
    if (isOver()) return;
    showWaiting(ports, attempt, provider, true);
  } catch (thrown) {
    if (!(thrown instanceof LoginError) || thrown.code !== 'browser-not-opened') throw thrown;
    if (isOver()) return;
    const { code } = thrown;
    ports.log({ attempt: attempt.id, provider, step: 'browser-not-opened', code });
    showWaiting(ports, attempt, provider, false, { code });
  }
}

/** Shows that the browser is waited for, as long as the attempt is the current one. */
export function showWaiting(
  ports: SignInPorts,
  attempt: Attempt,
  provider: Provider,
  browserOpened: boolean,
  failure: Failure | null = null,
): void {
  if (!ports.attempts.isCurrent(attempt)) return;
  const { deadline } = attempt;
  ports.view.show({ kind: 'waiting-for-browser', provider, deadline, browserOpened, failure });
}
