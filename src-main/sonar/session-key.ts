import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import { z } from 'zod';

const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** The private key that a session is bound to: EC P-256 as a JWK (RFC 7517). A secret; never leaves the main process. */
export const sessionKeySchema = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
  d: coordinate,
});

export type SessionKey = Readonly<z.infer<typeof sessionKeySchema>>;

/** The request that a proof is made for. */
export interface ProvenRequest {
  readonly method: 'POST';
  readonly url: string;
  /** SHA-256 of the refresh token that is sent, base64url; null without one. */
  readonly tokenHash: string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Makes a key for one session. By WebCrypto, which is the same on every system and on every Electron. */
export async function createSessionKey(): Promise<SessionKey> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return sessionKeySchema.parse(await exportJWK(privateKey));
}

/** Whether a stored key is one: any numbers look like it, and few are a point of the curve. */
export async function isUsableKey(key: SessionKey): Promise<boolean> {
  return importJWK(key, 'ES256').then(
    () => true,
    () => false,
  );
}

/** Proves for one request that the sender has the key (RFC 9449 section 4.2). Each proof has a `jti` of its own. */
export async function signProof(key: SessionKey, request: ProvenRequest): Promise<string> {
  const { kty, crv, x, y } = key;
  const { origin, pathname } = new URL(request.url);
  const ath = request.tokenHash === null ? {} : { ath: request.tokenHash };
  return new SignJWT({ htm: request.method, htu: `${origin}${pathname}`, ...ath })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } })
    .setJti(randomUUID())
    .setIssuedAt(new Date(request.now))
    .sign(await importJWK(key, 'ES256'));
}
