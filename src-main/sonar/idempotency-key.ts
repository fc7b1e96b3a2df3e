import { createHash, createHmac, randomBytes } from 'node:crypto';

/** Makes the same UUID for the same intended write, so that repeating it after a lost answer changes nothing. */
export type IdempotencyKey = (...parts: readonly string[]) => string;

/**
 * Keys for writes whose parts may be guessable, such as a password: keyed with a secret of this process, so that
 * a key tells nothing about them.
 */
export function createIdempotencyKey(): IdempotencyKey {
  const secret = randomBytes(32);
  return (...parts) => toUuid(createHmac('sha256', secret).update(JSON.stringify(parts)).digest());
}

/**
 * The key for renewing with a refresh token: the same in every process and after a restart, so that a token whose
 * renewal was answered but never stored can be sent again. A 256-bit random token cannot be guessed from its hash.
 */
export function refreshIdempotencyKey(refreshToken: string): string {
  return toUuid(createHash('sha256').update(`refresh ${refreshToken}`).digest());
}

/** A UUID of version 8, whose content is the application's own (RFC 9562 section 5.8). */
function toUuid(digest: Buffer): string {
  const bytes = Buffer.from(digest.subarray(0, 16));
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [8, 12, 16, 20]
    .map((end, i) => hex.slice([0, 8, 12, 16][i], end))
    .concat(hex.slice(20))
    .join('-');
}
