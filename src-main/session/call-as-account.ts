import type { ErrorCode } from '../../preload/contract.ts';
import { AccessTokenExpired } from '../sonar/sonar-problem.ts';
import { endsSession } from './definite-end.ts';
import type { Sessions } from './sessions.ts';

/**
 * Calls the service with an access token of the account. When the answer may mean that the session is over, it is
 * renewed at once: only the refresh token's answer is definite. A token that has expired by the service's clock only
 * (one of the two is wrong) is renewed, and the call made once more. Throws what the call throws, and `whenLeft` when
 * the session was ended before the answer came: nobody is told it then.
 */
export async function callAsAccount<T>(
  sessions: Pick<Sessions, 'getAccessToken' | 'renew' | 'watch'>,
  accountId: string,
  call: (accessToken: string) => Promise<T>,
  whenLeft: ErrorCode = 'cancelled',
): Promise<T> {
  const current = sessions.watch(accountId, whenLeft);
  const getToken = () => current.answer(sessions.getAccessToken(accountId));
  const accessToken = await getToken();
  try {
    try {
      return await current.answer(call(accessToken));
    } catch (thrown) {
      current.require();
      if (!(thrown instanceof AccessTokenExpired)) throw thrown;
    }
    // Another call may have had it renewed meanwhile.
    if ((await getToken()) === accessToken) await current.answer(sessions.renew(accountId));
    return await current.answer(call(await getToken()));
  } catch (thrown) {
    current.require();
    if (endsSession(thrown)) await sessions.renew(accountId);
    throw thrown;
  }
}
