import type { SelfTestItem } from '../preload/contract/account-pages.ts';
import type { Locale, LoginState } from '../preload/contract/state.ts';
import type { LoginVerbs, WindowContent } from '../preload/contract/verbs.ts';
import { createBrowserSessions } from './accounts/browser-sessions.ts';
import { forgetAccounts, noteUntold, requireSwitch } from './accounts/change-account.ts';
import { createChangeHub } from './common/emitter.ts';
import { singleFlight } from './common/in-turn.ts';
import type { CredentialStore } from './credentials/credential-store.ts';
import { createDesk, type Desk } from './desk/desk.ts';
import { createIdleCountdown, type IdleCountdown } from './desk/idle-sign-out.ts';
import { toFailure } from './errors/login-error.ts';
import type { PolicyReader } from './policy/effective-policy.ts';
import type { Preferences } from './preferences/preferences.ts';
import type { AccountIndex, RememberedChoices } from './session/account-index.ts';
import { createChangeGuard } from './session/change-guard.ts';
import { createLiveSessions } from './session/live-sessions.ts';
import type { SessionPorts, WithLock } from './session/session-ports.ts';
import { createSessions } from './session/sessions.ts';
import { createSoftphone, type Softphone } from './session/softphone.ts';
import { findCurrentId } from './session/softphone-sessions.ts';
import { createAskForSession } from './sign-in/ask-for-session.ts';
import { createAskedPages, createAskedWindow } from './sign-in/asked-pages.ts';
import { createAttempts } from './sign-in/attempt.ts';
import { createCurrentView, leaveEndedSession } from './sign-in/current-view.ts';
import { createHelpPages, limitOpenings, type OpenedPage } from './sign-in/openings.ts';
import { applyPolicyToAttempt, lockScreen, signIn } from './sign-in/sign-in.ts';
import { createUnsentEvidence } from './sign-in/unsent-evidence.ts';
import type { SonarService } from './sonar/sonar-service.ts';
import { composeLoginState } from './verbs/login-state.ts';
import { exportReview } from './verbs/review-verbs.ts';
import { createVerbs, type VerbNeeds } from './verbs/verb-table.ts';

/** What the sign-in is built from; every part is replaceable, none is looked up. */
interface LoginParts
  extends Pick<
    VerbNeeds,
    | 'providers'
    | 'isOwnPeer'
    | 'copyText'
    | 'bringToFront'
    | 'log'
    | 'now'
    | 'readLogonName'
    | 'deskSettings'
  > {
  readonly sonar: SonarService;
  /** Asks where to save a text and saves it; the path, or null when the person changed their mind. */
  readonly saveFile: (suggestedName: string, text: string) => Promise<string | null>;
  /** Opens an address in the system browser; rejects when none could be started. */
  readonly openBrowser: (url: string) => Promise<void>;
  readonly credentials: CredentialStore;
  readonly policy: PolicyReader;
  readonly index: AccountIndex;
  readonly choices: RememberedChoices;
  readonly withLock: WithLock;
  readonly getLocale: () => Locale;
  readonly setLocale: (locale: Locale) => void;
  readonly settings: Pick<
    Preferences,
    'notices' | 'dismissMended' | 'isSaved' | 'onSavedChanged' | 'dropKeptFiles'
  >;
  /** Opens the window if it was closed, and brings it to the front. */
  readonly showWindow: () => Promise<void>;
  readonly isWindowOpen: () => boolean;
  readonly addressOf: (page: OpenedPage) => string;
  readonly fitWindow: (content: WindowContent) => void;
  readonly copyDetails: () => Promise<void>;
  readonly runSelfTest: () => Promise<readonly SelfTestItem[]>;
  readonly supportBundle: VerbNeeds['supportBundle'];
  readonly noteNotRenewed: SessionPorts['noteNotRenewed'];
  readonly noteNotConfirmed: SessionPorts['noteNotConfirmed'];
  readonly appVersion: string;
}

/** The whole sign-in without a window. */
export interface Login {
  readonly verbs: LoginVerbs;
  readonly softphone: Softphone;
  getState(): LoginState;
  /** What the app offers outside its window. */
  readonly desk: Desk;
  /** What the state says of the host is no longer so. */
  noteHostChange(): void;
  /** Calls `listener` after changes, once per turn of the event loop; answers the function that stops it. */
  onStateChanged(listener: () => void): () => void;
  /** Shows who is signed in and renews their sessions in the background; call it when the window has painted. */
  start(): void;
  /** Tries again whatever is offline: the network is back, or the computer woke up. */
  wake(): void;
  /** Forgets what the next person at the screen could go on with: nobody has touched it for a while. */
  leaveDesk(): void;
  /** The same at once, and ends what asks the person something: the screen was locked. */
  lockScreen(): void;
  /** Signs everybody out and forgets them: the end of a shift on a shared computer. */
  forgetEverybody(): Promise<void>;
  /** The same for good: what the service could not be told of is not kept until it can. */
  forgetAll(): Promise<void>;
  /** What the window shows of the sign-out of a computer that nobody touches. */
  readonly idleCountdown: IdleCountdown;
  /** The app is leaving: nobody signs in any more. */
  endAttempts(): void;
  /** Ends when what was signed in is stored, also by writes to the keychain that nobody waits for any more. */
  flush(): Promise<void>;
  close(): void;
}

/** Wires the rooms together in plain Node; touches neither network nor keychain before `start`. */
export function createLogin(parts: LoginParts): Login {
  const { index, policy, credentials, settings } = parts;
  const hub = createChangeHub();
  const closing = new AbortController();
  const live = createLiveSessions(hub.notify);
  const sessionPorts: SessionPorts = {
    ...parts,
    live,
    isSaved: settings.isSaved,
    onUntold(isNew) {
      if (isNew) noteUntold(parts);
      hub.notify();
    },
    closing: closing.signal,
  };
  const sessions = createSessions(sessionPorts);
  const view = createCurrentView(index, live, hub.notify);
  const attempts = createAttempts(parts.now);
  const guard = createChangeGuard();
  const askedPage = createAskedPages({ view, attempts, policy, onChange: hub.notify });
  const unsentEvidence = createUnsentEvidence(parts.now, hub.notify);
  const idleCountdown = createIdleCountdown(parts.now, hub.notify);
  const browserSessions = createBrowserSessions(
    index,
    () => !policy.current().keepSignedIn,
    hub.notify,
  );
  hub.listen(browserSessions.look);
  // Before the window hears of a change, so that it never shows an account that is over.
  hub.listen(() => leaveEndedSession({ view, live, index }));
  const getSettingsNotices = () => [
    ...(sessions.hasUntold() ? (['untold'] as const) : []),
    ...settings.notices(),
  ];
  const getState = () =>
    composeLoginState({
      ...parts,
      view,
      live,
      unsentEvidence,
      askedPage,
      idleCountdown,
      browserSessions,
      getSettingsNotices,
    });
  const openings = limitOpenings(parts.openBrowser, parts.now);
  // However often they are asked for: one list of questions, one box that asks where to save.
  const runSelfTest = singleFlight(parts.runSelfTest);
  const saveReview = singleFlight((managerId) =>
    exportReview({ ...parts, sessions, live }, managerId),
  );
  const needs: VerbNeeds = {
    ...parts,
    bringToFront: () => desk.noteAnswer(),
    askForSession: createAskForSession(sessions),
    openings,
    helpPages: createHelpPages(openings, parts.addressOf, { ...parts, getState }),
    browserSessions,
    sessions,
    live,
    view,
    attempts,
    guard,
    unsentEvidence,
    dropKeptFiles: settings.dropKeptFiles,
    getState,
    idleCountdown,
    signOutNow: () => {
      // Only what the countdown would do a moment later.
      if (idleCountdown.get() !== null) void forgetEverybody();
    },
    runSelfTest: () => runSelfTest(''),
    saveReview,
    noteShownPage: askedPage.noteShown,
    findObjection: (accountId) =>
      requireSwitch({ guard, index, live }, accountId).then(() => null, toFailure),
    setLocale(locale) {
      parts.setLocale(locale);
      hub.notify();
    },
    dismissSettingsNotice() {
      settings.dismissMended();
      hub.notify();
    },
  };
  const verbs = createVerbs(needs);
  const desk: Desk = createDesk({
    ...parts,
    verbs,
    view,
    getState,
    getCurrentId: () => findCurrentId({ index, live }),
    onChange: hub.listen,
  });
  const stopSettings = settings.onSavedChanged((isSaved) => {
    // What had to stay in the keychain while the disk took nothing.
    if (isSaved) void sessions.leave();
    hub.notify();
  });
  const stopDesk = parts.deskSettings?.onChange(hub.notify);
  let isStarted = false;
  let wasUnread = policy.current().unread !== null;
  const stopPolicy = policy.onChange(({ unread }) => {
    sessions.applyPolicy();
    // What could not be asked for while nobody knew the service.
    if (isStarted && wasUnread && unread === null) sessions.resume();
    wasUnread = unread !== null;
    applyPolicyToAttempt(needs);
    hub.notify();
  });
  async function forgetEverybody(): Promise<void> {
    idleCountdown.set(null);
    await forgetAccounts({ ...needs, sessions, policy });
  }

  return {
    verbs,
    softphone: createSoftphone({
      ...parts,
      live,
      sessions,
      guard,
      verbs,
      window: createAskedWindow({
        ...parts,
        askedPage,
        signIn: (provider, purpose) => signIn(needs, provider, purpose),
      }),
      desk,
      onChange: hub.listen,
      notify: hub.notify,
    }),
    getState,
    desk,
    noteHostChange: hub.notify,
    onStateChanged: hub.listen,
    start() {
      isStarted = true;
      // A softphone may have had something shown already.
      if (view.get().kind === 'starting') view.showHome(null);
      sessions.resume();
    },
    wake: () => sessions.resume(),
    leaveDesk: unsentEvidence.forget,
    lockScreen: () => lockScreen(needs),
    forgetEverybody,
    idleCountdown,
    async forgetAll() {
      await forgetEverybody();
      await sessions.forget();
    },
    endAttempts: attempts.close,
    async flush() {
      await sessions.flush();
      await credentials.settle();
    },
    close() {
      stopPolicy();
      stopSettings();
      stopDesk?.();
      attempts.close();
      closing.abort();
      sessions.close();
      credentials.close();
    },
  };
}
