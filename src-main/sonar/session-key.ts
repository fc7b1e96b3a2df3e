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

/** The key that a session is bound to, as it is stored. */
export type SessionKey = Readonly<z.infer<typeof sessionKeySchema>>;

/** The request that a proof is made for. */
interface ProvenRequest {
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

/** The keys of sign-ins under way; a sign-in has one from its first request to its session. */
interface OpeningKeys {
  /** The key of the sign-in of this name; made when it is asked for first. */
  get(name: string): Promise<SessionKey>;
  /** The sign-in goes on under another name, such as its ticket. */
  pass(name: string, key: SessionKey): void;
}

/** More sign-ins than this are not under way at a time, nor is an answer that was lost so long ago asked for again. */
const mostRemembered = 16;

/**
 * Makes and remembers them: a request whose answer was lost is repeated with the key that the service may have bound the
 * session to, and a ticket is good only with the key that it was given for.
 */
export function createOpeningKeys(): OpeningKeys {
  const keys = new Map<string, Promise<SessionKey>>();
  function remember(name: string, key: Promise<SessionKey>): Promise<SessionKey> {
    keys.set(name, key);
    const [oldest] = keys.keys();
    if (keys.size > mostRemembered && oldest !== undefined) keys.delete(oldest);
    return key;
  }
  return {
    get: (name) => keys.get(name) ?? remember(name, createSessionKey()),
    pass: (name, key) => void remember(name, Promise.resolve(key)),
  };
}
