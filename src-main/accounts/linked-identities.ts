import type { Provider } from '../../preload/contract/providers.ts';
import { LoginError } from '../errors/login-error.ts';
import type { AccountIndex } from '../session/account-index.ts';
import {
  type CallingSessions,
  callAsAccount,
  requireFreshProof,
} from '../session/call-as-account.ts';
import type { LiveSessions } from '../session/live-sessions.ts';
import type { Sessions } from '../session/session-ports.ts';
import { requireLinkingAllowed } from '../sign-in/require-allowed-attempt.ts';
import { type SignInNeeds, signIn } from '../sign-in/sign-in.ts';
import type { SonarService } from '../sonar/sonar-service.ts';

/** What links of an account are removed with. */
export interface UnlinkNeeds {
  readonly policy: SignInNeeds['policy'];
  readonly sessions: CallingSessions;
  readonly sonar: Pick<SonarService, 'turnOffProvider' | 'removeLink'>;
}

/** What is kept to be told of the identities of an account. */
export interface NewsNeeds {
  readonly index: Pick<AccountIndex, 'get' | 'put'>;
  readonly live: Pick<LiveSessions, 'get'>;
  readonly sessions: Pick<Sessions, 'tellLinks'>;
}

/** Signs in with a provider to link the identity to the account (R7); how that goes is told by the view. */
export function turnOnProvider(needs: SignInNeeds, accountId: string, provider: Provider): void {
  requireLinkingAllowed(needs.policy.current());
  if (needs.index.get(accountId) === undefined) throw new LoginError('not-found');
  // Before anybody signs in at a provider for it.
  requireFreshProof(needs, accountId);
  const purpose = { kind: 'link', accountId } as const;
  // Proved and confirmed a moment ago, but the service wanted a proof of the account first: nothing need be asked again.
  void signIn(needs, provider, purpose, needs.unsentEvidence.takeProved(provider, purpose));
}

/** Unlinks all identities of one provider from the account. */
export async function turnOffProvider(
  { policy, sessions, sonar }: UnlinkNeeds,
  accountId: string,
  provider: Provider,
  force: boolean,
): Promise<void> {
  requireLinkingAllowed(policy.current());
  await callAsAccount(sessions, accountId, (accessToken) =>
    sonar.turnOffProvider(accessToken, provider, force),
  );
}

/** Removes one link; the identity can come back by the Sonar password or from these settings (R8). */
export async function removeLink(
  { policy, sessions, sonar }: UnlinkNeeds,
  accountId: string,
  linkId: string,
  force: boolean,
): Promise<void> {
  requireLinkingAllowed(policy.current());
  await callAsAccount(sessions, accountId, (accessToken) =>
    sonar.removeLink(accessToken, linkId, force),
  );
}

/** Tells no more that the provider has renamed the account's address. */
export function dismissNotice({ index }: Pick<NewsNeeds, 'index'>, accountId: string): void {
  const account = index.get(accountId);
  if (account === undefined) throw new LoginError('not-found');
  index.put({ ...account, emailRenamedFrom: null });
}

/**
 * Tells no more of new links and codes. Only what is told can have been read: whatever else the window names would be
 * kept for nothing.
 */
export async function dismissNewLinks(
  { index, live, sessions }: NewsNeeds,
  accountId: string,
  linkIds: readonly string[],
): Promise<void> {
  if (index.get(accountId) === undefined) throw new LoginError('not-found');
  const { newLinks, newCodes } = live.get(accountId);
  const told = [...newLinks, ...newCodes].filter(({ id }) => linkIds.includes(id));
  if (told.length > 0) {
    await sessions.tellLinks(
      accountId,
      told.map(({ id }) => id),
    );
  }
}
