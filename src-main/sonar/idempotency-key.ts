import { createHmac, randomBytes, randomUUID } from 'node:crypto';

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

/** The header of one write: of one that is meant once unless `idempotencyKey` names it. */
export function writeHeader(idempotencyKey: string = randomUUID()): WriteHeader {
  return { 'Idempotency-Key': idempotencyKey };
}

/** What the contract asks of each write that changes something once. */
export interface WriteHeader {
  readonly 'Idempotency-Key': string;
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
