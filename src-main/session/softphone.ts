import type { Failure } from '../../preload/contract/errors.ts';
import type { Provider } from '../../preload/contract/providers.ts';
import type { AskablePage } from '../../preload/contract/state.ts';
import type { LoginVerbs } from '../../preload/contract/verbs.ts';
import { guardListener } from '../common/emitter.ts';
import { LoginError, toFailure } from '../errors/login-error.ts';
import type { Now } from '../network/bounded-fetch.ts';
import type { Provisioning, SonarService } from '../sonar/sonar-service.ts';
import type { AccountIndex } from './account-index.ts';
import { callAsAccount } from './call-as-account.ts';
import type { ChangeGuard, Objection } from './change-guard.ts';
import type { LiveSessions } from './live-sessions.ts';
import type { Sessions } from './session-ports.ts';
import {
  readAccountId,
  readFunction,
  readHint,
  readOptionalAccountId,
  readPage,
  type SignInHint,
} from './softphone-arguments.ts';
import { createSessionEvents, type SessionEvent } from './softphone-events.ts';
import {
  type Attention,
  type AttentionNews,
  findCurrent,
  listSessions,
  type MenuEntry,
  type SoftphoneSession,
} from './softphone-sessions.ts';
import { createTokens, type SoftphoneAccessToken } from './softphone-tokens.ts';

/**
 * Who is signed in, and with which token: all that a softphone needs to know of the sign-in. Each method throws or
 * rejects with a `SetupError` that names the argument when it is called wrongly, before anything happens. What else
 * fails is a `LoginError` without a cause.
 */
export interface Softphone {
  /** The session the person is working in; null while nobody is signed in. */
  getCurrentSession(): SoftphoneSession | null;
  /** All signed-in accounts, last used first, the current one among them. */
  getSessions(): readonly SoftphoneSession[];
  /** Calls `listener` after each change of what the two getters answer; answers the function that stops it. */
  onSessionsChanged(listener: () => void): () => void;
  /**
   * Calls `listener` with what happens to the sessions from now on, each change once: of one change `ended` first, then
   * `opened`, `switched`, `keychain-locked`, `offline` and `online`, and `confirm-needed` last. The getters answer
   * what is so after all of it. Answers the function that stops it.
   */
  onEvent(listener: (event: SessionEvent) => void): () => void;
  /**
   * What a menu of yours outside of the window may offer, such as a tray: the accounts, what needs the person, the ways
   * in and out. Ask again after each `onMenuChanged`.
   */
  getMenuEntries(): readonly MenuEntry[];
  /** Calls `listener` after each change of what `getMenuEntries` answers; answers the function that stops it. */
  onMenuChanged(listener: () => void): () => void;
  /** What needs the person now: for a badge of yours. */
  getAttention(): readonly Attention[];
  /**
   * Calls `listener` after each change of what needs the person, with what has arisen, each thing once until it was
   * cured: for a notification of yours. Answers the function that stops it.
   */
  onAttention(listener: (news: AttentionNews) => void): () => void;
  /**
   * Opens the window if it is closed and brings it to the front, with this page; without one, with what it shows. Where
   * the person may not see the page it is home. A sign-in that is going on stays.
   */
  show(page?: AskablePage): Promise<void>;
  /**
   * Shows the window, and starts a sign-in at `hint.provider`, which replaces one that is going on; without a provider
   * it shows the sign-in screen. Answers when it has begun; the account that it opens is told by `opened`. Rejects with
   * `blocked-by-policy` where an administrator forbids the provider.
   */
  signIn(hint?: SignInHint): Promise<StartedSignIn>;
  /**
   * Makes another signed-in account the current one, as the person does in the window. Rejects with `call-in-progress`
   * when `mayChange` objects, `not-found` for an account that is not known here, `session-expired` for one that is
   * signed out, `blocked-by-policy` where an administrator allows one account at a time.
   */
  switchAccount(accountId: string): Promise<void>;
  /**
   * Signs out here, by default of the current session, as the person does in the window; ends when the service was
   * told or could not be. Rejects with `call-in-progress` when `mayChange` objects, `not-found` for an account that is
   * not known here, `session-expired` when nobody is signed in.
   */
  signOut(accountId?: string): Promise<void>;
  /**
   * An access token that is valid for at least a minute, by default of the current session: it opens the account's own
   * data and the softphone's credentials and nothing else. However many ask, one request is made. Rejects with
   * `session-expired` when nobody is signed in, `offline` and the like while the session cannot be renewed.
   */
  getAccessToken(accountId?: string): Promise<SoftphoneAccessToken>;
  /** Short-lived SIP credentials, by default of the current session; rejects like `getAccessToken`. */
  getProvisioning(accountId?: string): Promise<Provisioning>;
  /**
   * Asks `objection` before each switch and sign-out that the person or the softphone starts: answer false to keep the
   * account, for example during a call. No answer within 5 s, and one that throws, lets the change happen. Answers the
   * function that takes it back.
   */
  mayChange(objection: Objection): () => void;
  /**
   * Ends the first time of an account on this computer, for good: what was to be asked then has been answered. Throws
   * `not-found` for an account that is not known here.
   */
  confirmFirstTime(accountId: string): void;
}

/** A sign-in that has begun. */
export interface StartedSignIn {
  /**
   * Why it ended without an account, such as `cancelled`, `timed-out` or `offline`: the window shows that too, and lets
   * the person try again. Null when it has opened one, when the window has a question first (which account, the Sonar
   * password), and where no provider was named. Never rejects.
   */
  readonly outcome: Promise<Failure | null>;
}

/** What of the window the softphone may ask for. */
interface SoftphoneWindow {
  readonly show: (page: AskablePage | undefined) => Promise<void>;
  /** Throws `blocked-by-policy` where the provider is forbidden. */
  readonly startSignIn: (provider: Provider, email: string | null) => Promise<StartedSignIn>;
}

/** What the face is built on. */
interface SoftphoneParts {
  readonly index: AccountIndex;
  readonly live: LiveSessions;
  readonly sessions: Sessions;
  readonly sonar: Pick<SonarService, 'issueSoftphoneToken' | 'getProvisioning'>;
  readonly guard: Pick<ChangeGuard, 'add'>;
  readonly now: Now;
  /** What the window's own buttons do. */
  readonly verbs: Pick<LoginVerbs, 'switchAccount' | 'signOut'>;
  readonly window: SoftphoneWindow;
  /** What the app offers outside its window. */
  readonly desk: {
    entries(): readonly MenuEntry[];
    onEntriesChanged(listener: () => void): () => void;
    readonly attention: {
      now(): readonly Attention[];
      listen(listener: (news: AttentionNews) => void): () => void;
    };
  };
  /** Calls back after every change of the state; answers the function that stops it. */
  readonly onChange: (listener: () => void) => () => void;
  /** Has them called back. */
  readonly notify: () => void;
}

/** Builds the module's face for the softphone. */
export function createSoftphone(parts: SoftphoneParts): Softphone {
  const { index, sessions, sonar, guard, verbs, window, desk } = parts;
  const getToken = createTokens(parts);
  const listen = createSessionEvents(parts, parts.onChange);
  const getSessions = () => listSessions(parts);
  const getCurrentSession = () => findCurrent(parts, getSessions());
  function requireAccountId(accountId: string | undefined): string {
    const id = accountId ?? getCurrentSession()?.account.id;
    if (id === undefined) throw new LoginError('session-expired');
    if (index.get(id) === undefined) throw new LoginError('not-found');
    return id;
  }
  return {
    getCurrentSession,
    getSessions,
    onSessionsChanged(listener) {
      const tell = guardListener(readFunction('listener', listener));
      const describe = () => JSON.stringify([getCurrentSession(), getSessions()]);
      let last = describe();
      return parts.onChange(() => {
        const now = describe();
        if (now === last) return;
        last = now;
        tell();
      });
    },
    onEvent: (listener) => listen(readFunction('listener', listener)),
    getMenuEntries: desk.entries,
    onMenuChanged: (listener) =>
      desk.onEntriesChanged(guardListener(readFunction('listener', listener))),
    getAttention: desk.attention.now,
    onAttention: (listener) =>
      desk.attention.listen(guardListener(readFunction('listener', listener))),
    async show(page) {
      const asked = readPage(page);
      await withoutCause(() => window.show(asked));
    },
    async signIn(hint) {
      const { provider, email } = readHint(hint);
      return withoutCause(async () => {
        if (provider !== undefined) return window.startSignIn(provider, email ?? null);
        await window.show('sign-in');
        return { outcome: Promise.resolve(null) };
      });
    },
    async switchAccount(accountId) {
      const id = readAccountId(accountId);
      await succeed(verbs.switchAccount(id));
    },
    async signOut(accountId) {
      const id = requireAccountId(readOptionalAccountId(accountId));
      await succeed(verbs.signOut(id));
    },
    async getAccessToken(accountId) {
      const id = requireAccountId(readOptionalAccountId(accountId));
      return withoutCause(() => getToken(id));
    },
    async getProvisioning(accountId) {
      const id = requireAccountId(readOptionalAccountId(accountId));
      return withoutCause(() =>
        callAsAccount(sessions, id, sonar.getProvisioning, 'session-expired'),
      );
    },
    mayChange: (objection) => guard.add(readFunction('objection', objection)),
    confirmFirstTime(accountId) {
      const account = index.get(readAccountId(accountId));
      if (account === undefined) throw new LoginError('not-found');
      index.put({ ...account, isFirstTimeOver: true });
      parts.notify();
    },
  };
}

/** Rejects with the failure that a verb has answered. */
async function succeed(answer: ReturnType<LoginVerbs['switchAccount']>): Promise<void> {
  const result = await answer;
  if (result.ok) return;
  const { code, ...facts } = result.failure;
  throw new LoginError(code, facts);
}

/**
 * Runs what the softphone asks for. What is thrown leaves the module as code and facts: its cause may hold what a library
 * knows of tokens, and a softphone that logs its errors would write it down.
 */
async function withoutCause<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (thrown) {
    const { code, ...facts } = toFailure(thrown);
    const isOver = thrown instanceof LoginError && thrown.endsSession;
    throw new LoginError(code, facts, undefined, isOver);
  }
}
