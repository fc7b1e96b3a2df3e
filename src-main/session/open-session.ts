import type { IndexedAccount } from './account-index.ts';
import { ownKeys, union } from './end-session.ts';
import { type AccessToken, lifeLeftMs, toAccessToken } from './live-sessions.ts';
import type { Removals } from './removals.ts';
import {
  formatSessionCredential,
  identityCredentialKey,
  refreshTokenIn,
  sessionCredentialKey,
} from './session-credential.ts';
import type { OpenedSession, SessionPorts } from './session-ports.ts';

/**
 * Makes an opened session the active one, at once, and stores its credentials in the background. Until the index says
 * that they are stored they are on the list of pending removals: an app that is killed in between finds them again. What
 * another identity has left there, which opened the account before, is removed.
 * The promise ends when the keychain has answered or nobody waits for it any more; it never rejects.
 */
export async function openSession(
  ports: SessionPorts,
  removals: Pick<Removals, 'spare' | 'remove' | 'endUnheld'>,
  opened: OpenedSession,
): Promise<void> {
  const { session } = opened;
  const accountId = session.account.id;
  // Asked for before the new token is written, which the keychain then does after it.
  const earlier = readEarlier(ports, accountId);
  const { accessToken: former } = ports.live.get(accountId);
  const isFirstTimeOver = readFirstTimeOver(ports, accountId);
  ports.live.replace(accountId, {
    view: { status: 'online', failure: null },
    accessToken: toAccessToken(session, ports.now()),
    // A code that somebody else gave out proves nobody.
    provedAt: session.endsAt === null ? ports.now() : 0,
    newLinks: session.newLinks,
    newCodes: session.newCodes,
  });
  const keys = ownKeys(ports, accountId, opened.identity?.key ?? null);
  const outdated = outdatedKeys(ports, accountId, keys);
  const spared = removals.spare(keys);
  const pending = union(ports.index.pendingRemovals(), [...keys, ...outdated]);
  const account = { ...indexed(ports, opened), isFirstTimeOver };
  ports.index.put(account, { pendingRemovals: pending, isActive: true });
  const removed = outdated.length === 0 ? null : removals.remove(outdated);
  const generation = ports.live.get(accountId).generation;
  const stored = await storeCredentials(ports, opened);
  const kept = ports.index.get(accountId);
  const isCurrent = ports.live.get(accountId).generation === generation;
  const unclaimed = spared.end();
  const left = ports.index.pendingRemovals().filter((key) => !unclaimed.includes(key));
  if (kept !== undefined && isCurrent) {
    ports.index.put({ ...kept, signedIn: stored }, { pendingRemovals: left });
    // The window shows where sign-ins are kept, and must hear of it either way.
    ports.live.update(accountId, {});
  } else if (unclaimed.length > 0) {
    ports.index.setPendingRemovals(left);
  }
  // Also by one that was left meanwhile, or that the keychain has not taken: nobody resumes the earlier one any more.
  const replaced = await earlier;
  if (replaced === null) await endByAccessToken(ports, former);
  else if (replaced !== session.refreshToken) await removals.endUnheld(replaced);
  await removed;
}

/** On a shared computer each sign-in is the first, but for one that takes the place of a session that is open. */
function readFirstTimeOver(
  { index, live, policy }: Pick<SessionPorts, 'index' | 'live' | 'policy'>,
  accountId: string,
): true | undefined {
  const isOpen = live.get(accountId).view.status !== 'signed-out';
  const isRemembered = isOpen || policy.current().keepSignedIn;
  return isRemembered ? index.get(accountId)?.isFirstTimeOver : undefined;
}

/** Keys of what the identity has stored that opened the account before, unless it is this one or opens others. */
function outdatedKeys(
  ports: SessionPorts,
  accountId: string,
  keys: readonly string[],
): readonly string[] {
  const before = ports.index.get(accountId)?.identity?.key ?? null;
  const own = ownKeys(ports, accountId, before);
  return own.filter((key) => !keys.includes(key));
}

/** Ends a session whose refresh token nobody can read, as far as what is in memory can. */
async function endByAccessToken(
  { sonar, now }: SessionPorts,
  accessToken: AccessToken | null,
): Promise<void> {
  if (accessToken === null || lifeLeftMs(accessToken, now()) === 0) return;
  await sonar.endSession(accessToken.value).catch(() => undefined);
}

/** The token of a session that this one takes the place of; null when there is none, or nobody can tell. */
async function readEarlier(ports: SessionPorts, accountId: string): Promise<string | null> {
  const key = sessionCredentialKey(accountId);
  const isKnown = ports.index.get(accountId)?.signedIn === true;
  // Signed out a moment ago, perhaps, and the service not told yet.
  if (!isKnown && !ports.index.pendingRemovals().includes(key)) return null;
  const read = await ports.credentials.read(key, { expected: true });
  return read.kind === 'found' ? refreshTokenIn(read.value) : null;
}

async function storeCredentials(ports: SessionPorts, opened: OpenedSession): Promise<boolean> {
  const sessionKey = sessionCredentialKey(opened.session.account.id);
  const writes = [writeCredential(ports, sessionKey, formatSessionCredential(opened.session))];
  if (opened.identity !== null && opened.providerRefreshToken !== null) {
    const identityKey = identityCredentialKey(opened.identity.key);
    writes.push(writeCredential(ports, identityKey, opened.providerRefreshToken));
  }
  return (await Promise.all(writes)).every((done) => done);
}

async function writeCredential(
  { credentials }: SessionPorts,
  key: string,
  value: string,
): Promise<boolean> {
  return (await credentials.write(key, value)).kind === 'done';
}

function indexed(ports: SessionPorts, { session, identity }: OpenedSession): IndexedAccount {
  const { isOfficeManager, ...summary } = session.account;
  const now = new Date(ports.now()).toISOString();
  return {
    summary,
    isOfficeManager,
    identity:
      identity === null
        ? null
        : {
            key: identity.key,
            label: { provider: identity.provider, email: identity.email },
            organization: identity.organization,
          },
    // Turns true when the keychain holds the session: until then a restart could not resume it.
    signedIn: false,
    endedBy: null,
    signedInAt: now,
    lastUsedAt: now,
    verifiedAt: session.verifiedAt,
    reverifyBy: session.reverifyBy,
    emailRenamedFrom: session.emailRenamedFrom,
    ...(session.endsAt === null ? {} : { endsAt: session.endsAt }),
  };
}
