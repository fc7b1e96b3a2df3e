import type { ErrorCode, Failure } from '../../preload/contract/errors.ts';
import type { Provider } from '../../preload/contract/providers.ts';
import { LoginError, toFailure } from '../errors/login-error.ts';
import type { LoopbackNews } from '../oauth/loopback-redirect.ts';
import { type Attempt, type Attempts, noteStep, type StepNeeds } from './attempt.ts';
import type { CurrentView } from './current-view.ts';
import type { HelpPages, Openings } from './openings.ts';

/** What is shown and noted of an attempt whose person is in the browser. */
interface BrowserNeeds extends StepNeeds {
  readonly attempts: Attempts;
  readonly view: CurrentView;
}

/** What its page is opened with. */
export interface PageNeeds extends BrowserNeeds {
  readonly openings: Pick<Openings, 'open'>;
}

/** Why no browser was started, while the attempt goes on: its address can be copied. */
const notOpened: ReadonlySet<ErrorCode> = new Set(['browser-not-opened', 'too-many-tries']);

/**
 * Opens a start page of an attempt; when no browser can be started the attempt goes on with the address to copy. That
 * one was started is not believed of the system: its request for the page is the proof (`heedBrowser`). The system may
 * take seconds to say how it went: only what it says of the last try counts, and nothing once the page was asked for.
 */
export async function openPage(
  needs: PageNeeds,
  attempt: Attempt,
  provider: Provider,
): Promise<void> {
  attempt.signal.throwIfAborted();
  const { newStartPage } = attempt;
  if (newStartPage === null) throw new LoginError('timed-out');
  const opening = Symbol('opening');
  attempt.opening = opening;
  try {
    await needs.openings.open(newStartPage);
  } catch (thrown) {
    if (!(thrown instanceof LoginError) || !notOpened.has(thrown.code)) throw thrown;
    if (attempt.opening !== opening || !isWaiting(needs, attempt)) return;
    noteStep(needs, attempt, 'browser-not-opened', thrown.code);
    showWaiting(needs, attempt, provider, false, toFailure(thrown));
  }
}

/** Opens the provider's page of the running attempt again; how that goes is told by the view. Throws `timed-out` without one. */
export async function openPageAgain(needs: PageNeeds): Promise<void> {
  const attempt = needs.attempts.current();
  if (!attempt?.newStartPage || attempt.provider === null) throw new LoginError('timed-out');
  const { provider } = attempt;
  showWaiting(needs, attempt, provider, false);
  await openPage(needs, attempt, provider);
}

/**
 * Copies an address that waits for a browser of the person's choice: a fresh one for the provider's page, or while no
 * attempt runs, of a help page that did not open.
 */
export async function copyLink(needs: {
  readonly attempts: Pick<Attempts, 'current'>;
  readonly helpPages: Pick<HelpPages, 'unopened'>;
  readonly copyText: (text: string) => Promise<void>;
}): Promise<void> {
  const waiting = needs.attempts.current()?.newStartPage?.() ?? needs.helpPages.unopened();
  if (waiting === null) throw new LoginError('timed-out');
  await needs.copyText(waiting);
}

/** What the person is told of each thing that the listener sees; the attempt goes on. */
const codeOfNews = {
  'unknown-browser': 'browser-not-recognized',
  incomplete: 'answer-incomplete',
  tls: 'browser-wants-https',
} as const satisfies Partial<Record<LoopbackNews, ErrorCode>>;

/** Shows and notes what the listener sees of the browser. A stranger's visit is noted, once, and no business of the window. */
export function heedBrowser(
  needs: BrowserNeeds,
  attempt: Attempt,
  provider: Provider,
): (news: LoopbackNews) => void {
  const noted = new Set<LoopbackNews>();
  const note = (news: LoopbackNews, step: 'answer-not-taken' | 'stranger-refused') => {
    if (noted.has(news)) return;
    noted.add(news);
    const code = news === 'stranger' || news === 'opened' ? null : codeOfNews[news];
    noteStep(needs, attempt, step, code);
  };
  return (news) => {
    if (!isWaiting(needs, attempt)) return;
    switch (news) {
      case 'opened':
        if (attempt.opening !== null) noteStep(needs, attempt, 'browser-opened');
        attempt.opening = null;
        showWaiting(needs, attempt, provider, true);
        return;
      case 'stranger':
        note(news, 'stranger-refused');
        return;
      case 'unknown-browser':
      case 'incomplete':
      case 'tls':
        note(news, 'answer-not-taken');
        showWaiting(needs, attempt, provider, true, { code: codeOfNews[news], provider });
    }
  };
}

/** Shows that the browser is waited for, as long as the attempt is the current one. */
export function showWaiting(
  needs: Pick<BrowserNeeds, 'attempts' | 'view'>,
  attempt: Attempt,
  provider: Provider,
  browserOpened: boolean,
  failure: Failure | null = null,
): void {
  if (!needs.attempts.isCurrent(attempt)) return;
  needs.view.show({
    kind: 'waiting-for-browser',
    provider,
    deadline: attempt.agreeBy ?? attempt.deadline,
    asksToAgree: attempt.agreeBy !== null,
    browserOpened,
    failure,
  });
}

function isWaiting(needs: Pick<BrowserNeeds, 'attempts'>, attempt: Attempt): boolean {
  return attempt.newStartPage !== null && needs.attempts.isCurrent(attempt);
}
