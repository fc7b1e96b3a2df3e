import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hash,
  hkdfSync,
  randomBytes,
} from 'node:crypto';

/** A secret of 256 random bits in base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a secret. */
export function hashOf(secret: string): string {
  return hash('sha256', secret, 'base64url');
}

const ivBytes = 12;
const tagBytes = 16;

/** What is sealed; each has keys of its own, whatever the secret. */
export type SealedThing = 'sonar answer' | 'sonar refresh token';

function sealingKey(thing: SealedThing, secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', thing, 32));
}

/** Encrypts a text (AES-256-GCM) with a secret that is not stored, so that the database alone gives nothing away. */
export function seal(thing: SealedThing, secret: string, text: string): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(thing, secret), iv);
  const encrypted = cipher.update(text, 'utf8');
  return Buffer.concat([iv, encrypted, cipher.final(), cipher.getAuthTag()]);
}

/** The text that was sealed; throws when the secret is another or the bytes were changed. */
export function unseal(thing: SealedThing, secret: string, sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed);
  const iv = bytes.subarray(0, ivBytes);
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(thing, secret), iv);
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  const text = decipher.update(bytes.subarray(ivBytes, -tagBytes));
  return Buffer.concat([text, decipher.final()]).toString('utf8');
}

/** Recognizes a repeated request without keeping anything to guess its password from. */
export function fingerprintOf(idempotencyKey: string, content: string): string {
  return createHmac('sha256', idempotencyKey).update(content).digest('base64url');
}

/**
 * What the list of devices calls a device of an account. Not the id that it signs in with: somebody who knows that one
 * could sign in as the device, and acknowledge there, instead of its owner, that the account got a link.
 */
export function shownDeviceId(accountId: string, deviceId: string): string {
  const digest = hash('sha256', `${accountId} ${deviceId}`, 'hex');
  // RFC 9562 section 5.8: the form of a UUID, the content our own.
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `8${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-');
}
