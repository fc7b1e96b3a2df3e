import type { Failure } from '../preload/contract/errors.ts';
import type { Provider } from '../preload/contract/providers.ts';
import type { KnownAccount, LoginState, View } from '../preload/contract/state.ts';

/** What the window knows: main's state, and what a verb answered that main's state does not tell. */
export interface Screen {
  /** Null until main has answered for the first time. */
  readonly state: LoginState | null;
  readonly verbFailure: Failure | null;
  /** A failure the person has put away; shown again only when it happens again. */
  readonly dismissed: Failure | null;
  /** A switch that main's state does not tell yet; null: none is under way. */
  readonly switching: Switching | null;
}

/** A switch to another account, from the press on it until main's state tells the outcome. */
interface Switching {
  readonly accountId: string;
  /** Main has made it: its next state says where the person is. */
  readonly isDone: boolean;
}

/** What can happen to the screen. */
export type ScreenEvent =
  /** Main sent its state. */
  | { readonly type: 'state-changed'; readonly state: LoginState }
  /** The answer to the first question; older than any state that was sent meanwhile. */
  | { readonly type: 'state-answered'; readonly state: LoginState }
  | { readonly type: 'verb-started' }
  | { readonly type: 'switch-started'; readonly accountId: string }
  | { readonly type: 'switch-done'; readonly accountId: string }
  | { readonly type: 'verb-failed'; readonly failure: Failure }
  | { readonly type: 'dismissed'; readonly failure: Failure };

/** The screen before main has answered. */
export const firstScreen: Screen = {
  state: null,
  verbFailure: null,
  dismissed: null,
  switching: null,
};

/** The screen after an event. */
export function reduceScreen(screen: Screen, event: ScreenEvent): Screen {
  switch (event.type) {
    case 'state-changed':
      return {
        state: keepAccounts(event.state, screen.state),
        verbFailure: screen.state?.view.kind === event.state.view.kind ? screen.verbFailure : null,
        dismissed: stillDismissed(screen.dismissed, viewFailure(event.state.view)),
        switching: stillSwitching(screen.switching, event.state.view),
      };
    case 'state-answered':
      return screen.state === null ? { ...screen, state: event.state } : screen;
    case 'verb-started':
      return { ...screen, verbFailure: null };
    case 'switch-started': {
      const { accountId } = event;
      return { ...screen, verbFailure: null, switching: { accountId, isDone: false } };
    }
    case 'switch-done': {
      // The person may have gone on to another one meanwhile.
      const isLast = screen.switching?.accountId === event.accountId;
      return isLast
        ? { ...screen, switching: { accountId: event.accountId, isDone: true } }
        : screen;
    }
    case 'verb-failed':
      return { ...screen, verbFailure: event.failure, switching: null };
    case 'dismissed':
      return { ...screen, verbFailure: null, dismissed: event.failure };
  }
}

/**
 * Main's state, or where a switch under way leads to: the account is shown in the frame of the press, and main, which
 * needs neither network nor anybody's leave for it, makes it true. Where somebody may refuse, or policy does, main is
 * waited for.
 */
export function shownState({ state, switching }: Screen): LoginState | null {
  if (state === null || switching === null) return state;
  if (state.mayRefuseSwitch || !state.policy.switchingAllowed) return state;
  const { accountId } = switching;
  const status = accountById(state, accountId)?.session.status ?? 'signed-out';
  if (state.view.kind !== 'signed-in' || status === 'signed-out') return state;
  return { ...state, view: { kind: 'signed-in', accountId, failure: null } };
}

/** The failure that the view itself carries. */
export function viewFailure(view: View): Failure | null {
  return 'failure' in view ? view.failure : null;
}

/** The one failure to show as an alert: the view's own, else the last verb's. A cancelled attempt is no failure. */
export function shownFailure(screen: Screen): Failure | null {
  const state = shownState(screen);
  if (state === null) return screen.verbFailure;
  const failure = viewFailure(state.view) ?? screen.verbFailure;
  if (failure === null || failure.code === 'cancelled') return null;
  return isSameFailure(failure, screen.dismissed) ? null : failure;
}

/** Accounts that are as they were stay the same objects: with many of them, only the rows that changed are drawn. */
function keepAccounts(state: LoginState, last: LoginState | null): LoginState {
  const known = new Map(last?.accounts.map((account) => [account.id, account]));
  const accounts = state.accounts.map((account) => {
    const before = known.get(account.id);
    return JSON.stringify(before) === JSON.stringify(account) ? (before ?? account) : account;
  });
  return { ...state, accounts };
}

/** A state that main sent before it came to the switch changes nothing; another view than an account's does. */
function stillSwitching(switching: Switching | null, view: View): Switching | null {
  if (switching === null || switching.isDone || view.kind !== 'signed-in') return null;
  return view.accountId === switching.accountId ? null : switching;
}

function stillDismissed(dismissed: Failure | null, now: Failure | null): Failure | null {
  return now !== null && isSameFailure(now, dismissed) ? dismissed : null;
}

function isSameFailure(one: Failure, other: Failure | null): boolean {
  return other !== null && one.code === other.code && one.correlationId === other.correlationId;
}

/**
 * What the person takes for one place: focus moves when it changes. Checking a Sonar password stays in the form it was
 * typed into; switching accounts is a new place.
 */
export function placeOf(view: View): string {
  switch (view.kind) {
    case 'checking':
      return view.provider === null ? 'signed-out' : 'checking';
    case 'signed-in':
      return `signed-in ${view.accountId}`;
    default:
      return view.kind;
  }
}

/**
 * What is drawn anew, and fades in, when it changes. Not so between two accounts: who has switched wants to see the
 * other one at once.
 */
export function frameOf(view: View): string {
  return view.kind === 'signed-in' ? view.kind : placeOf(view);
}

/** The account that a view of kind `signed-in` shows; null when main does not know it any more. */
export function accountById(state: LoginState, accountId: string): KnownAccount | null {
  return state.accounts.find((account) => account.id === accountId) ?? null;
}

/** Accounts of this computer that somebody returning can continue with. */
export function returningAccounts(state: LoginState): readonly KnownAccount[] {
  return state.accounts.filter((account) => account.session.status === 'signed-out');
}

/** An account with the digit that switches to it, 1 to 9; null beyond. */
export interface NumberedAccount {
  readonly account: KnownAccount;
  readonly digit: number | null;
}

/** All accounts but the one shown. Digits follow main's order, so that they stay the same from view to view. */
export function otherAccounts(state: LoginState, shownId: string): readonly NumberedAccount[] {
  return state.accounts
    .map((account, index) => ({ account, digit: index < 9 ? index + 1 : null }))
    .filter(({ account }) => account.id !== shownId);
}

/** The account that a digit leads to; null when it is shown already or not there. */
export function switchTarget(state: LoginState, digit: number): KnownAccount | null {
  if (state.view.kind !== 'signed-in') return null;
  const account = state.accounts[digit - 1];
  return account === undefined || account.id === state.view.accountId ? null : account;
}

/** Providers that policy allows, in the order of their buttons. */
export function allowedProviders(state: LoginState): readonly Provider[] {
  return state.policy.providers.filter(({ allowed }) => allowed).map(({ provider }) => provider);
}

/** How the person can sign in when a provider is blocked; null: not at all. */
export function allowedInstead(
  failure: Failure,
  state: LoginState | null,
): Provider | 'password' | null {
  if (state === null) return null;
  const provider = allowedProviders(state).find((allowed) => allowed !== failure.provider);
  return provider ?? (state.policy.passwordAllowed ? 'password' : null);
}

/**
 * The account a failure is about: the one it names, else of the known accounts with its address the only one, else the
 * only one signed out.
 */
export function accountOf(failure: Failure, state: LoginState): KnownAccount | null {
  const { email, accountId } = failure;
  if (accountId !== undefined) return accountById(state, accountId);
  const known = email
    ? state.accounts.filter(({ identity }) => identity?.email === email)
    : state.accounts;
  const ended = known.filter(({ session }) => session.status === 'signed-out');
  const [about, another] = known.length === 1 ? known : ended;
  return another === undefined ? (about ?? null) : null;
}

/** One or two letters that stand for a person. */
export function initials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const first = words[0];
  const last = words.length > 1 ? words[words.length - 1] : undefined;
  return [first, last]
    .map((word) => (word === undefined ? '' : (Array.from(word)[0] ?? '')))
    .join('')
    .toUpperCase();
}
