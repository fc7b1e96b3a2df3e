import { type CryptoKey, compactVerify, errors, type JWTVerifyGetKey } from 'jose';
import type { IssuerKeys, TokenIssuer } from './issuer-keys.ts';

/** RS256 is what both providers sign with; naming it here shuts out `none` and HMAC (RFC 8725 section 3.1). */
const algorithms = ['RS256'];

/**
 * Whether one of the keys for the token's issuer made the signature (RFC 7515 section 5.2). A token without `kid` may be
 * by any of them; an unknown `kid` is looked for once more among keys fetched anew, because they may have just been
 * changed.
 */
export async function hasRightSignature(
  idToken: string,
  keys: IssuerKeys,
  issuer: TokenIssuer,
  signal: AbortSignal,
): Promise<boolean> {
  const found = await tryKeys(idToken, await keys.current(issuer, signal));
  if (found !== 'unknown-key') return found === 'right';
  const newKeys = await keys.again(issuer, signal);
  return newKeys !== null && (await tryKeys(idToken, newKeys)) === 'right';
}

async function tryKeys(
  idToken: string,
  keys: JWTVerifyGetKey,
): Promise<'right' | 'wrong' | 'unknown-key'> {
  try {
    await compactVerify(idToken, keys, { algorithms });
    return 'right';
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey) return 'unknown-key';
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) return 'wrong';
    for await (const key of error) if (await isSignedWith(idToken, key)) return 'right';
    return 'unknown-key';
  }
}

async function isSignedWith(idToken: string, key: CryptoKey): Promise<boolean> {
  try {
    await compactVerify(idToken, key, { algorithms });
    return true;
  } catch {
    return false;
  }
}
