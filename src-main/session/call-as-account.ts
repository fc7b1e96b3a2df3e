import type { ErrorCode } from '../../preload/contract/errors.ts';
import { LoginError } from '../errors/login-error.ts';
import { AccessTokenExpired } from '../sonar/sonar-problem.ts';
import type { AccountIndex } from './account-index.ts';
import { endsSession } from './end-session.ts';
import type { LiveSessions } from './live-sessions.ts';
import type { Sessions } from './session-ports.ts';

/** What the service is called with in the name of an account. */
export type CallingSessions = Pick<Sessions, 'getAccessToken' | 'renew' | 'watch'>;

/**
 * Calls the service with an access token of the account. When the answer may mean that the session is over, it is
 * renewed at once: only the refresh token's answer is definite. A token that has expired by the service's clock only
 * (one of the two is wrong) is renewed, and the call made once more. Throws what the call throws, and `whenLeft` when
 * the session was ended before the answer came: nobody is told it then.
 */
export async function callAsAccount<T>(
  sessions: CallingSessions,
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

/** How long the service takes a proof in person as good for what lasts. */
const freshMs = 600_000;

/** What the service is called with for something that lasts. */
export interface FreshProofNeeds {
  readonly sessions: CallingSessions;
  readonly live: Pick<LiveSessions, 'get' | 'update'>;
  readonly index: Pick<AccountIndex, 'get'>;
}

/**
 * Calls the service for something that lasts. When it wants a fresh proof, `reverify-required` names the provider that
 * can give it, none for a password session; the same call goes through after `proveWithProvider` or
 * `proveWithPassword`. It carries its account itself, so nothing has to be kept here for it.
 */
export async function callWithFreshProof<T>(
  { sessions, live, index }: FreshProofNeeds,
  accountId: string,
  call: (accessToken: string) => Promise<T>,
): Promise<T> {
  try {
    return await callAsAccount(sessions, accountId, call);
  } catch (thrown) {
    if (!(thrown instanceof LoginError) || thrown.code !== 'reverify-required') throw thrown;
    live.update(accountId, { provedAt: 0 });
    throw proofRequired(index, accountId, thrown);
  }
}

/**
 * Throws `reverify-required` when the service would: asked before somebody signs in at a provider for it. The service
 * has the last word; what it refuses all the same is kept and sent after the proof.
 */
export function requireFreshProof(
  { live, index, now }: Pick<FreshProofNeeds, 'live' | 'index'> & { readonly now: () => number },
  accountId: string,
): void {
  const account = index.get(accountId);
  // A one-time code proves nobody.
  const signedInAt = account?.endsAt === undefined ? Date.parse(account?.signedInAt ?? '') : 0;
  const provedAt = live.get(accountId).provedAt ?? signedInAt;
  // Also when there is no telling.
  if (!(now() - provedAt <= freshMs)) throw proofRequired(index, accountId);
}

function proofRequired(
  index: Pick<AccountIndex, 'get'>,
  accountId: string,
  cause?: unknown,
): LoginError {
  const provider = index.get(accountId)?.identity?.label.provider;
  return new LoginError('reverify-required', provider === undefined ? {} : { provider }, cause);
}
