import { z } from 'zod';
import type { CredentialStore } from '../credentials/credential-store.ts';
import { Token } from '../sonar/generated/contract.ts';
import { createSessionKey, isUsableKey, sessionKeySchema } from '../sonar/session-key.ts';
import type { SessionCredential } from '../sonar/sonar-service.ts';
import type { Current } from './current.ts';
import { readCredential, UnreadableCredential } from './read-credential.ts';
import { readMark, SignedOutHere } from './signed-out-mark.ts';

/** Refresh token and key lie in one item, so that one write changes both or neither. */
const documentSchema = z.object({
  version: z.literal(2),
  refreshToken: Token,
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
    return Token.safeParse(stored).success ? { refreshToken: stored, key: null } : null;
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
