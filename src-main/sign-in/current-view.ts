import type { Failure } from '../../preload/contract/errors.ts';
import type { View } from '../../preload/contract/state.ts';
import type { AccountIndex } from '../session/account-index.ts';
import type { LiveSessions } from '../session/live-sessions.ts';

/** The view the person is in, held in main so that a reload of the window changes nothing. */
export interface CurrentView {
  get(): View;
  show(view: View): void;
  /** Leaves an attempt: back to the active account if there is one, else to the sign-in screen. */
  showHome(failure: Failure | null): void;
  /** The account that `showHome` leads to; null: to the sign-in screen. */
  homeAccount(): string | null;
  /** Whether `showHome` would lead to an account. */
  canReturn(): boolean;
}

/** Starts in `starting`; `onChange` is called after every change. */
export function createCurrentView(
  index: AccountIndex,
  live: LiveSessions,
  onChange: () => void,
): CurrentView {
  let view: View = { kind: 'starting' };
  const show = (next: View) => {
    view = next;
    onChange();
  };
  const home = () => findHome(index, live);
  return {
    get: () => view,
    show,
    showHome(failure) {
      const accountId = home();
      show(
        accountId === null
          ? { kind: 'signed-out', failure }
          : { kind: 'signed-in', accountId, failure },
      );
    },
    homeAccount: home,
    canReturn: () => home() !== null && view.kind !== 'signed-in',
  };
}

/** The active account, or the last used one that is signed in; null when none is. */
function findHome(index: AccountIndex, live: LiveSessions): string | null {
  const isOpen = (accountId: string) =>
    live.get(accountId).view.status !== 'signed-out' || index.get(accountId)?.signedIn === true;
  const activeId = index.getActiveId();
  if (activeId !== null && isOpen(activeId)) return activeId;
  const open = index.list().filter(({ summary }) => isOpen(summary.id));
  open.sort((a, b) => b.lastUsedAt.localeCompare(a.lastUsedAt));
  return open[0]?.summary.id ?? null;
}

/**
 * Leaves an account whose session ended by itself while it was shown, with the reason: to another account that is
 * open, else to the sign-in screen. Nothing on the account's own pages would work any more.
 */
export function leaveEndedSession({
  view,
  live,
  index,
}: {
  readonly view: CurrentView;
  readonly live: Pick<LiveSessions, 'get'>;
  readonly index: Pick<AccountIndex, 'get'>;
}): void {
  const shown = view.get();
  if (shown.kind !== 'signed-in') return;
  const { view: session, generation } = live.get(shown.accountId);
  const { status, failure } = session;
  if (status !== 'signed-out') return;
  if (failure === null) {
    // Ended here before, as the keychain tells; one that was not asked about yet is none of those.
    if (generation > 0 && index.get(shown.accountId)?.signedIn !== true) view.showHome(null);
    return;
  }
  showEnding({ view, index }, shown.accountId, failure);
}

/** Leads home with why an account's session has ended, and with what the way back to it needs. */
export function showEnding(
  {
    view,
    index,
  }: { readonly view: Pick<CurrentView, 'showHome'>; readonly index: Pick<AccountIndex, 'get'> },
  accountId: string,
  failure: Failure,
): void {
  const label = index.get(accountId)?.identity?.label;
  view.showHome({
    ...failure,
    accountId,
    ...(label === undefined ? {} : { provider: label.provider }),
    ...(label?.email ? { email: label.email } : {}),
  });
}
