import type { AccountSummary, IdentityLabel, SessionView } from '../../preload/contract/state.ts';
import { singleFlight } from '../common/in-turn.ts';
import { LoginError, toFailure } from '../errors/login-error.ts';
import type { Now } from '../network/network.ts';
import type { Provisioning, SonarService } from '../sonar/sonar-service.ts';
import type { AccountIndex } from './account-index.ts';
import { callAsAccount } from './call-as-account.ts';
import type { ChangeGuard, Objection } from './change-guard.ts';
import type { LiveSessions } from './live-sessions.ts';
import { marginMs } from './renewal-times.ts';
import type { Sessions } from './session-ports.ts';

/** An account that is signed in on this computer, as the softphone sees it; holds no secret. */
export interface SoftphoneSession {
  readonly account: AccountSummary;
  /** Null: signed in with the Sonar password. */
  readonly identity: IdentityLabel | null;
  readonly status: Exclude<SessionView['status'], 'signed-out'>;
}

/** Who is signed in, and with which token: all that a softphone needs to know of the sign-in. */
export interface Softphone {
  /** The session the person is working in; null while nobody is signed in. */
  getCurrentSession(): SoftphoneSession | null;
  /** All signed-in accounts, last used first, the current one among them. */
  getSessions(): readonly SoftphoneSession[];
  /** Calls `listener` after each change of what the two getters answer; answers the function that stops it. */
  onSessionsChanged(listener: () => void): () => void;
  /**
   * An access token of scope `softphone` that is valid for at least a minute, by default of the current session: it
   * opens the account's own data and the softphone's credentials and nothing else. However many ask, one request is
   * made. Rejects with a `LoginError`, which has no cause here: `session-expired` when nobody is signed in, `offline`
   * and the like while the session cannot be renewed.
   */
  getAccessToken(accountId?: string): Promise<string>;
  /** Short-lived SIP credentials, by default of the current session; rejects like `getAccessToken`. */
  getProvisioning(accountId?: string): Promise<Provisioning>;
  /**
   * Asks `objection` before each switch and sign-out that a person starts: answer false to keep the account, for
   * example during a call. No answer within 5 s lets the change happen. Answers the function that takes it back.
   */
  mayChange(objection: Objection): () => void;
}

/** What the face is built on. */
interface SoftphoneParts {
  readonly index: AccountIndex;
  readonly live: LiveSessions;
  readonly sessions: Sessions;
  readonly sonar: SonarService;
  readonly guard: ChangeGuard;
  readonly now: Now;
  /** Calls back after every change of the state; answers the function that stops it. */
  readonly onChange: (listener: () => void) => () => void;
}

/** Builds the module's face for the softphone. */
export function createSoftphone(parts: SoftphoneParts): Softphone {
  const { index, sessions, sonar, guard } = parts;
  const getToken = createTokens(parts);
  const getSessions = () => listSessions(parts);
  // The same as the window shows: the active account, or the last used one once that is signed out.
  function getCurrentSession(): SoftphoneSession | null {
    const open = getSessions();
    return open.find(({ account }) => account.id === index.getActiveId()) ?? open[0] ?? null;
  }
  function requireAccountId(accountId: string | undefined): string {
    const id = accountId ?? getCurrentSession()?.account.id;
    if (id === undefined) throw new LoginError('session-expired');
    return id;
  }
  return {
    getCurrentSession,
    getSessions,
    onSessionsChanged(listener) {
      const describe = () => JSON.stringify([getCurrentSession(), getSessions()]);
      let last = describe();
      return parts.onChange(() => {
        const now = describe();
        if (now === last) return;
        last = now;
        listener();
      });
    },
    getAccessToken: (accountId) => withoutCause(async () => getToken(requireAccountId(accountId))),
    getProvisioning: (accountId) =>
      withoutCause(async () => {
        const id = requireAccountId(accountId);
        return callAsAccount(sessions, id, sonar.getProvisioning, 'session-expired');
      }),
    mayChange: (objection) => guard.add(objection),
  };
}

function listSessions({ index, live }: SoftphoneParts): readonly SoftphoneSession[] {
  return index
    .list()
    .toSorted((a, b) => b.lastUsedAt.localeCompare(a.lastUsedAt))
    .flatMap((account) => {
      const { view } = live.get(account.summary.id);
      if (view.status === 'signed-out' && !account.signedIn) return [];
      const status = view.status === 'signed-out' ? 'renewing' : view.status;
      return [{ account: account.summary, identity: account.identity?.label ?? null, status }];
    });
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

/**
 * Makes the access tokens that the softphone gets; the sessions' own, which can do everything, stay here. One for an
 * account, until a minute before its end or until the session is renewed, opened anew or ended. They lie with the live
 * sessions, which forget them with the rest.
 */
function createTokens({
  live,
  sessions,
  sonar,
  now,
}: SoftphoneParts): (accountId: string) => Promise<string> {
  function known(accountId: string, issuedFor: string): string | null {
    const token = live.get(accountId).softphoneToken;
    if (token?.issuedFor !== issuedFor) return null;
    return token.accessTokenExpiresAt - now() > marginMs ? token.accessToken : null;
  }
  async function issue(accountId: string, issuedFor: string): Promise<string> {
    const { generation } = live.get(accountId);
    const issued = await sonar.issueSoftphoneToken(issuedFor);
    // The person has signed out meanwhile: the session of this token is over.
    if (live.get(accountId).generation !== generation) throw new LoginError('session-expired');
    live.update(accountId, { softphoneToken: { ...issued, issuedFor } });
    return issued.accessToken;
  }
  return singleFlight((accountId) =>
    callAsAccount(
      sessions,
      accountId,
      async (issuedFor) => known(accountId, issuedFor) ?? issue(accountId, issuedFor),
      'session-expired',
    ),
  );
}
