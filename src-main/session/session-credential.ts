import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CredentialStore } from '../credentials/credential-store.ts';
import { LoginError } from '../errors/login-error.ts';
import { Token } from '../generated/service-contract.ts';
import { createSessionKey, isUsableKey, sessionKeySchema } from '../sonar/session-key.ts';
import type { SessionCredential } from '../sonar/sonar-service.ts';
import type { IndexedAccount } from './account-index.ts';
import type { Current } from './current.ts';

/** Key of the credential that holds the Sonar refresh token of one account. */
export function sessionCredentialKey(accountId: string): string {
  return `session/${digest(accountId)}`;
}

/** Key of the credential that holds the provider's refresh token of one identity. */
export function identityCredentialKey(identityKey: string): string {
  return `identity/${digest(identityKey)}`;
}

/** Keys of all credentials that an account may have. */
export function credentialKeysOf({
  summary,
  identity,
}: Pick<IndexedAccount, 'summary' | 'identity'>): readonly string[] {
  const own = [sessionCredentialKey(summary.id)];
  return identity === null ? own : [...own, identityCredentialKey(identity.key)];
}

/** Whether a key is that of a Sonar session. */
export function isSessionKey(key: string): boolean {
  return key.startsWith('session/');
}

// Nobody is named so by a digest alone.
const unheldPrefix = 'session/unheld-';

/**
 * Key under which the refresh token of a session waits that is no account's here, until the service was told that it is
 * over.
 */
export function unheldCredentialKey(refreshToken: string): string {
  return `${unheldPrefix}${digest(refreshToken)}`;
}

/** Whether a key is that of a session which is no account's here. */
export function isUnheldKey(key: string): boolean {
  return key.startsWith(unheldPrefix);
}

// Identifiers come from outside and may hold any character; a digest is a safe name of one length everywhere.
function digest(identifier: string): string {
  return createHash('sha256').update(identifier).digest('base64url').slice(0, 22);
}

/** Refresh token and key lie in one item, so that one write changes both or neither. */
const documentSchema = z.object({
  version: z.literal(2),
  refreshToken: Token(),
  key: sessionKeySchema,
});

/**
 * The credential as it is stored. A session without a key is stored as every version before keys did: the refresh
 * token alone.
 */
export function formatSessionCredential({ refreshToken, key }: SessionCredential): string {
  return key === null ? refreshToken : JSON.stringify({ version: 2, refreshToken, key });
}

/**
 * The credential that was stored, by this version or any before; null for what only a newer one can read, and for what
 * the service can never have given: it would refuse that as no token at all, time and again.
 */
export function parseSessionCredential(stored: string): SessionCredential | null {
  if (!stored.startsWith('{')) {
    return Token().safeParse(stored).success ? { refreshToken: stored, key: null } : null;
  }
  try {
    const { refreshToken, key } = documentSchema.parse(JSON.parse(stored));
    return { refreshToken, key };
  } catch {
    return null;
  }
}

/**
 * The refresh token by which the service can be told that the session of a stored credential is over; null when it
 * knows already, and for what only a newer version can read.
 */
export function refreshTokenIn(stored: string): string | null {
  const mark = readMark(stored);
  return mark === null ? (parseSessionCredential(stored)?.refreshToken ?? null) : mark.token;
}

/**
 * Reads the credential of a session that the account index says is there. Throws `UnreadableCredential` when it is
 * certainly not there, cannot be used or is of a newer version, `SignedOutHere` when it only waits to be told to the
 * service, and what `readCredential` throws when nobody can tell.
 */
export async function readSessionCredential(
  store: CredentialStore,
  key: string,
): Promise<SessionCredential> {
  const stored = await readCredential(store, key);
  if (stored !== null && readMark(stored) !== null) throw new SignedOutHere();
  const credential = stored === null ? null : parseSessionCredential(stored);
  const isUsable =
    credential !== null && (credential.key === null || (await isUsableKey(credential.key)));
  if (!isUsable) throw new UnreadableCredential();
  return credential;
}

/**
 * The keychain is open and has no credential that this version can read. What lies there instead, perhaps written by a
 * newer version, stays until the person signs in again or out.
 */
export class UnreadableCredential extends LoginError {
  constructor() {
    super('session-expired');
  }
}

/** The person signed out when the disk could not take it; the service may not know. */
export class SignedOutHere extends LoginError {
  constructor() {
    super('session-expired');
  }
}

/**
 * Reads a credential that the account index says is there; null when the keychain says for certain that it is not.
 * Throws `keychain-locked` or `credential-store-unavailable` when nobody can tell, which never ends a session.
 */
export async function readCredential(store: CredentialStore, key: string): Promise<string | null> {
  const read = await store.read(key, { expected: true });
  switch (read.kind) {
    case 'found':
      return read.value;
    case 'absent':
      return null;
    case 'cannot-tell':
      throw new LoginError(read.code);
  }
}

/**
 * Gives a session of an older version its key. Stored before it is first used: the service binds the session to it, and
 * who then had no key any more would be signed out. While nothing can be stored it stays without; nothing is stored for
 * somebody who has left.
 */
export async function giveKey(
  store: CredentialStore,
  name: string,
  credential: SessionCredential,
  current: Current,
): Promise<SessionCredential> {
  if (credential.key !== null) return credential;
  const bound = { ...credential, key: await createSessionKey() };
  current.require();
  const written = await store.write(name, formatSessionCredential(bound));
  return written.kind === 'done' ? bound : credential;
}

/**
 * What stands in the keychain in place of a refresh token whose session was ended here, as long as the service has not
 * been told, or the disk has not taken that the account is signed out. No token begins like this (RFC 6750 section 2.1
 * knows no blank), so that it is never taken for one.
 */
export interface SignedOutMark {
  /** Ends the session at the service, and is used for nothing else; null: the service knows. */
  readonly token: string | null;
  /** ISO 8601. */
  readonly since: string;
}

const marked = /^signed-out (\S{1,40}) ?(\S*)$/;

/** What is stored for a mark. */
export function writeMark({ token, since }: SignedOutMark): string {
  return `signed-out ${since} ${token ?? ''}`.trimEnd();
}

/** The mark in a stored value; null for a token. */
export function readMark(value: string): SignedOutMark | null {
  const [, since, token = ''] = marked.exec(value) ?? [];
  return since === undefined ? null : { token: token === '' ? null : token, since };
}
