import type { Failure, Result } from '../../preload/contract/errors.ts';
import type { LoginState, View } from '../../preload/contract/state.ts';
import type { LoginVerbs } from '../../preload/contract/verbs.ts';
import { createEmitter } from '../common/emitter.ts';
import type { AccountIndex } from '../session/account-index.ts';
import type { Attention, MenuEntry } from '../session/softphone-sessions.ts';
import { type CurrentView, showEnding } from '../sign-in/current-view.ts';
import { type AttentionWatch, watchAttention } from './attention.ts';
import { describeIcon, type EntryActions, listEntries } from './entries.ts';

/** What the app offers outside its window. */
export interface Desk {
  entries(): readonly MenuEntry[];
  /** One line for the icon. */
  describe(): string;
  /** Calls `listener` after each change of the entries or of that line; answers the function that stops it. */
  onEntriesChanged(listener: () => void): () => void;
  readonly attention: AttentionWatch;
  /** Shows the window where it has this. */
  open(attention: Attention): Promise<void>;
  /** Switches by a menu of the window, which has no place of its own to say why not: then the page does. */
  switchByMenu(accountId: string): Promise<void>;
  /** The browser has brought an answer: brings the window to the front, unless the sign-in began outside of it. */
  noteAnswer(): void;
}

/** What the desk works with. */
interface DeskNeeds {
  readonly getState: () => LoginState;
  /** The account the person is working in; null while nobody is signed in. */
  readonly getCurrentId: () => string | null;
  readonly onChange: (listener: () => void) => () => void;
  /** What the window's own buttons do. */
  readonly verbs: Pick<
    LoginVerbs,
    | 'switchAccount'
    | 'confirmWithProvider'
    | 'retrySession'
    | 'startSignIn'
    | 'openPageAgain'
    | 'cancelSignIn'
    | 'addAccount'
    | 'signOut'
  >;
  readonly view: Pick<CurrentView, 'get' | 'showHome'>;
  readonly index: Pick<AccountIndex, 'get'>;
  readonly isWindowOpen: () => boolean;
  /** Opens the window if it was closed, and brings it to the front. */
  readonly showWindow: () => Promise<void>;
  readonly bringToFront: () => void;
}

/** Ends of a sign-in that do not open a closed window: the person has cancelled it, or has gone. */
const leftQuietly: readonly Failure['code'][] = ['cancelled', 'timed-out'];

/** Makes the desk of a sign-in. What it does goes through the window's own verbs, so that the same rules hold. */
export function createDesk(needs: DeskNeeds): Desk {
  const { getState, verbs, view } = needs;
  const changed = createEmitter();
  const attention = watchAttention(getState, needs.onChange);
  /** What was shown when a sign-in began with the window closed; null: none runs that did. */
  let begunAt: View | null = null;

  const isHome = () => ['signed-in', 'signed-out'].includes(view.get().kind);

  /** A sign-in that began with the window closed opens it only when there is something to ask or to say. */
  function followQuietly(): void {
    const shown = view.get();
    if (begunAt === null || shown === begunAt || shown.kind === 'checking') return;
    const failure = 'failure' in shown ? shown.failure : null;
    if (shown.kind === 'waiting-for-browser' && failure === null) return;
    begunAt = null;
    const isOver = shown.kind === 'signed-in' || shown.kind === 'signed-out';
    if (isOver && (failure === null || leftQuietly.includes(failure.code))) return;
    void needs.showWindow();
  }

  /** What was refused is said in the window. */
  async function tell(answer: Promise<Result>, opensWindow = true): Promise<void> {
    const result = await answer;
    if (result.ok) return;
    if (isHome()) view.showHome(result.failure);
    if (opensWindow) await needs.showWindow();
  }

  async function begin(start: () => Promise<Result>): Promise<void> {
    begunAt = needs.isWindowOpen() ? null : view.get();
    await tell(start());
  }

  async function showSignIn(): Promise<void> {
    await verbs.addAccount();
    await needs.showWindow();
  }

  const actions: EntryActions = {
    switchAccount: (accountId) => tell(verbs.switchAccount(accountId)),
    confirm: ({ id, identity }) =>
      identity === null ? showSignIn() : begin(() => verbs.confirmWithProvider(id)),
    retry: (accountId) => tell(verbs.retrySession(accountId)),
    signIn: (provider) =>
      begin(() => verbs.startSignIn(provider, { anotherAccount: needs.getCurrentId() !== null })),
    openPageAgain: () => tell(verbs.openPageAgain()),
    cancelSignIn: () => tell(verbs.cancelSignIn()),
    signOut: (accountId) => tell(verbs.signOut(accountId)),
    open: needs.showWindow,
  };
  const entries = () => listEntries(getState(), needs.getCurrentId(), actions);
  const describe = () => describeIcon(getState(), needs.getCurrentId());
  const look = () => JSON.stringify([entries(), describe()]);
  let last = look();
  needs.onChange(() => {
    followQuietly();
    const now = look();
    if (now === last) return;
    last = now;
    changed.emit();
  });

  return {
    entries,
    describe,
    onEntriesChanged: changed.listen,
    attention,
    async open({ kind, accountId }) {
      const session = getState().accounts.find(({ id }) => id === accountId)?.session;
      if (kind === 'session-ended' && session?.status === 'signed-out' && isHome()) {
        if (session.failure !== null)
          showEnding({ view, index: needs.index }, accountId, session.failure);
      } else if (kind === 'confirm' && isHome() && needs.getCurrentId() !== accountId) {
        await tell(verbs.switchAccount(accountId), false);
      }
      await needs.showWindow();
    },
    switchByMenu: (accountId) => tell(verbs.switchAccount(accountId), false),
    noteAnswer() {
      if (begunAt === null || needs.isWindowOpen()) needs.bringToFront();
    },
  };
}
