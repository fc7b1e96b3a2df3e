import { singleFlight } from '../common/in-turn.ts';
import { LoginError, toFailure } from '../errors/login-error.ts';
import type { SonarSession } from '../sonar/sonar-service.ts';
import { createCurrent } from './current.ts';
import {
  asksToConfirm,
  type EndedBy,
  endSession,
  endsSession,
  needsAdministrator,
  reasonOf,
  whatIsNeeded,
} from './end-session.ts';
import { lifeLeftMs, toAccessToken } from './live-sessions.ts';
import { createNewLinks } from './new-links.ts';
import { openSession } from './open-session.ts';
import { findRefusal, sessionEndsAt } from './policy-refusal.ts';
import { createRemovals, type Ending } from './removals.ts';
import { NotProvedSilently, RefusedHere, renewSession } from './renew-session.ts';
import {
  betweenRenewalsMs,
  createRenewalFloor,
  createRenewalTimers,
  marginMs,
  nextRenewalAt,
  nextTryAt,
} from './renewal-times.ts';
import { proveSession } from './reverify-session.ts';
import { SignedOutHere, UnreadableCredential } from './session-credential.ts';
import type { OpenedSession, SessionPorts, Sessions } from './session-ports.ts';

/** Builds the sessions; nothing runs before `resume` or `open`. */
export function createSessions(ports: SessionPorts): Sessions {
  const storing = new Set<Promise<void>>();
  const removals = createRemovals(ports);
  const floor = createRenewalFloor(ports.now, ports.closing);
  const renew = singleFlight((accountId) => {
    const start = () => track(renewOnce(accountId));
    return floor.wait(accountId)?.then(start) ?? start();
  });
  const newLinks = createNewLinks(ports, (accountId) => getAccessToken(accountId));
  const timers = createRenewalTimers((accountId) => void renew(accountId), ports.now);
  const stopListening = ports.credentials.onAvailable(() => {
    noteStored();
    resume();
  });

  function track(work: Promise<void>): Promise<void> {
    const tracked = work.finally(() => storing.delete(tracked));
    storing.add(tracked);
    return tracked;
  }

  async function renewOnce(accountId: string): Promise<void> {
    const account = ports.index.get(accountId);
    const { generation, view } = ports.live.get(accountId);
    if (ports.closing.aborted || account === undefined) return;
    if (!account.signedIn && view.status === 'signed-out') return;
    const isStale = () => ports.live.get(accountId).generation !== generation;
    const { failures } = ports.live.get(accountId);
    ports.live.update(accountId, { view: { status: 'renewing', failure: null } });
    try {
      const { session, confirmation } = await renewSession(ports, account);
      floor.note(accountId);
      if (isStale()) return;
      noteRenewed(accountId, session);
      if (confirmation === null) noteConfirmed(accountId);
      else await noteConfirmation(accountId, confirmation, failures + 1);
    } catch (thrown) {
      if (!isStale()) await noteFailure(accountId, thrown);
    }
  }

  function noteRenewed(accountId: string, session: SonarSession): void {
    const { isOfficeManager, ...summary } = session.account;
    const account = ports.index.get(accountId);
    if (account !== undefined) {
      const end = session.endsAt === null ? {} : { endsAt: session.endsAt };
      ports.index.put({ ...account, summary, isOfficeManager, ...end });
    }
    ports.live.update(accountId, {
      view: { status: 'online', failure: null },
      accessToken: toAccessToken(session, ports.now()),
      failures: 0,
    });
    newLinks.note(accountId, session.newLinks, session.newCodes);
    scheduleRenewal(accountId);
  }

  function noteConfirmed(accountId: string): void {
    ports.live.update(accountId, { confirmWith: null, needsAdministrator: null });
  }

  async function noteConfirmation(
    accountId: string,
    thrown: unknown,
    failures: number,
  ): Promise<void> {
    if (needsAdministrator(thrown)) ports.noteNotConfirmed(toFailure(thrown));
    if (endsSession(thrown)) {
      await end(accountId, thrown, false);
    } else if (asksToConfirm(thrown) || needsAdministrator(thrown)) {
      ports.live.update(accountId, whatIsNeeded(ports.index.get(accountId), thrown));
    } else {
      // The session itself is fine; a provider that cannot be reached is asked less and less often.
      ports.live.update(accountId, { failures });
      const { retryAt } = toFailure(thrown);
      scheduleRenewal(accountId, nextTryAt(failures, retryAt, ports.now(), Math.random));
    }
  }

  async function noteFailure(accountId: string, thrown: unknown): Promise<void> {
    if (needsAdministrator(thrown)) ports.noteNotConfirmed(toFailure(thrown));
    if (endsSession(thrown)) {
      if (thrown instanceof UnreadableCredential) endHere(accountId, thrown, false);
      else if (thrown instanceof SignedOutHere) await end(accountId, null, false);
      else await end(accountId, thrown, !(thrown instanceof RefusedHere));
      return;
    }
    const failure = toFailure(thrown);
    const failures = ports.live.get(accountId).failures + 1;
    ports.noteNotRenewed(failure.code, failures);
    const isForSomebody =
      asksToConfirm(thrown) || needsAdministrator(thrown) || thrown instanceof NotProvedSilently;
    const needed = isForSomebody ? whatIsNeeded(ports.index.get(accountId), thrown) : {};
    const retryAt = nextTryAt(failures, failure.retryAt, ports.now(), Math.random);
    ports.live.update(accountId, {
      view: { status: 'offline', failure },
      failures,
      failedUntil: failure.retryAt === undefined ? ports.now() + betweenRenewalsMs : retryAt,
      ...needed,
    });
    const endsAt = sessionEndsAt(ports.policy.current(), ports.index.get(accountId), ports.now());
    timers.schedule(accountId, Math.min(retryAt, endsAt));
  }

  function scheduleRenewal(accountId: string, confirmNotBefore = 0): void {
    const account = ports.index.get(accountId);
    if (account === undefined) return;
    const live = ports.live.get(accountId);
    const policy = ports.policy.current();
    timers.schedule(accountId, nextRenewalAt(account, live, policy, ports.now(), confirmNotBefore));
  }

  // Sessions that were held in memory have moved to the keychain with its return.
  function noteStored(): void {
    if (ports.credentials.kind !== 'keychain') return;
    for (const account of ports.index.list()) {
      const isOpen = ports.live.get(account.summary.id).view.status !== 'signed-out';
      if (isOpen && !account.signedIn) ports.index.put({ ...account, signedIn: true });
    }
  }

  function resume(): void {
    void track(removals.retry());
    for (const { summary, signedIn } of ports.index.list()) {
      const { status } = ports.live.get(summary.id).view;
      // One that only memory holds is not marked as signed in, but lives.
      const isOpen = signedIn || status !== 'signed-out';
      if (isOpen && status !== 'online') void renew(summary.id);
    }
  }

  /** A softphone that asks again and again must not make us ask the service as often, nor sooner than it wants. */
  function hasJustFailed(accountId: string): boolean {
    const { view, failedUntil } = ports.live.get(accountId);
    return view.status === 'offline' && ports.now() < failedUntil;
  }

  async function getAccessToken(accountId: string): Promise<string> {
    const token = ports.live.get(accountId).accessToken;
    if (token !== null && lifeLeftMs(token, ports.now()) > marginMs) return token.value;
    if (!hasJustFailed(accountId)) await renew(accountId);
    const live = ports.live.get(accountId);
    if (live.view.status === 'online' && live.accessToken !== null) return live.accessToken.value;
    throw live.view.failure === null
      ? new LoginError('session-expired')
      : new LoginError(live.view.failure.code, live.view.failure);
  }

  async function end(accountId: string, endedBy: EndedBy, isTold: boolean): Promise<void> {
    const { accessToken } = ports.live.get(accountId);
    const ending: Ending = isTold ? { isTold, accessToken: null } : { isTold, accessToken };
    await track(removals.remove(endHere(accountId, endedBy, true), ending));
  }

  /** Ends the session as far as this app is concerned; answers the keys of its credentials. */
  function endHere(accountId: string, endedBy: EndedBy, removes: boolean): readonly string[] {
    timers.cancel(accountId);
    return endSession(ports, accountId, reasonOf(endedBy), { removes });
  }

  function open(opened: OpenedSession): void {
    void track(openSession(ports, removals, opened));
    scheduleRenewal(opened.session.account.id);
  }

  return {
    open,
    replace(opened) {
      const activeId = ports.index.getActiveId();
      open(opened);
      ports.index.setActiveId(activeId);
    },
    resume,
    renew,
    applyPolicy() {
      for (const account of ports.index.list()) {
        const { status } = ports.live.get(account.summary.id).view;
        const isOpen = status !== 'signed-out';
        const refusal = isOpen ? findRefusal(ports.policy.current(), account, ports.now()) : null;
        if (refusal !== null) void end(account.summary.id, { code: refusal }, false);
        else if (status === 'online') scheduleRenewal(account.summary.id);
      }
    },
    getAccessToken,
    async prove(accountId, proof) {
      const proved = proveSession(ports, accountId, proof);
      void track(proved.catch(() => undefined));
      await proved;
      scheduleRenewal(accountId);
    },
    tellLinks: newLinks.tell,
    end: (accountId, endedBy) => end(accountId, endedBy === null ? null : { code: endedBy }, true),
    signOut: (accountId) => end(accountId, null, false),
    drop: ({ refreshToken }) => track(removals.endUnheld(refreshToken)),
    leave: () => track(removals.retry()),
    async forget() {
      await Promise.all(storing);
      await track(removals.insist());
    },
    watch(accountId, code) {
      const { endings } = ports.live.get(accountId);
      return createCurrent(
        () => ports.live.get(accountId).endings === endings,
        // One that ended by itself is told by its own reason.
        () => new LoginError(ports.live.get(accountId).view.failure?.code ?? code),
      );
    },
    hasUntold: removals.hasUntold,
    async flush() {
      await Promise.all(storing);
    },
    close() {
      stopListening();
      timers.close();
      removals.close();
    },
  };
}
