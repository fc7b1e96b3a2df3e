import { LoginError } from '../errors/login-error.ts';
import type { Sessions } from './sessions.ts';

/**
 * Calls the service with an access token of the account. When the service answers that the session is over, it is
 * renewed at once: only the refresh token's answer is definite, and tells why. Throws what the call throws.
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
    if (thrown instanceof LoginError && thrown.code === 'session-expired') {
      await sessions.renew(accountId);
    }
    throw thrown;
  }
}
