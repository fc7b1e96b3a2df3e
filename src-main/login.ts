import { createBrowserSessions } from './accounts/browser-sessions.ts';
import { forgetAccounts, noteUntold, requireSwitch } from './accounts/change-account.ts';
import { createChangeHub } from './common/emitter.ts';
import { singleFlight } from './common/in-turn.ts';
import { createDesk } from './desk/desk.ts';
import { createIdleCountdown } from './desk/idle-sign-out.ts';
import { toFailure } from './errors/login-error.ts';
import type { Login, LoginParts } from './login-parts.ts';
import type { IndexedAccount } from './session/account-index.ts';
import { createChangeGuard } from './session/change-guard.ts';
import { createLiveSessions } from './session/live-sessions.ts';
import { findRefusal } from './session/policy-refusal.ts';
import type { SessionPorts } from './session/session-ports.ts';
import { createSessions } from './session/sessions.ts';
import { createSoftphone } from './session/softphone.ts';
import { findCurrentId } from './session/softphone-sessions.ts';
import { createAskForSession } from './sign-in/ask-for-session.ts';
import { createAskedPages, createAskedWindow } from './sign-in/asked-pages.ts';
import { createAttempts } from './sign-in/attempt.ts';
import { createCurrentView, leaveEndedSession } from './sign-in/current-view.ts';
import { createHelpPages, limitOpenings } from './sign-in/openings.ts';
import { applyPolicyToAttempt, lockScreen, signIn } from './sign-in/sign-in.ts';
import { createUnsentEvidence } from './sign-in/unsent-evidence.ts';
import { composeLoginState } from './verbs/login-state.ts';
import { exportReview } from './verbs/review-verbs.ts';
import { createVerbs, type VerbNeeds } from './verbs/verb-table.ts';

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
  const guard = createChangeGuard(hub.notify);
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
      guard,
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
  const desk = createDesk({
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
    showKnown() {
      const known = index.list().filter(({ signedIn }) => signedIn);
      const isRefused = (account: IndexedAccount) =>
        findRefusal(policy.current(), account, parts.now()) !== null;
      // Nobody is shown as signed in whose session is about to end.
      if (known.some(isRefused)) return;
      view.showHome(null);
    },
    start() {
      isStarted = true;
      // A softphone may have had something shown already.
      if (view.get().kind === 'starting') view.showHome(null);
      sessions.resume();
    },
    wake: () => sessions.resume(),
    mayLeaveBehind: unsentEvidence.isBegun,
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
