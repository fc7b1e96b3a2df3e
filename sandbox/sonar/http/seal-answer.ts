import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Answer } from '../problem.ts';

const ivBytes = 12;
const tagBytes = 16;

function sealingKey(idempotencyKey: string): Buffer {
  return Buffer.from(hkdfSync('sha256', idempotencyKey, '', 'sonar answer', 32));
}

/** Encrypts an answer (AES-256-GCM) with its idempotency key, so that the database alone gives no credentials away. */
export function sealAnswer(idempotencyKey: string, answer: Answer): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(idempotencyKey), iv);
  const text = cipher.update(JSON.stringify(answer), 'utf8');
  return Buffer.concat([iv, text, cipher.final(), cipher.getAuthTag()]);
}

/** The answer that was sealed; throws when the key is another or the bytes were changed. */
export function unsealAnswer(idempotencyKey: string, sealed: Uint8Array): Answer {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv(
    'aes-256-gcm',
    sealingKey(idempotencyKey),
    bytes.subarray(0, ivBytes),
  );
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  const text = decipher.update(bytes.subarray(ivBytes, -tagBytes));
  return JSON.parse(Buffer.concat([text, decipher.final()]).toString('utf8'));
}

/** Recognizes a repeated request without keeping anything to guess its password from. */
export function fingerprintOf(idempotencyKey: string, content: string): string {
  return createHmac('sha256', idempotencyKey).update(content).digest('base64url');
}
