import { LoginError, toFailure } from '../errors/login-error.ts';
import { endAttempt } from './end-attempt.ts';
import { openAccount } from './finish-sign-in.ts';
import type { SignInPorts } from './sign-in-ports.ts';

/**
 * Links the identity of the current attempt to the account whose Sonar password proves it, and opens the account.
 * A wrong password keeps the attempt, so that the person can try again without the browser.
 */
export async function linkAccount(
  ports: SignInPorts,
  username: string,
  password: string,
): Promise<void> {
  const attempt = ports.attempts.current();
  const view = ports.view.get();
  const question = attempt?.question ?? null;
  if (attempt === null || question === null || view.kind !== 'linking') {
    throw new LoginError('ticket-expired');
  }
  if (view.busy) return;
  ports.view.show({ ...view, busy: true, failure: null });
  try {
    const session = await ports.askForSession(attempt.signal, (signal) =>
      ports.sonar.link(question.ticket, username, password, signal),
    );
    ports.log({ attempt: attempt.id, provider: attempt.provider, step: 'linked', code: null });
    openAccount(ports, attempt, session, question.tokens);
  } catch (thrown) {
    if (!ports.attempts.isCurrent(attempt)) return;
    const failure = toFailure(thrown);
    if (failure.code === 'ticket-expired') {
      endAttempt(ports, attempt, thrown);
      return;
    }
    ports.view.show({ ...view, busy: false, failure });
  }
}
