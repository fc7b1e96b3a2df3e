import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

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
