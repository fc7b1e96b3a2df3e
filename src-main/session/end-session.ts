import type { ErrorCode, Failure } from '../../preload/contract/errors.ts';
import type { CredentialStore } from '../credentials/credential-store.ts';
import { LoginError, toFailure } from '../errors/login-error.ts';
import type { AccountIndex, IndexedAccount } from './account-index.ts';
import type { LiveSession, LiveSessions } from './live-sessions.ts';
import { identityCredentialKey, sessionCredentialKey } from './session-credential.ts';
import type { SessionPorts } from './session-ports.ts';

// Only these answers end a session, and what a provider's answer marks as its end. Everything else is "offline", which
// it survives.
const endingCodes: ReadonlySet<ErrorCode> = new Set([
  'session-expired',
  'account-disabled',
  'sso-turned-off',
  'sso-not-enabled',
  'blocked-by-policy',
  'identity-mismatch',
]);

// The provider wants to see the person; the session runs on until they have time.
const confirmingCodes: ReadonlySet<ErrorCode> = new Set([
  'interaction-required',
  'login-required',
  'reverify-required',
]);

// The person can do nothing at the provider; the session runs on until an administrator has time.
const administratorCodes: ReadonlySet<ErrorCode> = new Set([
  'administrator-needed',
  'consent-required',
]);

/** Whether what was thrown is a definite answer that the session is over. */
export function endsSession(thrown: unknown): thrown is LoginError {
  return thrown instanceof LoginError && (thrown.endsSession || endingCodes.has(thrown.code));
}

/** Whether what was thrown asks the person to confirm with the provider. */
export function asksToConfirm(thrown: unknown): thrown is LoginError {
  return thrown instanceof LoginError && confirmingCodes.has(thrown.code);
}

/** Whether only an administrator can do something about what was thrown. */
export function needsAdministrator(thrown: unknown): thrown is LoginError {
  return thrown instanceof LoginError && administratorCodes.has(thrown.code);
}

/** Who is to do something about what was thrown: the person or an administrator, never both. What was said before is over. */
export function whatIsNeeded(
  account: IndexedAccount | undefined,
  thrown: LoginError,
): Pick<LiveSession, 'confirmWith' | 'confirmFailure' | 'needsAdministrator'> {
  const failure = toFailure(thrown);
  return needsAdministrator(thrown)
    ? { confirmWith: null, confirmFailure: null, needsAdministrator: failure }
    : {
        confirmWith: account?.identity?.label.provider ?? null,
        confirmFailure: failure,
        needsAdministrator: null,
      };
}

/** What ended a session; null: the person did. */
export type EndedBy = Pick<Failure, 'code'> | LoginError | null;

/** Why a session ended, as the window is told: the code, and the number that an administrator looks up. */
export function reasonOf(endedBy: EndedBy): Failure | null {
  if (endedBy === null || !needsAdministrator(endedBy)) {
    return endedBy === null ? null : { code: endedBy.code };
  }
  const { providerErrorNumber: number } = endedBy.facts;
  return { code: endedBy.code, ...(number === undefined ? {} : { providerErrorNumber: number }) };
}

/**
 * Ends a session on this computer, at once: marks it. Answers the keys of the credentials that have to go: its own, and
 * its identity's with the last session that used it. `removes`: the same write puts them on the list of pending
 * removals, so that an app that is killed now finds them again.
 */
export function endSession(
  ports: Pick<SessionPorts, 'index' | 'live'>,
  accountId: string,
  failure: Failure | null,
  { removes }: { readonly removes: boolean },
): readonly string[] {
  const account = ports.index.get(accountId);
  ports.live.replace(accountId, { view: { status: 'signed-out', failure } });
  if (account === undefined) return [];
  const keys = ownKeys(ports, accountId, account.identity?.key ?? null);
  const ended = { ...account, signedIn: false, endedBy: failure?.code ?? null };
  const pendingRemovals = union(ports.index.pendingRemovals(), keys);
  ports.index.put(ended, removes ? { pendingRemovals } : {});
  return keys;
}

/** The keys of the credentials that go with an account's session: no other session uses them. */
export function ownKeys(
  ports: Pick<SessionPorts, 'index' | 'live'>,
  accountId: string,
  identityKey: string | null,
): readonly string[] {
  const key = sessionCredentialKey(accountId);
  return identityKey === null || isIdentityUsed(ports, identityKey, accountId)
    ? [key]
    : [key, identityCredentialKey(identityKey)];
}

/** Two lists in one, without doubles. */
export function union(left: readonly string[], right: readonly string[]): readonly string[] {
  return [...new Set([...left, ...right])];
}

/** Whether a session uses the identity's credential, be it one that the keychain has not taken yet; `except`: an account. */
export function isIdentityUsed(
  { index, live }: Pick<ProviderTokenNeeds, 'index' | 'live'>,
  identityKey: string,
  except: string | null = null,
): boolean {
  return index
    .list()
    .filter(({ identity, summary }) => identity?.key === identityKey && summary.id !== except)
    .some(({ signedIn, summary }) => signedIn || live.get(summary.id).view.status !== 'signed-out');
}

/** What a kept refresh token of a provider is looked for with. */
export interface ProviderTokenNeeds {
  readonly credentials: Pick<CredentialStore, 'read'>;
  readonly index: Pick<AccountIndex, 'list' | 'pendingRemovals'>;
  readonly live: Pick<LiveSessions, 'get'>;
}

/**
 * Whether the keychain has no refresh token by which the provider would confirm the identity silently. One that is about
 * to be removed is none, nor one that has just not done: a session ended, or the provider wants to see the person. When
 * nobody can tell, one may be there.
 */
export async function lacksProviderToken(
  ports: ProviderTokenNeeds,
  identityKey: string,
): Promise<boolean> {
  const key = identityCredentialKey(identityKey);
  const accounts = ports.index.list().filter(({ identity }) => identity?.key === identityKey);
  const hasNotDone = accounts.some(
    ({ endedBy, summary }) => endedBy !== null || ports.live.get(summary.id).confirmWith !== null,
  );
  if (hasNotDone || ports.index.pendingRemovals().includes(key)) return true;
  const expected = isIdentityUsed(ports, identityKey);
  return (await ports.credentials.read(key, { expected })).kind === 'absent';
}
