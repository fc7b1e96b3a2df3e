import type { CredentialStore } from '../credentials/credential-store.ts';
import { LoginError } from '../errors/login-error.ts';
import type { AccountIndex, IndexedIdentity } from '../session/account-index.ts';
import type { LiveSessions } from '../session/live-sessions.ts';
import type { Sessions } from '../session/session-ports.ts';
import { requirePasswordAllowed } from '../sign-in/require-allowed-attempt.ts';
import { type SignInNeeds, signIn } from '../sign-in/sign-in.ts';
import type { SonarService } from '../sonar/sonar-service.ts';

/** What a known account is proved with by the Sonar password. */
export interface PasswordProofNeeds {
  readonly policy: SignInNeeds['policy'];
  readonly index: Pick<AccountIndex, 'get'>;
  readonly live: Pick<LiveSessions, 'get'>;
  readonly sessions: Pick<Sessions, 'drop' | 'replace'>;
  readonly sonar: Pick<SonarService, 'signInWithPassword'>;
}

/** Tries a session that is offline again, now. */
export function retrySession(
  needs: {
    readonly credentials: Pick<CredentialStore, 'tryAgain'>;
    readonly sessions: Pick<Sessions, 'renew'>;
  },
  accountId: string,
): Promise<void> {
  void needs.credentials.tryAgain();
  return needs.sessions.renew(accountId);
}

/** Opens a known account again with its own identity; how that goes is told by the view. */
export function confirmWithProvider(needs: SignInNeeds, accountId: string): void {
  const identity = requireIdentity(needs, accountId);
  const purpose = { kind: 'confirm', accountId, identityKey: identity.key } as const;
  void signIn(needs, identity.label.provider, purpose);
}

/** Gives a fresh proof of the account's identity. Ends with the sign-in that it starts, so that the caller can go on. */
export async function proveWithProvider(needs: SignInNeeds, accountId: string): Promise<void> {
  const identity = requireIdentity(needs, accountId);
  const purpose = { kind: 'prove', accountId } as const;
  const failure = await signIn(needs, identity.label.provider, purpose);
  if (failure !== null) throw new LoginError(failure.code, failure);
}

/**
 * The fresh proof of an account that was signed in with the Sonar password: signs in with it again, in place, and the
 * new session takes the place of the old one. Cannot be left on the way: the service may have opened it already.
 */
export async function proveWithPassword(
  needs: PasswordProofNeeds,
  accountId: string,
  password: string,
): Promise<void> {
  const account = needs.index.get(accountId);
  if (account === undefined) throw new LoginError('not-found');
  if (account.identity !== null) throw new LoginError('bad-request');
  requirePasswordAllowed(needs.policy.current());
  const { generation, view } = needs.live.get(accountId);
  if (view.status === 'signed-out') throw new LoginError('session-expired');
  const { username } = account.summary;
  const { signal } = new AbortController();
  const session = await needs.sonar.signInWithPassword(username, password, signal);
  const isSame = session.account.id === accountId;
  if (!isSame || needs.live.get(accountId).generation !== generation) {
    void needs.sessions.drop(session);
    throw new LoginError(isSame ? 'session-expired' : 'identity-mismatch');
  }
  needs.sessions.replace({ session, identity: null, providerRefreshToken: null });
}

function requireIdentity(
  { index }: Pick<PasswordProofNeeds, 'index'>,
  accountId: string,
): IndexedIdentity {
  const identity = index.get(accountId)?.identity;
  if (identity === undefined) throw new LoginError('not-found');
  if (identity === null) throw new LoginError('bad-request');
  return identity;
}
