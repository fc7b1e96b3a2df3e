import type { ErrorCode } from '../../preload/contract.ts';
import { endsSession } from './definite-end.ts';
import type { Sessions } from './sessions.ts';

/**
 * Calls the service with an access token of the account. When the answer may mean that the session is over, it is
 * renewed at once: only the refresh token's answer is definite. Throws what the call throws, and `whenLeft` when the
 * session was ended before the answer came: nobody is told it then.
 */
export async function callAsAccount<T>(
  sessions: Pick<Sessions, 'getAccessToken' | 'renew' | 'watch'>,
  accountId: string,
  call: (accessToken: string) => Promise<T>,
  whenLeft: ErrorCode = 'cancelled',
): Promise<T> {
  const current = sessions.watch(accountId, whenLeft);
  const accessToken = await current.answer(sessions.getAccessToken(accountId));
  try {
    return await current.answer(call(accessToken));
  } catch (thrown) {
    current.require();
    if (endsSession(thrown)) await sessions.renew(accountId);
    throw thrown;
  }
}
