import { createHash, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

/** A request that a proof is made for; `token`: the refresh token that it carries. */
export interface ProofTarget {
  readonly url: string;
  readonly token: string | null;
}

/** What a test changes of a proof. */
export interface ProofChange {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** A key of a device, by the specification and not by the app's code. */
export interface DeviceKey {
  prove(target: ProofTarget, change?: ProofChange): Promise<string>;
}

/** Makes a key as RFC 9449 describes it. */
export async function makeDeviceKey(): Promise<DeviceKey> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  return {
    async prove({ url, token }, { header, claims } = {}) {
      const ath = token === null ? {} : { ath: hashOf(token) };
      const payload: JWTPayload = {
        htm: 'POST',
        htu: url,
        jti: randomUUID(),
        iat: 0,
        ...ath,
        ...claims,
      };
      return new SignJWT(payload)
        .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk, ...header })
        .sign(privateKey);
    },
  };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
