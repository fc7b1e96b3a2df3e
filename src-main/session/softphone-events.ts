import type { Failure } from '../../preload/contract/errors.ts';
import { createEmitter, guardListener } from '../common/emitter.ts';
import {
  findCurrent,
  listSessions,
  type SessionSources,
  type SoftphoneSession,
} from './softphone-sessions.ts';

/** Something that has happened to a session. */
export interface SessionEvent {
  /**
   * - `opened`: somebody signed in to an account that was not signed in; those of an earlier run are there from the start.
   * - `switched`: another session is the current one, also because the earlier one has ended.
   * - `ended`: the session is over.
   * - `confirm-needed`: the provider, or an administrator, has to do something; the session runs on meanwhile.
   * - `keychain-locked`, `offline`: it cannot be renewed now, or for another reason than was told last.
   * - `online`: it can be used, and was not online as it was told last; a routine renewal tells nothing.
   */
  readonly reason:
    | 'opened'
    | 'switched'
    | 'ended'
    | 'confirm-needed'
    | 'keychain-locked'
    | 'offline'
    | 'online';
  /** The session it is about; with `ended` as it last was. */
  readonly session: SoftphoneSession;
  /** Why: with `ended` null when the person signed out; with `opened`, `switched` and `online` always null. */
  readonly failure: Failure | null;
}

/** What the softphone knows of one session. */
interface Told {
  readonly session: SoftphoneSession;
  /** How often the account's session had ended before. */
  readonly endings: number;
  /** `online`, or the code that it is offline for; null: neither was told yet. */
  readonly reached: string | null;
  /** Why somebody has to do something. */
  readonly need: Failure | null;
}

/** All that the softphone knows. */
interface Knowledge {
  readonly sessions: ReadonlyMap<string, Told>;
  readonly current: SoftphoneSession | null;
}

/**
 * Makes the events of the sessions, from this one place: after each change what was told last is compared with what is,
 * so that each change is told once. Of one change `ended` is told first, then `opened`, then `switched`, then for each
 * session whether it can be reached, then `confirm-needed`: whoever hears of a session has heard of its beginning. All
 * of it is so already when the first of them is told.
 */
export function createSessionEvents(
  sources: SessionSources,
  onChange: (listener: () => void) => () => void,
): (listener: (event: SessionEvent) => void) => () => void {
  const events = createEmitter<SessionEvent>();
  let told = lookAt(sources, new Map());
  onChange(() => {
    const before = told;
    told = lookAt(sources, before.sessions);
    for (const event of compare(sources, before, told)) events.emit(event);
  });
  return (listener) => events.listen(guardListener(listener));
}

function lookAt(sources: SessionSources, before: Knowledge['sessions']): Knowledge {
  const open = listSessions(sources);
  const sessions = open.map((session) => {
    const { id } = session.account;
    const live = sources.live.get(id);
    const { endings } = live;
    const known = before.get(id);
    const earlier = known?.endings === endings ? known.reached : null;
    const reached = session.status === 'online' ? 'online' : (session.failure?.code ?? earlier);
    const need = live.confirmWith === null ? live.needsAdministrator : live.confirmFailure;
    return [id, { session, endings, reached, need }] as const;
  });
  return { sessions: new Map(sessions), current: findCurrent(sources, open) };
}

function compare(
  { live }: SessionSources,
  before: Knowledge,
  now: Knowledge,
): readonly SessionEvent[] {
  const isSame = (one: Told, other: Told | undefined) => one.endings === other?.endings;
  const left = [...before.sessions].filter(([id, told]) => !isSame(told, now.sessions.get(id)));
  const here = [...now.sessions].map(([id, told]) => {
    const earlier = before.sessions.get(id);
    return { told, earlier: isSame(told, earlier) ? earlier : undefined };
  });
  const isSwitched =
    before.current !== null &&
    now.current !== null &&
    now.current.account.id !== before.current.account.id;
  return [
    ...left.map(([id, { session }]) => tell('ended', session, live.get(id).view.failure)),
    ...here
      .filter(({ earlier }) => earlier === undefined)
      .map(({ told }) => tell('opened', told.session)),
    ...(isSwitched && now.current !== null ? [tell('switched', now.current)] : []),
    ...here.flatMap(({ told, earlier }) => tellReached(told, earlier)),
    ...here.flatMap(({ told, earlier }) => tellNeed(told, earlier)),
  ];
}

function tellReached(
  { session, reached }: Told,
  earlier: Told | undefined,
): readonly SessionEvent[] {
  // That a session has opened says that it is online.
  const lastTold = earlier === undefined ? 'online' : earlier.reached;
  if (reached === null || reached === lastTold) return [];
  if (reached === 'online') return [tell('online', session)];
  const reason = reached === 'keychain-locked' ? 'keychain-locked' : 'offline';
  return [tell(reason, session, session.failure)];
}

function tellNeed({ session, need }: Told, earlier: Told | undefined): readonly SessionEvent[] {
  if (need === null || need.code === earlier?.need?.code) return [];
  return [tell('confirm-needed', session, need)];
}

function tell(
  reason: SessionEvent['reason'],
  session: SoftphoneSession,
  failure: Failure | null = null,
): SessionEvent {
  const why = failure === null ? null : Object.freeze({ ...failure });
  return Object.freeze({ reason, session, failure: why });
}
