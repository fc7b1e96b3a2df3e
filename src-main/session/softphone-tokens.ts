import { singleFlight } from '../common/in-turn.ts';
import { LoginError } from '../errors/login-error.ts';
import type { Now } from '../network/bounded-fetch.ts';
import type { SoftphoneToken, SonarService } from '../sonar/sonar-service.ts';
import { callAsAccount } from './call-as-account.ts';
import type { LiveSessions } from './live-sessions.ts';
import { marginMs } from './renewal-times.ts';
import type { Sessions } from './session-ports.ts';

/** An access token for the softphone. */
export interface SoftphoneAccessToken {
  /** The secret. */
  readonly value: string;
  /** What it opens: the account's own data and the credentials of its phone, and nothing else. */
  readonly scope: 'softphone';
  /** By the clock of this computer, ISO 8601. */
  readonly expiresAt: string;
}

/**
 * Makes the access tokens that the softphone gets; the sessions' own, which can do everything, stay here. One for an
 * account, until a minute before its end or until the session is renewed, opened anew or ended. They lie with the live
 * sessions, which forget them with the rest.
 */
export function createTokens({
  live,
  sessions,
  sonar,
  now,
}: {
  readonly live: LiveSessions;
  readonly sessions: Sessions;
  readonly sonar: Pick<SonarService, 'issueSoftphoneToken'>;
  readonly now: Now;
}): (accountId: string) => Promise<SoftphoneAccessToken> {
  function known(accountId: string, issuedFor: string): SoftphoneToken | null {
    const token = live.get(accountId).softphoneToken;
    if (token?.issuedFor !== issuedFor) return null;
    return token.accessTokenExpiresAt - now() > marginMs ? token : null;
  }
  async function issue(accountId: string, issuedFor: string): Promise<SoftphoneToken> {
    const { generation } = live.get(accountId);
    const issued = await sonar.issueSoftphoneToken(issuedFor);
    // The person has signed out meanwhile: the session of this token is over.
    if (live.get(accountId).generation !== generation) throw new LoginError('session-expired');
    live.update(accountId, { softphoneToken: { ...issued, issuedFor } });
    return issued;
  }
  return singleFlight(async (accountId) => {
    const { accessToken, accessTokenExpiresAt } = await callAsAccount(
      sessions,
      accountId,
      async (issuedFor) => known(accountId, issuedFor) ?? issue(accountId, issuedFor),
      'session-expired',
    );
    const expiresAt = new Date(accessTokenExpiresAt).toISOString();
    return { value: accessToken, scope: 'softphone', expiresAt };
  });
}
