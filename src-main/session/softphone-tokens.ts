import { LoginError } from '../errors/login-error.ts';
import type { Now } from '../network/network.ts';
import type { SonarService } from '../sonar/sonar-service.ts';
import { callAsAccount } from './call-as-account.ts';
import type { LiveSessions } from './live-sessions.ts';
import { marginMs } from './next-renewal.ts';
import type { Sessions } from './sessions.ts';
import { singleFlight } from './single-flight.ts';

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
  const issue = singleFlight(async (accountId) => {
    const { generation } = live.get(accountId);
    const issued = await callAsAccount(sessions, accountId, async (issuedFor) => ({
      ...(await sonar.issueSoftphoneToken(issuedFor)),
      issuedFor,
    }));
    // Whoever signed out meanwhile has taken this token's session along.
    if (live.get(accountId).generation !== generation) throw new LoginError('session-expired');
    live.update(accountId, { softphoneToken: issued });
  });
  function fresh(accountId: string, issuedFor: string): string | null {
    const token = live.get(accountId).softphoneToken;
    if (token?.issuedFor !== issuedFor) return null;
    return token.accessTokenExpiresAt - now() > marginMs ? token.accessToken : null;
  }
  return {
    async get(accountId) {
      const known = fresh(accountId, await sessions.getAccessToken(accountId));
      if (known !== null) return known;
      await issue(accountId);
      const token = live.get(accountId).softphoneToken?.accessToken;
      if (token === undefined) throw new LoginError('session-expired');
      return token;
    },
  };
}
