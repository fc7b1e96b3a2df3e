import { endsSession } from './definite-end.ts';
import type { Sessions } from './sessions.ts';

/**
 * Calls the service with an access token of the account. When the answer may mean that the session is over, it is
 * renewed at once: only the refresh token's answer is definite. Throws what the call throws.
 */
export async function callAsAccount<T>(
  sessions: Pick<Sessions, 'getAccessToken' | 'renew'>,
  accountId: string,
  call: (accessToken: string) => Promise<T>,
): Promise<T> {
  const accessToken = await sessions.getAccessToken(accountId);
  try {
    return await call(accessToken);
  } catch (thrown) {
    if (endsSession(thrown)) await sessions.renew(accountId);
    throw thrown;
  }
}
