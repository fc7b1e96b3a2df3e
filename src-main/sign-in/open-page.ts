import type { ErrorCode, Failure, Provider } from '../../preload/contract.ts';
import { LoginError, toFailure } from '../errors/login-error.ts';
import type { LoopbackNews } from '../oauth/loopback-redirect.ts';
import type { Attempt } from './attempt.ts';
import type { SignInPorts } from './sign-in-ports.ts';

/** Why no browser was started, while the attempt goes on: its address can be copied. */
const notOpened: ReadonlySet<ErrorCode> = new Set(['browser-not-opened', 'too-many-tries']);

/**
 * Opens a start page of an attempt; when no browser can be started the attempt goes on with the address to copy. That
 * one was started is not believed of the system: its request for the page is the proof (`heedBrowser`). The system may
 * take seconds to say how it went: only what it says of the last try counts, and nothing once the page was asked for.
 */
export async function openPage(
  ports: SignInPorts,
  attempt: Attempt,
  provider: Provider,
): Promise<void> {
  attempt.signal.throwIfAborted();
  const { newStartPage } = attempt;
  if (newStartPage === null) throw new LoginError('timed-out');
  const opening = Symbol('opening');
  attempt.opening = opening;
  try {
    await ports.openings.open(newStartPage);
  } catch (thrown) {
    if (!(thrown instanceof LoginError) || !notOpened.has(thrown.code)) throw thrown;
    if (attempt.opening !== opening || !isWaiting(ports, attempt)) return;
    const { code } = thrown;
    ports.log({ attempt: attempt.id, provider, step: 'browser-not-opened', code });
    showWaiting(ports, attempt, provider, false, toFailure(thrown));
  }
}

/** What the person is told of each thing that the listener sees; the attempt goes on. */
const codeOfNews = {
  'unknown-browser': 'browser-not-recognized',
  incomplete: 'answer-incomplete',
  tls: 'browser-wants-https',
} as const satisfies Partial<Record<LoopbackNews, ErrorCode>>;

/** Shows and notes what the listener sees of the browser. A stranger's visit is noted, once, and no business of the window. */
export function heedBrowser(
  ports: SignInPorts,
  attempt: Attempt,
  provider: Provider,
): (news: LoopbackNews) => void {
  const noted = new Set<LoopbackNews>();
  const note = (news: LoopbackNews, step: 'answer-not-taken' | 'stranger-refused') => {
    if (noted.has(news)) return;
    noted.add(news);
    const code = news === 'stranger' || news === 'opened' ? null : codeOfNews[news];
    ports.log({ attempt: attempt.id, provider, step, code });
  };
  return (news) => {
    if (!isWaiting(ports, attempt)) return;
    switch (news) {
      case 'opened':
        if (attempt.opening !== null) {
          ports.log({ attempt: attempt.id, provider, step: 'browser-opened', code: null });
        }
        attempt.opening = null;
        showWaiting(ports, attempt, provider, true);
        return;
      case 'stranger':
        note(news, 'stranger-refused');
        return;
      case 'unknown-browser':
      case 'incomplete':
      case 'tls':
        note(news, 'answer-not-taken');
        showWaiting(ports, attempt, provider, true, { code: codeOfNews[news], provider });
    }
  };
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

function isWaiting(ports: SignInPorts, attempt: Attempt): boolean {
  return attempt.newStartPage !== null && ports.attempts.isCurrent(attempt);
}
