import type { Failure } from '../../preload/contract/errors.ts';
import type { Provider } from '../../preload/contract/providers.ts';
import type { NewCode, NewLink, SessionView } from '../../preload/contract/state.ts';
import type { SoftphoneToken, SonarSession } from '../sonar/sonar-service.ts';

/** A Sonar access token; times in milliseconds since 1970. */
export interface AccessToken {
  readonly value: string;
  readonly receivedAt: number;
  readonly expiresAt: number;
}

/** The access token of a session that the service has just opened or renewed. */
export function toAccessToken(session: SonarSession, now: number): AccessToken {
  return {
    value: session.accessToken,
    receivedAt: now,
    expiresAt: session.accessTokenExpiresAt,
  };
}

/** How long a token is still good. None once the clock stands before its arrival: nobody knows then how old it is. */
export function lifeLeftMs(token: AccessToken, now: number): number {
  return now < token.receivedAt - skewMs ? 0 : Math.max(token.expiresAt - now, 0);
}

const skewMs = 60_000;

/** What is known of a session only while the app runs. */
export interface LiveSession {
  readonly view: SessionView;
  readonly confirmWith: Provider | null;
  /** Why it wants to see the person; counts while `confirmWith` names it. */
  readonly confirmFailure: Failure | null;
  /** Why the provider does not confirm the person, where only an administrator can help. */
  readonly needsAdministrator: Failure | null;
  readonly accessToken: AccessToken | null;
  /** What the softphone gets, and the access token it was issued for. */
  readonly softphoneToken: (SoftphoneToken & { readonly issuedFor: string }) | null;
  /** Transient failures in a row, for the back-off. */
  readonly failures: number;
  /** Until then the last failure is the answer to those who ask for a token, milliseconds since 1970. */
  readonly failedUntil: number;
  /** When somebody last proved the session in person, milliseconds since 1970; null: not while the app runs. */
  readonly provedAt: number | null;
  /** Links of the account that its owner has not read of on this computer. */
  readonly newLinks: readonly NewLink[];
  /** The same of one-time codes. */
  readonly newCodes: readonly NewCode[];
  /** Rises when the session is opened or ended, so that a late answer is recognised and dropped. */
  readonly generation: number;
  /** How often the session was ended. */
  readonly endings: number;
}

const signedOut: LiveSession = {
  view: { status: 'signed-out', failure: null },
  confirmWith: null,
  confirmFailure: null,
  needsAdministrator: null,
  accessToken: null,
  softphoneToken: null,
  failures: 0,
  failedUntil: 0,
  provedAt: null,
  newLinks: [],
  newCodes: [],
  generation: 0,
  endings: 0,
};

/** The running sessions by account id; tells its one listener of every change. */
export interface LiveSessions {
  get(accountId: string): LiveSession;
  update(accountId: string, change: Partial<Omit<LiveSession, 'generation' | 'endings'>>): void;
  /** Starts a new generation, which makes every answer still on its way stale. */
  replace(accountId: string, change: Partial<Omit<LiveSession, 'generation' | 'endings'>>): void;
}

/** Makes an empty set of running sessions. */
export function createLiveSessions(onChange: () => void): LiveSessions {
  const sessions = new Map<string, LiveSession>();
  const get = (accountId: string) => sessions.get(accountId) ?? signedOut;
  return {
    get,
    update(accountId, change) {
      sessions.set(accountId, { ...get(accountId), ...change });
      onChange();
    },
    replace(accountId, change) {
      const before = get(accountId);
      const next = { ...signedOut, ...change, generation: before.generation + 1 };
      const isEnding = next.view.status === 'signed-out';
      sessions.set(accountId, { ...next, endings: before.endings + (isEnding ? 1 : 0) });
      onChange();
    },
  };
}
