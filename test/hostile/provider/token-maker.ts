import { createHmac } from 'node:crypto';
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWK } from 'jose';

/** The providers that the hostile one can pass for. */
export type Style = 'google' | 'microsoft';

/** The app's client id at the hostile provider. */
export const hostileClientId = 'us';

/** A tenant, and a person in it, of the hostile Microsoft. */
export const tid = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
export const oid = '9b2f0a57-5d1e-4f60-8a0b-7d6a1f1b2c3d';

export type Claims = Record<string, unknown>;

/** Makes ID tokens, right and wrong ones. */
export interface TokenMaker {
  readonly style: Style;
  /** What a genuine token would say. */
  readonly claims: Claims;
  /** Signs with the current key unless told otherwise; `header` is laid over the right one. */
  sign(claims: Claims, header?: Claims, key?: SigningKey): Promise<string>;
  /** A compact JWS of any text, well signed: for what no JSON library would write. */
  signText(claimsText: string, headerText?: string): Promise<string>;
  /** `alg: HS256` with the public key's PEM as the secret. */
  signWithPublicKey(claims: Claims): Promise<string>;
  readonly keys: { current: SigningKey; readonly other: SigningKey };
}

/** A key pair with the id it is published under. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly jwk: JWK;
}

/** Makes an RS256 key. */
export async function createSigningKey(kid: string): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256' };
  return { kid, privateKey, publicKey, jwk };
}

/** What a genuine provider of that style would claim about its one person, now. */
export function genuineClaims(style: Style, origin: string, nonce: string | null): Claims {
  const iat = Math.floor(Date.now() / 1000);
  const common = {
    aud: hostileClientId,
    iat,
    exp: iat + 3600,
    ...(nonce === null ? {} : { nonce }),
  };
  if (style === 'google') {
    return {
      ...common,
      iss: origin,
      sub: '110248495921238986420',
      email: 'ana@acme.test',
      email_verified: true,
      hd: 'acme.test',
    };
  }
  return {
    ...common,
    iss: `${origin}/${tid}/v2.0`,
    sub: 'pairwise-subject',
    tid,
    oid,
    email: 'ana@acme.test',
    preferred_username: 'ana@acme.test',
    xms_edov: true,
    ver: '2.0',
  };
}

/** Binds a maker to one answer's claims. */
export function createTokenMaker(
  style: Style,
  claims: Claims,
  keys: TokenMaker['keys'],
): TokenMaker {
  const rightHeader = (key: SigningKey) => ({ alg: 'RS256', typ: 'JWT', kid: key.kid });
  return {
    style,
    claims,
    keys,
    sign: (body, header = {}, key = keys.current) =>
      signParts(JSON.stringify({ ...rightHeader(key), ...header }), JSON.stringify(body), key),
    signText: (body, header = JSON.stringify(rightHeader(keys.current))) =>
      signParts(header, body, keys.current),
    async signWithPublicKey(body) {
      const header = JSON.stringify({ ...rightHeader(keys.current), alg: 'HS256' });
      const input = `${encode(header)}.${encode(JSON.stringify(body))}`;
      const secret = await exportSPKI(keys.current.publicKey);
      return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
    },
  };
}

async function signParts(header: string, claims: string, key: SigningKey): Promise<string> {
  const input = `${encode(header)}.${encode(claims)}`;
  const signature = await crypto.subtle.sign(
    'RSASSA-PKCS1-v1_5',
    key.privateKey,
    new TextEncoder().encode(input),
  );
  return `${input}.${Buffer.from(signature).toString('base64url')}`;
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64url');
}
