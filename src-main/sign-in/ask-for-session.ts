import { LoginError } from '../errors/login-error.ts';
import type { Sessions } from '../session/session-ports.ts';
import type { SignInOutcome, SonarSession } from '../sonar/sonar-service.ts';

/**
 * Asks the service by `ask` for what may open a session. A person who leaves meanwhile does not wait for it:
 * `cancelled` is thrown at once. But the request is not broken off, for the service may have opened the session
 * already, and nobody would be there to end it: one that comes too late is ended.
 */
export type AskForSession = <T extends SonarSession | SignInOutcome>(
  left: AbortSignal,
  ask: (signal: AbortSignal) => Promise<T>,
) => Promise<T>;

/** So many requests that somebody has left may come to their end; nobody leaves more within the deadline of the network. */
const mostLeft = 8;

/** Makes it; a window that was taken over cannot leave requests behind without end. */
export function createAskForSession(sessions: Pick<Sessions, 'drop'>): AskForSession {
  const leftBehind = new Set<AbortController>();
  const running = new Set<Promise<unknown>>();
  /** Sessions that somebody has got. */
  const taken = new Set<string>();

  function leaveBehind(request: AbortController): void {
    leftBehind.add(request);
    const [oldest] = leftBehind;
    if (leftBehind.size <= mostLeft || oldest === undefined) return;
    leftBehind.delete(oldest);
    oldest.abort();
  }

  /** A one-time code that is typed again is the same request, and its answer the same session. */
  async function endUntaken(session: SonarSession): Promise<void> {
    await Promise.allSettled([...running]);
    if (!taken.has(session.sessionId)) await sessions.drop(session);
  }

  return async (left, ask) => {
    if (left.aborted) throw new LoginError('cancelled');
    const leaving = Promise.withResolvers<never>();
    const request = new AbortController();
    const onLeft = () => {
      leaveBehind(request);
      leaving.reject(new LoginError('cancelled'));
    };
    left.addEventListener('abort', onLeft, { once: true });
    const asked = ask(request.signal);
    running.add(asked);
    void asked
      .then((answer) => {
        const session = sessionIn(answer);
        if (session === null) return;
        if (left.aborted) void endUntaken(session);
        else taken.add(session.sessionId);
      })
      .catch(() => undefined)
      .finally(() => {
        leftBehind.delete(request);
        running.delete(asked);
      });
    try {
      return await Promise.race([asked, leaving.promise]);
    } finally {
      left.removeEventListener('abort', onLeft);
    }
  };
}

function sessionIn(answer: SonarSession | SignInOutcome): SonarSession | null {
  if (!('kind' in answer)) return answer;
  return answer.kind === 'session' ? answer.session : null;
}
