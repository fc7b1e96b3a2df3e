import { singleFlight } from '../common/in-turn.ts';
import { LoginError } from '../errors/login-error.ts';
import type { Now } from '../network/network.ts';
import type { SonarService } from '../sonar/sonar-service.ts';
import { callAsAccount } from './call-as-account.ts';
import type { LiveSessions } from './live-sessions.ts';
import { marginMs } from './next-renewal.ts';
import type { Sessions } from './sessions.ts';

/** The access tokens that the softphone gets; the sessions' own, which can do everything, stay here. */
export interface SoftphoneTokens {
  /** A token valid for at least a minute. Throws the failure that keeps it from being had. */
  get(accountId: string): Promise<string>;
}

/** What they are made from. */
export interface SoftphoneTokenParts {
  readonly live: LiveSessions;
  readonly sessions: Sessions;
  readonly sonar: SonarService;
  readonly now: Now;
}

/**
 * Makes the holder: one token for an account, until a minute before its end or until the session is renewed, opened
 * anew or ended. They lie with the live sessions, which forget them with the rest.
 */
export function createSoftphoneTokens(parts: SoftphoneTokenParts): SoftphoneTokens {
  const { live, sessions, sonar, now } = parts;
  function known(accountId: string, issuedFor: string): string | null {
    const token = live.get(accountId).softphoneToken;
    if (token?.issuedFor !== issuedFor) return null;
    return token.accessTokenExpiresAt - now() > marginMs ? token.accessToken : null;
  }
  async function issue(accountId: string, issuedFor: string): Promise<string> {
    const { generation } = live.get(accountId);
    const issued = await sonar.issueSoftphoneToken(issuedFor);
    // Whoever signed out meanwhile has taken this token's session along.
    if (live.get(accountId).generation !== generation) throw new LoginError('session-expired');
    live.update(accountId, { softphoneToken: { ...issued, issuedFor } });
    return issued.accessToken;
  }
  return {
    get: singleFlight((accountId) =>
      callAsAccount(
        sessions,
        accountId,
        async (issuedFor) => known(accountId, issuedFor) ?? issue(accountId, issuedFor),
        'session-expired',
      ),
    ),
  };
}
